//! What has changed from one image to another, where no records say so: a node that was away for long
//! gets a snapshot instead of them.

use std::sync::Arc;

use super::{MetadataDelta, MetadataImage};
use crate::model::TopicIdPartition;

impl MetadataDelta {
    /// What makes `after` of `before`.
    #[must_use]
    pub fn between(before: &MetadataImage, after: &MetadataImage) -> Self {
        let mut delta = Self::default();
        for (id, topic) in &before.topics {
            if !after.topics.contains_key(id) {
                delta.removed_topics.push(topic.clone());
            }
        }
        for (id, topic) in &after.topics {
            let known = before.topics.get(id);
            if known.is_some_and(|known| Arc::ptr_eq(known, topic)) {
                continue;
            }
            for (partition, registration) in topic.numbered() {
                let same = known.and_then(|known| known.partition(partition)) == Some(registration);
                if !same {
                    delta.partitions.insert(TopicIdPartition { topic_id: *id, partition });
                }
            }
        }
        let all = before.configs.keys().chain(after.configs.keys());
        let changed = all.filter(|one| before.configs.get(*one) != after.configs.get(*one));
        delta.configs.extend(changed.cloned());
        let all = before.brokers.keys().chain(after.brokers.keys());
        delta
            .brokers
            .extend(all.copied().filter(|id| before.brokers.get(id) != after.brokers.get(id)));
        delta
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Offset, Uuid},
        protocol::messages::{ConfigRecord, PartitionRecord, RemoveTopicRecord, TopicRecord},
    };

    #[test]
    fn the_difference_of_two_images_is_what_the_records_between_them_changed() {
        let (first, second) = (Uuid([7; 16]), Uuid([8; 16]));
        let topic = |id, name: &'static str| TopicRecord {
            topic_id: id,
            name: name.into(),
            ..Default::default()
        };
        let partition = |id| PartitionRecord {
            topic_id: id,
            partition_id: 0,
            replicas: vec![1],
            isr: vec![1],
            leader: 1,
            ..Default::default()
        };
        let mut before = MetadataImage::default();
        let mut scratch = MetadataDelta::default();
        for (offset, record) in
            [topic(first, "orders").into(), partition(first).into()].iter().enumerate()
        {
            before.replay(Offset(offset as i64), record, &mut scratch).unwrap();
        }
        let mut after = before.clone();
        let mut by_records = MetadataDelta::default();
        let config = ConfigRecord {
            resource_type: 2,
            resource_name: "bills".into(),
            name: "retention.ms".into(),
            value: Some("1".into()),
            ..Default::default()
        };
        let removal = RemoveTopicRecord { topic_id: first, ..Default::default() };
        let records = [
            topic(second, "bills").into(),
            partition(second).into(),
            config.into(),
            removal.into(),
        ];
        for (offset, record) in records.iter().enumerate() {
            after.replay(Offset(2 + offset as i64), record, &mut by_records).unwrap();
        }
        let delta = MetadataDelta::between(&before, &after);
        assert_eq!(delta.partitions, by_records.partitions);
        assert_eq!(delta.configs, by_records.configs);
        assert_eq!(delta.removed_topics, by_records.removed_topics);
        let none = MetadataDelta::between(&after, &after);
        assert!(none.partitions.is_empty() && none.configs.is_empty());
    }
}
