//! What members say that they own, and who is believed. Of two members that claim the same partition
//! the one with the higher generation is; in the same generation nobody is.

use std::collections::{BTreeMap, BTreeSet};

use super::{group::Place, user_data};
use crate::{
    assignors::client::{MemberSubscription, Racks},
    model::{TopicName, TopicPartition},
};

/// Where members say what they own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The user data of `sticky`.
    UserData,
    /// The subscription itself. Before version 2, the generation is in the user data.
    Subscription,
}

/// A member's own word.
pub(super) struct Claim {
    pub(super) places: Vec<Place>,
    pub(super) generation: Option<i32>,
}

pub(super) struct Claims {
    /// What each member said.
    pub(super) of_members: Vec<Claim>,
    /// What each member is believed to own.
    pub(super) owned: Vec<BTreeSet<Place>>,
    /// What two members claimed in the same generation.
    pub(super) contested: BTreeSet<Place>,
    /// The highest generation of all, -1 if there is none.
    pub(super) generation_max: i32,
}

pub(super) fn settle(
    members: &[&MemberSubscription],
    topics: &[(&TopicName, &[Racks])],
    source: Source,
) -> Claims {
    let of_members: Vec<Claim> =
        members.iter().map(|member| claim(member, topics, source)).collect();
    let generation = |member: usize| of_members[member].generation.unwrap_or(-1);
    let mut owned = vec![BTreeSet::new(); members.len()];
    let mut contested = BTreeSet::new();
    let mut claimed: BTreeMap<Place, usize> = BTreeMap::new();
    for (member, claim) in of_members.iter().enumerate() {
        for place in &claim.places {
            let Some(other) = claimed.get(place).copied() else {
                owned[member].insert(*place);
                claimed.insert(*place, member);
                continue;
            };
            // Kafka looks at the subscription's generation here, also where `sticky` keeps its own.
            let others = members[other].generation.unwrap_or(-1);
            if generation(member) == others {
                contested.insert(*place);
                owned[other].remove(place);
                claimed.insert(*place, member);
            } else if generation(member) > others {
                owned[other].remove(place);
                owned[member].insert(*place);
                claimed.insert(*place, member);
            }
        }
    }
    let generation_max = (0..members.len()).map(generation).max().unwrap_or(-1).max(-1);
    Claims { of_members, owned, contested, generation_max }
}

fn claim(member: &MemberSubscription, topics: &[(&TopicName, &[Racks])], source: Source) -> Claim {
    let (partitions, generation) = match source {
        Source::UserData => match &member.user_data {
            Some(bytes) if !bytes.is_empty() => user_data::decode(bytes),
            Some(_) | None => (Vec::new(), None),
        },
        Source::Subscription => {
            let in_user_data = || member.user_data.as_ref().map(user_data::decode_generation);
            (member.owned_partitions.clone(), member.generation.or_else(in_user_data))
        }
    };
    let place = |partition: &TopicPartition| {
        let topic = topics.binary_search_by_key(&&partition.topic, |(name, _)| name).ok()?;
        let number = usize::try_from(partition.partition.0).ok()?;
        (number < topics[topic].1.len()).then_some(Place { topic, partition: number })
    };
    Claim { places: partitions.iter().filter_map(place).collect(), generation }
}
