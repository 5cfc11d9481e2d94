//! What a newer image of the cluster says of leaders that an older one did not.

use std::sync::Arc;

use bytestring::ByteString;

use super::metadata::ClusterImage;

/// A partition whose leader or leader epoch is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeaderChange {
    pub(crate) topic: ByteString,
    pub(crate) partition: i32,
    pub(crate) leader: Option<i32>,
    pub(crate) leader_epoch: i32,
}

/// Leaders that have changed of partitions that were known before.
pub(crate) fn between(before: &ClusterImage, after: &ClusterImage) -> Vec<LeaderChange> {
    let mut changes = Vec::new();
    for (topic, newer) in &after.topics {
        let Some(older) = before.topics.get(topic).filter(|older| !Arc::ptr_eq(older, newer))
        else {
            continue;
        };
        for (index, (older, newer)) in older.partitions.iter().zip(&newer.partitions).enumerate() {
            if (older.leader, older.leader_epoch) != (newer.leader, newer.leader_epoch) {
                changes.push(LeaderChange {
                    topic: topic.clone(),
                    partition: i32::try_from(index).unwrap_or(i32::MAX),
                    leader: newer.leader,
                    leader_epoch: newer.leader_epoch,
                });
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use ottla_core::model::Uuid;

    use super::*;
    use crate::engine::metadata::{PartitionMetadata, TopicMetadata};

    fn image(leaders: &[(Option<i32>, i32)]) -> ClusterImage {
        let partitions = leaders.iter().map(|(leader, leader_epoch)| PartitionMetadata {
            leader: *leader,
            leader_epoch: *leader_epoch,
            replicas: Vec::new(),
        });
        let topic = TopicMetadata { id: Uuid::ZERO, partitions: partitions.collect() };
        let topics = [("t".into(), Arc::new(topic))].into();
        ClusterImage { topics, ..Default::default() }
    }

    #[test]
    fn only_partitions_that_were_known_with_another_leader_have_changed() {
        let before = image(&[(Some(1), 3), (Some(2), 4)]);
        let after = image(&[(Some(1), 3), (None, 5), (Some(9), 0)]);
        let change =
            LeaderChange { topic: "t".into(), partition: 1, leader: None, leader_epoch: 5 };
        assert_eq!(between(&before, &after), [change]);
        assert_eq!(between(&before, &before.clone()), []);
        assert_eq!(between(&ClusterImage::default(), &after), []);
    }
}
