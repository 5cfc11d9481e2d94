//! Racks of partitions and members, and when they matter.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use crate::model::TopicName;

/// The racks (`broker.rack`) of the brokers that have a replica of a partition; in or out of sync,
/// online or not. Empty if brokers name none.
pub type Racks = BTreeSet<ByteString>;

/// The topics of a cluster, with the racks of each partition by its number.
pub type TopicRacks = BTreeMap<TopicName, Vec<Racks>>;

/// Whether racks decide anything: a member is where a partition is, and not all partitions are on the
/// same racks.
pub(super) fn matter<'a>(
    members: &BTreeSet<&ByteString>,
    partitions: impl Iterator<Item = &'a Racks> + Clone,
) -> bool {
    if members.is_empty() {
        return false;
    }
    let all: BTreeSet<&ByteString> = partitions.clone().flatten().collect();
    let everywhere = |racks: &Racks| racks.len() == all.len();
    !members.is_disjoint(&all) && !partitions.into_iter().all(everywhere)
}
