//! A group by indexes: members in the order of Java's hash table, which decides ties; topics by name.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::claims::{self, Claims, Source};
use crate::{
    assignors::{
        client::{ClientAssignment, MemberSubscription, Racks, TopicRacks, racks},
        java_order,
    },
    model::{PartitionId, TopicName, TopicPartition},
};

/// A partition: index of its topic, and its number. In the order of names and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) topic: usize,
    pub(super) partition: usize,
}

/// The owner of each partition of each topic.
pub(super) type Owners = Vec<Vec<Option<usize>>>;

pub(super) struct Group<'a> {
    pub(super) members: Vec<&'a MemberSubscription>,
    /// Place of each member in the order of ids.
    pub(super) ranks: Vec<usize>,
    /// The topics that exist and that members subscribe to.
    pub(super) topics: Vec<(&'a TopicName, &'a [Racks])>,
    pub(super) claims: Claims,
    /// Rack of each member; of none if racks do not matter.
    racks: Vec<Option<&'a ByteString>>,
}

impl<'a> Group<'a> {
    pub(super) fn new(
        topics: &'a TopicRacks,
        members: &'a [MemberSubscription],
        source: Source,
    ) -> Self {
        let mut members: Vec<&MemberSubscription> = members.iter().collect();
        java_order::sort_as_filled_map(&mut members, |member| {
            java_order::hash_string(&member.member_id)
        });
        let mut by_id: Vec<usize> = (0..members.len()).collect();
        by_id.sort_by(|left, right| {
            java_order::compare_strings(&members[*left].member_id, &members[*right].member_id)
        });
        let mut ranks = vec![0; members.len()];
        for (rank, member) in by_id.into_iter().enumerate() {
            ranks[member] = rank;
        }
        let subscribed: BTreeSet<&TopicName> =
            members.iter().flat_map(|member| &member.topics).collect();
        let topics: Vec<(&TopicName, &[Racks])> = topics
            .iter()
            .filter(|(name, racks)| subscribed.contains(name) && !racks.is_empty())
            .map(|(name, racks)| (name, racks.as_slice()))
            .collect();
        let claims = claims::settle(&members, &topics, source);
        let racks = racks_that_matter(&members, &topics);
        Self { members, ranks, topics, claims, racks }
    }

    pub(super) fn subscriptions_are_equal(&self) -> bool {
        self.members.windows(2).all(|pair| pair[0].topics == pair[1].topics)
    }

    pub(super) fn partition_count(&self) -> usize {
        self.topics.iter().map(|(_, racks)| racks.len()).sum()
    }

    pub(super) fn no_owners(&self) -> Owners {
        self.topics.iter().map(|(_, racks)| vec![None; racks.len()]).collect()
    }

    /// Indexes of the topics that a member subscribes to.
    pub(super) fn subscriptions(&self, member: usize) -> BTreeSet<usize> {
        let topics = &self.members[member].topics;
        (0..self.topics.len()).filter(|topic| topics.contains(self.topics[*topic].0)).collect()
    }

    pub(super) fn racks_matter(&self) -> bool {
        self.racks.iter().any(Option::is_some)
    }

    /// Whether the member has a rack, and the partition is not there.
    pub(super) fn is_far(&self, member: usize, place: Place) -> bool {
        self.racks[member].is_some_and(|rack| !self.racks_of(place).contains(rack))
    }

    /// Whether the member has a rack, and the partition is there.
    pub(super) fn is_near(&self, member: usize, place: Place) -> bool {
        self.racks[member].is_some_and(|rack| self.racks_of(place).contains(rack))
    }

    /// How many members are near to a partition.
    pub(super) fn near_members(&self, racks: &BTreeMap<&ByteString, usize>, place: Place) -> usize {
        self.racks_of(place).iter().filter_map(|rack| racks.get(rack)).sum()
    }

    pub(super) fn members_by_rack(&self) -> BTreeMap<&'a ByteString, usize> {
        let mut counts = BTreeMap::new();
        for rack in self.racks.iter().flatten() {
            *counts.entry(*rack).or_default() += 1;
        }
        counts
    }

    pub(super) fn name(&self, place: Place) -> TopicPartition {
        let partition = PartitionId(place.partition as i32);
        TopicPartition { topic: self.topics[place.topic].0.clone(), partition }
    }

    pub(super) fn assignment(&self, owners: &Owners) -> ClientAssignment {
        let mut lists = vec![Vec::new(); self.members.len()];
        for (place, owner) in places(owners) {
            if let Some(owner) = owner {
                lists[owner].push(self.name(place));
            }
        }
        let ids = self.members.iter().map(|member| member.member_id.clone());
        ids.zip(lists).collect()
    }

    fn racks_of(&self, place: Place) -> &'a Racks {
        &self.topics[place.topic].1[place.partition]
    }
}

/// All partitions in their order, with their owners.
pub(super) fn places(owners: &Owners) -> impl Iterator<Item = (Place, Option<usize>)> {
    owners.iter().enumerate().flat_map(|(topic, owners)| {
        let place = move |partition| Place { topic, partition };
        owners.iter().enumerate().map(move |(partition, owner)| (place(partition), *owner))
    })
}

fn racks_that_matter<'a>(
    members: &[&'a MemberSubscription],
    topics: &[(&TopicName, &[Racks])],
) -> Vec<Option<&'a ByteString>> {
    let racks: Vec<Option<&ByteString>> = members.iter().map(|member| member.rack()).collect();
    let partitions = topics.iter().flat_map(|(_, racks)| *racks);
    if racks::matter(&racks.iter().flatten().copied().collect(), partitions) {
        racks
    } else {
        vec![None; members.len()]
    }
}
