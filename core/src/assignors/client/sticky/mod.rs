//! `sticky` and `cooperative-sticky`: as even as can be, and as before as far as that allows. Where
//! all members subscribe to the same topics, quotas decide ([`equal`]); otherwise partitions are moved
//! one by one until that improves nothing ([`general`]). Racks come after balance, and before
//! stickiness.

mod claims;
pub(super) mod cooperative;
mod equal;
mod general;
mod group;
mod movements;
pub(super) mod user_data;

use claims::Source;
use group::{Group, Owners};

use super::{ClientAssignment, MemberSubscription, TopicRacks};

pub(super) fn assign(topics: &TopicRacks, members: &[MemberSubscription]) -> ClientAssignment {
    let group = Group::new(topics, members, Source::UserData);
    if group.subscriptions_are_equal() {
        group.assignment(&equal::assign(&group).0)
    } else {
        group.assignment(&general::assign(&group))
    }
}
