//! `range`: each topic is cut into one range for each of its subscribers, static members first. With
//! racks, each subscriber first gets partitions of its rack, up to its share; topics that are
//! partitioned alike then stay together, partition by partition.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::{ClientAssignment, MemberSubscription, Racks, TopicRacks, racks};
use crate::model::{PartitionId, TopicName, TopicPartition};

pub(super) fn assign(topics: &TopicRacks, members: &[MemberSubscription]) -> ClientAssignment {
    let mut members: Vec<&MemberSubscription> = members.iter().collect();
    members.sort_by(|left, right| left.compare(right));
    let mut topics: Vec<Topic> =
        topics.iter().filter_map(|(name, racks)| Topic::new(name, racks, &members)).collect();
    if topics.iter().any(|topic| topic.racks_matter) {
        match_racks(&mut topics, &members);
    }
    for topic in &mut topics {
        topic.assign_ranges(|_, _| true);
    }
    let mut assignment: ClientAssignment =
        members.iter().map(|member| (member.member_id.clone(), Vec::new())).collect();
    for topic in &topics {
        for (index, owner) in topic.owners.iter().enumerate() {
            let owner = owner.map(|owner| &members[owner].member_id);
            if let Some(list) = owner.and_then(|owner| assignment.get_mut(owner)) {
                let partition = PartitionId(index as i32);
                list.push(TopicPartition { topic: topic.name.clone(), partition });
            }
        }
    }
    assignment
}

struct Topic<'a> {
    name: &'a TopicName,
    racks: &'a [Racks],
    racks_matter: bool,
    /// Whether a subscriber says where it is.
    has_located_members: bool,
    /// Indexes of members in their order.
    subscribers: Vec<usize>,
    /// Partitions of each member.
    assigned: BTreeMap<usize, usize>,
    owners: Vec<Option<usize>>,
    /// What everybody gets.
    share: usize,
    /// Members that may still get one more.
    extras: usize,
}

impl<'a> Topic<'a> {
    /// `None` if there is nothing to assign.
    fn new(
        name: &'a TopicName,
        racks: &'a [Racks],
        members: &[&MemberSubscription],
    ) -> Option<Self> {
        let subscribes = |index: &usize| members[*index].topics.contains(name);
        let subscribers: Vec<usize> = (0..members.len()).filter(subscribes).collect();
        let share = racks.len().checked_div(subscribers.len())?;
        let member_racks: BTreeSet<&ByteString> =
            subscribers.iter().filter_map(|index| members[*index].rack()).collect();
        Some(Self {
            name,
            racks,
            racks_matter: racks::matter(&member_racks, racks.iter()),
            has_located_members: !member_racks.is_empty(),
            assigned: subscribers.iter().map(|index| (*index, 0)).collect(),
            owners: vec![None; racks.len()],
            share,
            extras: racks.len() % subscribers.len(),
            subscribers,
        })
    }

    /// Gives each subscriber the first partitions that match, up to its share.
    fn assign_ranges(&mut self, matches: impl Fn(usize, usize) -> bool) {
        for place in 0..self.subscribers.len() {
            let member = self.subscribers[place];
            let limit = self.assignable(member);
            let free = (0..self.owners.len()).filter(|partition| self.owners[*partition].is_none());
            let partitions: Vec<usize> =
                free.filter(|partition| matches(member, *partition)).take(limit).collect();
            self.give(member, &partitions);
        }
    }

    fn assignable(&self, member: usize) -> usize {
        let most = self.share + usize::from(self.extras > 0);
        most.saturating_sub(self.assigned.get(&member).copied().unwrap_or(0))
    }

    fn give(&mut self, member: usize, partitions: &[usize]) {
        if partitions.is_empty() {
            return;
        }
        for partition in partitions {
            self.owners[*partition] = Some(member);
        }
        let assigned = self.assigned.entry(member).or_default();
        *assigned += partitions.len();
        if *assigned > self.share {
            self.extras -= 1;
        }
    }
}

/// Assigns what can be assigned within racks.
fn match_racks(topics: &mut [Topic], members: &[&MemberSubscription]) {
    let mut alike: BTreeMap<(Vec<usize>, usize), Vec<usize>> = BTreeMap::new();
    for (index, topic) in topics.iter().enumerate() {
        // Where no subscriber says where it is, nothing matches, whatever the number of partitions.
        let partitions = if topic.has_located_members { topic.racks.len() } else { 0 };
        alike.entry((topic.subscribers.clone(), partitions)).or_default().push(index);
    }
    for ((subscribers, partitions), alike) in alike {
        if let [only] = alike[..] {
            let topic = &mut topics[only];
            if topic.racks_matter {
                let racks = topic.racks;
                topic.assign_ranges(|member, partition| members[member].is_near(&racks[partition]));
            }
        } else {
            match_racks_together(topics, &alike, &subscribers, partitions, members);
        }
    }
}

/// The same partition of all these topics goes to one member that is near to all of them.
fn match_racks_together(
    topics: &mut [Topic],
    alike: &[usize],
    subscribers: &[usize],
    partitions: usize,
    members: &[&MemberSubscription],
) {
    let mut remaining = subscribers.to_vec();
    for partition in 0..partitions {
        let fits = |topic: &Topic, member: usize| {
            members[member].is_near(&topic.racks[partition]) && topic.assignable(member) > 0
        };
        let fits_all = |member: &usize| alike.iter().all(|topic| fits(&topics[*topic], *member));
        let Some(place) = remaining.iter().position(fits_all) else { continue };
        let member = remaining[place];
        for topic in alike {
            topics[*topic].give(member, &[partition]);
        }
        if alike.iter().all(|topic| topics[*topic].assignable(member) == 0) {
            remaining.remove(place);
        }
    }
}

impl MemberSubscription {
    /// Where the member is, if it says so.
    pub(super) fn rack(&self) -> Option<&ByteString> {
        self.rack_id.as_ref().filter(|rack| !rack.is_empty())
    }

    /// Whether one of the racks is the member's. Who does not say where it is is near to everything.
    fn is_near(&self, racks: &Racks) -> bool {
        self.rack().is_none_or(|rack| racks.contains(rack))
    }
}
