//! `uniform`: as many partitions for each member as for any other, and first of all those that it
//! has. Balance comes before stickiness.

mod balancer;
mod heterogeneous;
mod homogeneous;

use std::collections::BTreeMap;

use super::{AssignError, GroupAssignment, GroupSpec, SubscriptionType, spec};
use crate::model::Uuid;

pub(super) fn assign<'a>(
    group: &GroupSpec<'a>,
    partition_counts: &BTreeMap<Uuid, usize>,
) -> Result<GroupAssignment<'a>, AssignError> {
    match group.subscription_type {
        SubscriptionType::Homogeneous => homogeneous::assign(group, partition_counts),
        SubscriptionType::Heterogeneous => heterogeneous::assign(group, partition_counts),
    }
}
