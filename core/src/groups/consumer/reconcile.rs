//! The next step of a member towards its target: it keeps what stays its own, gives up what does not,
//! and only then takes what others have given up. Pure: member and target in, member out.

use std::collections::BTreeSet;

use super::{
    assignment::Assignment,
    member::{Member, MemberState},
};
use crate::{
    assignors::server::TopicPartitions,
    model::{PartitionId, Uuid},
    protocol::messages::consumer_group_heartbeat_request,
};

/// What a step depends on.
pub(super) struct Towards<'a> {
    pub(super) epoch: i32,
    pub(super) target: &'a TopicPartitions,
    /// The topics that the member wants, as far as they exist: what it has no longer subscribed to is
    /// given up at once, also before there is a new target.
    pub(super) subscribed: &'a BTreeSet<Uuid>,
    /// What the member says it owns; `None` if it does not say.
    pub(super) owned: Option<&'a [consumer_group_heartbeat_request::TopicPartitions]>,
    /// Whether somebody has a partition.
    pub(super) is_owned: &'a dyn Fn(Uuid, PartitionId) -> bool,
}

/// Whether the member's subscription is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subscription {
    Changed,
    Same,
}

/// The member would have to begin anew, and does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnknownState;

/// The member after the step; as it is if there is none.
pub(super) fn reconcile(
    member: &Member,
    towards: &Towards<'_>,
    subscription: Subscription,
) -> Result<Member, UnknownState> {
    let changed = subscription == Subscription::Changed;
    Ok(match member.state {
        MemberState::Stable if member.epoch != towards.epoch => next(member, member.epoch, towards),
        MemberState::Stable if changed => drop_unsubscribed(member, towards),
        MemberState::Stable => member.clone(),
        MemberState::Unrevoked => {
            if still_owns(&member.revoking, towards) {
                if changed { drop_unsubscribed(member, towards) } else { member.clone() }
            } else {
                next(member, member.epoch, towards)
            }
        }
        MemberState::Unreleased => next(member, member.epoch, towards),
        MemberState::Unknown => {
            if towards.owned.is_none_or(|owned| !owned.is_empty()) {
                return Err(UnknownState);
            }
            next(member, towards.epoch, towards)
        }
    })
}

fn still_owns(revoking: &Assignment, towards: &Towards<'_>) -> bool {
    towards.owned.is_none_or(|owned| revoking.holds_any(owned))
}

/// Gives up topics that are no longer subscribed to.
fn drop_unsubscribed(member: &Member, towards: &Towards<'_>) -> Member {
    let mut updated = member.clone();
    updated.assigned = Assignment::default();
    for (topic, partition, epoch) in member.assigned.iter() {
        if towards.subscribed.contains(&topic) {
            updated.assigned.insert(topic, partition, epoch);
        } else {
            updated.revoking.insert(topic, partition, epoch);
        }
    }
    if updated.assigned == member.assigned {
        return member.clone();
    }
    updated.advance(member.epoch);
    if still_owns(&updated.revoking, towards) {
        updated.state = MemberState::Unrevoked;
    } else {
        updated.revoking = member.revoking.clone();
    }
    updated
}

fn next(member: &Member, epoch: i32, towards: &Towards<'_>) -> Member {
    let mut kept = Assignment::default();
    let mut revoking = Assignment::default();
    for (topic, partition, epoch) in member.assigned.iter() {
        let wanted = towards.subscribed.contains(&topic)
            && towards.target.get(&topic).is_some_and(|all| all.binary_search(&partition).is_ok());
        let place = if wanted { &mut kept } else { &mut revoking };
        place.insert(topic, partition, epoch);
    }
    let mut updated = member.clone();
    if !revoking.is_empty() && still_owns(&revoking, towards) {
        updated.advance(epoch);
        updated.state = MemberState::Unrevoked;
        (updated.assigned, updated.revoking) = (kept, revoking);
        return updated;
    }
    let mut waits = false;
    let mut gained = Vec::new();
    for (topic, partitions) in towards.target {
        if !towards.subscribed.contains(topic) {
            continue;
        }
        for partition in partitions {
            if kept.contains(*topic, *partition) {
                continue;
            }
            // What the member itself is giving up it may just keep.
            let own = member.revoking.contains(*topic, *partition);
            if (towards.is_owned)(*topic, *partition) && !own {
                waits = true;
            } else {
                gained.push((*topic, *partition, towards.epoch));
            }
        }
    }
    let mut assigned = kept;
    assigned.extend(gained);
    updated.advance(towards.epoch);
    updated.state = if waits { MemberState::Unreleased } else { MemberState::Stable };
    (updated.assigned, updated.revoking) = (assigned, Assignment::default());
    updated
}
