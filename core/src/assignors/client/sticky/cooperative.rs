//! `cooperative-sticky`: as `sticky`, but a partition that would go from one member to another is
//! withheld. Its owner sees that it is not in its assignment, revokes it and joins again; the next
//! assignment then gives it to the new owner.

use std::collections::BTreeSet;

use super::{
    Group, Owners, Source,
    equal::{self, Transferred},
    general,
    group::{Place, places},
};
use crate::assignors::client::{ClientAssignment, MemberSubscription, TopicRacks};

pub(in crate::assignors::client) fn assign(
    topics: &TopicRacks,
    members: &[MemberSubscription],
) -> ClientAssignment {
    let group = Group::new(topics, members, Source::Subscription);
    let (mut owners, transferred) = if group.subscriptions_are_equal() {
        equal::assign(&group)
    } else {
        let owners = general::assign(&group);
        let transferred = transferred(&group, &owners);
        (owners, transferred)
    };
    for place in transferred {
        owners[place.topic][place.partition] = None;
    }
    group.assignment(&owners)
}

/// What goes to a member that does not claim it, and away from one that does.
fn transferred(group: &Group, owners: &Owners) -> Transferred {
    let claims: Vec<BTreeSet<Place>> = group
        .claims
        .of_members
        .iter()
        .map(|claim| claim.places.iter().copied().collect())
        .collect();
    let revoked: BTreeSet<Place> = claims
        .iter()
        .enumerate()
        .flat_map(|(member, claimed)| {
            claimed.iter().filter(move |place| owners[place.topic][place.partition] != Some(member))
        })
        .copied()
        .collect();
    let added = places(owners)
        .filter(|(place, owner)| owner.is_some_and(|owner| !claims[owner].contains(place)));
    added.map(|(place, _)| place).filter(|place| revoked.contains(place)).collect()
}
