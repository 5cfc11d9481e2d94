//! Members that subscribe to different topics: what is free goes to the least loaded subscriber, then
//! partitions are moved one by one, those with the fewest possible owners first, until no move
//! improves the balance. If all moves together did not improve it, none is made.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    group::{Group, Owners, Place, places},
    movements::Movements,
};

/// Passes over all partitions. A few are enough; Kafka has no limit.
const PASSES_MAX: usize = 1_000;

pub(super) fn assign(group: &Group) -> Owners {
    let mut builder = Builder::new(group);
    let must_revoke = builder.keep_owned();
    let free: Vec<Place> =
        builder.in_order().filter(|place| builder.owner(*place).is_none()).collect();
    builder.fill();
    builder.balance(must_revoke, &free);
    builder.owners
}

/// Whether something had to be taken from a member because of its subscription or its rack.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MustRevoke {
    Yes,
    No,
}

struct Builder<'a> {
    group: &'a Group<'a>,
    owners: Owners,
    sizes: Vec<usize>,
    /// Topics of each member.
    topics: Vec<BTreeSet<usize>>,
    /// Subscribers of each topic.
    subscribers: Vec<Vec<usize>>,
    /// Members that can be given or rid of something: size, rank, index.
    by_load: BTreeSet<(usize, usize, usize)>,
    movements: Movements,
    /// Owners in older generations.
    former: BTreeMap<Place, usize>,
}

impl<'a> Builder<'a> {
    fn new(group: &'a Group<'a>) -> Self {
        let count = group.members.len();
        let topics: Vec<BTreeSet<usize>> =
            (0..count).map(|member| group.subscriptions(member)).collect();
        let subscribers = (0..group.topics.len())
            .map(|topic| (0..count).filter(|member| topics[*member].contains(&topic)).collect())
            .collect();
        Self {
            group,
            owners: group.no_owners(),
            sizes: vec![0; count],
            topics,
            subscribers,
            by_load: BTreeSet::new(),
            movements: Movements::default(),
            former: former_owners(group),
        }
    }

    fn owner(&self, place: Place) -> Option<usize> {
        self.owners[place.topic][place.partition]
    }

    /// All partitions, those of topics with the fewest subscribers first.
    fn in_order(&self) -> impl Iterator<Item = Place> + use<> {
        let mut topics: Vec<usize> = (0..self.owners.len()).collect();
        topics.sort_by_key(|topic| (self.subscribers[*topic].len(), *topic));
        let counts: Vec<(usize, usize)> =
            topics.into_iter().map(|topic| (topic, self.owners[topic].len())).collect();
        let partitions =
            |(topic, count)| (0..count).map(move |partition| Place { topic, partition });
        counts.into_iter().flat_map(partitions)
    }

    fn keep_owned(&mut self) -> MustRevoke {
        let mut must_revoke = MustRevoke::No;
        for (member, owned) in self.group.claims.owned.iter().enumerate() {
            for place in owned {
                if self.topics[member].contains(&place.topic) && !self.group.is_far(member, *place)
                {
                    self.owners[place.topic][place.partition] = Some(member);
                    self.sizes[member] += 1;
                } else {
                    must_revoke = MustRevoke::Yes;
                }
            }
        }
        must_revoke
    }

    fn fill(&mut self) {
        self.by_load = (0..self.sizes.len()).map(|member| self.load(member)).collect();
    }

    fn load(&self, member: usize) -> (usize, usize, usize) {
        (self.sizes[member], self.group.ranks[member], member)
    }

    /// First within racks, as far as that goes.
    fn assign_free(&mut self, free: &[Place]) {
        let mut rest = free.to_vec();
        if self.group.racks_matter() {
            let group = self.group;
            rest.retain(|place| {
                let member = self.least_loaded(*place, |member| !group.is_far(member, *place));
                member.is_none_or(|member| {
                    self.give(*place, member);
                    false
                })
            });
        }
        for place in rest {
            if let Some(member) = self.least_loaded(place, |_| true) {
                self.give(place, member);
            }
        }
    }

    fn least_loaded(&self, place: Place, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let mut members = self.by_load.iter().map(|(.., member)| *member);
        members.find(|member| self.topics[*member].contains(&place.topic) && fits(*member))
    }

