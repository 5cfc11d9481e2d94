//! Members that all subscribe to the same topics: each has a quota. First everybody keeps what it
//! owns, up to its quota; then the rest goes around among those that lack some, if possible within
//! racks.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::group::{Group, Owners, Place, places};

/// Partitions that go to another member than the one that owns them.
pub(super) type Transferred = BTreeSet<Place>;

pub(super) fn assign(group: &Group) -> (Owners, Transferred) {
    let mut builder = Builder::new(group);
    builder.keep_owned();
    let owners = places(&builder.owners);
    let mut free: Vec<Place> =
        owners.filter(|(_, owner)| owner.is_none()).map(|(place, _)| place).collect();
    builder.below.sort_by_key(|member| group.ranks[*member]);
    builder.at_minimum.make_contiguous().sort_by_key(|member| group.ranks[*member]);
    if group.racks_matter() {
        let racks = group.members_by_rack();
        free.sort_by_cached_key(|place| group.near_members(&racks, *place));
        builder.assign_within_racks(&mut free);
    }
    builder.assign_in_turn(&free);
    (builder.owners, builder.transferred)
}

struct Builder<'a> {
    group: &'a Group<'a>,
    owners: Owners,
    /// Partitions of each member.
    sizes: Vec<usize>,
    minimum: usize,
    maximum: usize,
    /// Members that may still come to have more than the minimum.
    extras: usize,
    /// Members that have less than the minimum.
    below: Vec<usize>,
    /// Members that have the minimum and may get one more.
    at_minimum: VecDeque<usize>,
    /// What owners were not left with.
    revoked: BTreeMap<Place, usize>,
    transferred: Transferred,
}

impl<'a> Builder<'a> {
    fn new(group: &'a Group<'a>) -> Self {
        let members = group.members.len().max(1);
        let partitions = group.partition_count();
        Self {
            group,
            owners: group.no_owners(),
            sizes: vec![0; group.members.len()],
            minimum: partitions / members,
            maximum: partitions.div_ceil(members),
            extras: partitions % members,
            below: Vec::new(),
            at_minimum: VecDeque::new(),
            revoked: BTreeMap::new(),
            transferred: Transferred::new(),
        }
    }

    fn keep_owned(&mut self) {
        let group = self.group;
        for (member, owned) in group.claims.owned.iter().enumerate() {
            let (far, mut near): (Vec<Place>, Vec<Place>) =
                owned.iter().partition(|place| group.is_far(member, **place));
            self.revoked.extend(far.into_iter().map(|place| (place, member)));
            near.retain(|place| !group.claims.contested.contains(place));
            near.sort_by_key(|place| (place.partition, place.topic));
            let kept = if near.len() < self.minimum {
                self.below.push(member);
                near.len()
            } else if near.len() >= self.maximum && self.extras > 0 {
                self.one_more_extra();
                self.maximum
            } else {
                if self.extras > 0 {
                    self.at_minimum.push_back(member);
                }
                self.minimum
            };
            self.revoked.extend(near[kept..].iter().map(|place| (*place, member)));
            for place in &near[..kept] {
                self.owners[place.topic][place.partition] = Some(member);
            }
            self.sizes[member] = kept;
        }
    }

    fn assign_within_racks(&mut self, free: &mut Vec<Place>) {
        let mut next = 0;
        free.retain(|place| {
            let Some(member) = self.near_member(*place, &mut next) else { return true };
            self.give(*place, member);
            false
        });
    }

    /// Somebody near to the partition who is to get more, who is then taken from the lists if that
    /// is the last one. `next` goes around among those below the minimum.
    fn near_member(&mut self, place: Place, next: &mut usize) -> Option<usize> {
        let (group, count) = (self.group, self.below.len());
        let around = (0..count).map(|step| (*next + step) % count);
        let mut near = around.filter(|at| group.is_near(self.below[*at], place));
        if let Some(mut at) = near.next() {
            let member = self.below[at];
            let size = self.sizes[member] + 1;
            if size >= self.minimum {
                self.below.remove(at);
                if size < self.maximum && self.extras > 0 {
                    self.at_minimum.push_back(member);
                }
            } else {
                at += 1;
            }
            *next = at.checked_rem(self.below.len()).unwrap_or(0);
            return Some(member);
        }
        let at = self.at_minimum.iter().position(|member| group.is_near(*member, place))?;
        let member = self.at_minimum.remove(at)?;
        self.one_more_extra();
        Some(member)
    }

    fn assign_in_turn(&mut self, free: &[Place]) {
        let mut next = 0;
        for place in free {
            if self.below.is_empty() {
                let member = self.at_minimum.pop_front();
                let member = member.expect("the quotas add up to the number of partitions");
                self.give(*place, member);
                continue;
            }
            next %= self.below.len();
            let member = self.below[next];
            self.give(*place, member);
            if self.sizes[member] == self.minimum {
                self.below.remove(next);
                self.at_minimum.push_back(member);
            } else {
                next += 1;
            }
        }
    }

    fn give(&mut self, place: Place, member: usize) {
        let revoked = self.revoked.get(&place).is_some_and(|owner| *owner != member);
        if revoked || self.group.claims.contested.contains(&place) {
            self.transferred.insert(place);
        }
        self.owners[place.topic][place.partition] = Some(member);
        self.sizes[member] += 1;
    }

    /// Somebody has more than the minimum; with the last one, all who have the minimum are full.
    fn one_more_extra(&mut self) {
        self.extras -= 1;
        if self.extras == 0 {
            self.at_minimum.clear();
        }
    }
}
