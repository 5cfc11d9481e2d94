//! The index of partitions follows every record.

use crate::{
    metadata::{MetadataDelta, MetadataImage},
    model::{NodeId, Offset, Uuid},
    protocol::messages::{
        MetadataRecord, PartitionChangeRecord, PartitionRecord, RemoveTopicRecord, TopicRecord,
    },
};

const TOPIC: Uuid = Uuid([7; 16]);

fn replay(image: &mut MetadataImage, record: impl Into<MetadataRecord>) {
    let offset = image.end_offset.unwrap_or(Offset::ZERO);
    image.replay(offset, &record.into(), &mut MetadataDelta::default()).unwrap();
}

fn held(image: &MetadataImage, broker: i32) -> Vec<i32> {
    image.partitions_of(NodeId(broker)).map(|id| id.partition.0).collect()
}

#[test]
fn a_brokers_partitions_are_found_without_a_walk_over_all() {
    let mut image = MetadataImage::default();
    replay(&mut image, TopicRecord { name: "t".into(), topic_id: TOPIC });
    for (partition_id, replicas) in [vec![1, 2], vec![2, 3], vec![3]].into_iter().enumerate() {
        let record = PartitionRecord {
            partition_id: partition_id as i32,
            topic_id: TOPIC,
            isr: replicas.clone(),
            leader: replicas[0],
            replicas,
            ..Default::default()
        };
        replay(&mut image, record);
    }
    assert_eq!([1, 2, 3].map(|one| held(&image, one)), [vec![0], vec![0, 1], vec![1, 2]]);
    assert!([1, 2, 3].iter().all(|one| image.leads_any(NodeId(*one))));
    let change = PartitionChangeRecord { topic_id: TOPIC, partition_id: 0, ..Default::default() };
    let leaderless = PartitionChangeRecord { leader: -1, ..change.clone() };
    replay(&mut image, leaderless);
    assert!(!image.leads_any(NodeId(1)));
    assert_eq!(image.leaderless_partitions().count(), 1);
    assert_eq!(image.imbalanced_partitions().count(), 1);
    let moved = PartitionChangeRecord {
        replicas: Some(vec![3, 2]),
        isr: Some(vec![3]),
        leader: 3,
        adding_replicas: Some(vec![3]),
        ..change
    };
    replay(&mut image, moved);
    assert_eq!([1, 3].map(|one| held(&image, one)), [vec![], vec![0, 1, 2]]);
    assert_eq!(image.imbalanced_partitions().count(), 0);
    assert_eq!(image.reassigning_partitions().count(), 1);
    replay(&mut image, RemoveTopicRecord { topic_id: TOPIC });
    assert!([1, 2, 3].iter().all(|one| held(&image, *one).is_empty()));
    assert_eq!(image.reassigning_partitions().count(), 0);
    assert!(!image.leads_any(NodeId(3)));
}
