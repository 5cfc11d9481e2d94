//! Epochs only rise: that of the partition with every change, that of the leader with every leader. What is forgotten
//! about eligible leaders changes no epoch, as in Apache Kafka.

use super::Step;
use crate::{metadata::PartitionRegistration, protocol::messages::MetadataRecord};

pub(super) fn check(step: &Step<'_>) {
    let clears = |record: &MetadataRecord| matches!(record, MetadataRecord::ClearElrRecord(_));
    let has_cleared = step.records.iter().any(clears);
    for (_, id, before, after) in step.partitions() {
        let at = &step.at;
        assert!(after.partition_epoch >= before.partition_epoch, "{at}: {id:?}");
        assert!(after.leader_epoch >= before.leader_epoch, "{at}: {id:?}");
        let rises = after.partition_epoch > before.partition_epoch;
        let is_same = if has_cleared {
            let cleared = PartitionRegistration {
                eligible_leader_replicas: after.eligible_leader_replicas.clone(),
                last_known_eligible: after.last_known_eligible.clone(),
                ..before.clone()
            };
            cleared == *after
        } else {
            before == after
        };
        assert!(rises || is_same, "{at}: {id:?} {before:?} {after:?}");
        let has_new_epoch = after.leader_epoch > before.leader_epoch;
        assert!(has_new_epoch || after.leader == before.leader, "{at}: {id:?} {after:?}");
        assert!(!has_new_epoch || rises, "{at}: {id:?} {after:?}");
    }
}