    fn balance(&mut self, must_revoke: MustRevoke, free: &[Place]) {
        let initializing = self.by_load.last().is_none_or(|(size, ..)| *size == 0);
        self.assign_free(free);
        let movable = |place: &Place| self.subscribers[place.topic].len() >= 2;
        let free: Vec<Place> = free.iter().filter(|place| movable(place)).copied().collect();
        let all: Vec<Place> = self.in_order().filter(movable).collect();
        self.leave_out_fixed();
        let before = (self.owners.clone(), self.score());
        if must_revoke == MustRevoke::No {
            self.move_around(&free);
        }
        let moved = self.move_around(&all);
        if moved > 0 && !initializing && self.score() >= before.1 {
            self.owners = before.0;
        }
    }

    /// Members that have all that they can have, and share no topic, take no part.
    fn leave_out_fixed(&mut self) {
        let mut fixed = vec![true; self.sizes.len()];
        for (member, topics) in self.topics.iter().enumerate() {
            let most: usize = topics.iter().map(|topic| self.owners[*topic].len()).sum();
            fixed[member] = self.sizes[member] >= most;
        }
        for (place, owner) in places(&self.owners) {
            if let Some(owner) = owner.filter(|_| self.subscribers[place.topic].len() >= 2) {
                fixed[owner] = false;
            }
        }
        self.by_load.retain(|(.., member)| !fixed[*member]);
    }

    /// Number of moves.
    fn move_around(&mut self, movable: &[Place]) -> usize {
        let mut moves = 0;
        let mut balanced = self.is_balanced();
        for _ in 0..PASSES_MAX {
            let before = moves;
            for place in movable {
                if balanced {
                    break;
                }
                if let Some(to) = self.better_owner(*place) {
                    self.reassign(*place, to);
                    moves += 1;
                    balanced = self.is_balanced();
                }
            }
            if moves == before {
                break;
            }
        }
        moves
    }

    /// Whom the partition should go to: back to a former owner, or to the least loaded subscriber.
    fn better_owner(&self, place: Place) -> Option<usize> {
        let size = self.sizes[self.owner(place)?];
        let better = |member: &usize| size > self.sizes[*member] + 1;
        // Kafka gives it back also to who does not subscribe to the topic any more.
        let former = self.former.get(&place).copied();
        let former = former.filter(|member| self.topics[*member].contains(&place.topic));
        former.filter(better).or_else(|| self.least_loaded(place, |_| true).filter(better))
    }

    fn reassign(&mut self, place: Place, to: usize) {
        let Some(owner) = self.owner(place) else { return };
        let place = self.movements.instead_of(self.group, place, owner, to);
        let Some(owner) = self.owner(place) else { return };
        self.movements.record(place, owner, to);
        self.by_load.remove(&self.load(owner));
        self.sizes[owner] -= 1;
        self.by_load.insert(self.load(owner));
        self.give(place, to);
    }

    fn give(&mut self, place: Place, member: usize) {
        self.owners[place.topic][place.partition] = Some(member);
        self.by_load.remove(&self.load(member));
        self.sizes[member] += 1;
        self.by_load.insert(self.load(member));
    }

    /// Whether no partition could go to a subscriber with two less than its owner.
    fn is_balanced(&self) -> bool {
        let (Some(least), Some(most)) = (self.by_load.first(), self.by_load.last()) else {
            return true;
        };
        if least.0 + 1 >= most.0 {
            return true;
        }
        self.owners.iter().zip(&self.subscribers).all(|(owners, subscribers)| {
            let least = subscribers.iter().map(|member| self.sizes[*member]).min();
            let most = owners.iter().flatten().map(|member| self.sizes[*member]).max();
            most.unwrap_or(0) <= least.unwrap_or(0) + 1
        })
    }

    /// The sum of all differences between two members: the lower, the more even.
    fn score(&self) -> usize {
        let mut score = 0;
        let mut sum = 0;
        for (count, (size, ..)) in self.by_load.iter().enumerate() {
            score += size * count - sum;
            sum += size;
        }
        score
    }
}

/// Who had what in older generations than the last one; of several the latest.
fn former_owners(group: &Group) -> BTreeMap<Place, usize> {
    let mut former: BTreeMap<Place, (i32, usize)> = BTreeMap::new();
    for (member, claim) in group.claims.of_members.iter().enumerate() {
        let generation = claim.generation.unwrap_or(-1);
        if generation >= group.claims.generation_max {
            continue;
        }
        for place in &claim.places {
            let latest = former.entry(*place).or_insert((generation, member));
            if generation > latest.0 {
                *latest = (generation, member);
            }
        }
    }
    former.into_iter().map(|(place, (_, member))| (place, member)).collect()
}
