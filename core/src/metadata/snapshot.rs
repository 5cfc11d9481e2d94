//! An image as records: replayed into an empty image, they give an equal one. In Apache Kafka's order, so that
//! `metadata.version` comes first.

use super::{
    apis::FEATURE_METADATA_VERSION,
    image::{ConfigResource, MetadataImage},
    topics::TopicImage,
};
use crate::{
    model::{TopicIdPartition, limits::SNAPSHOT_RECORDS_PER_BATCH},
    protocol::messages::{
        ConfigRecord, FeatureLevelRecord, MetadataRecord, ProducerIdsRecord, TopicRecord,
    },
};

impl MetadataImage {
    /// The image as batches of records, the largest topics in several. An open transaction is left out: the snapshot
    /// ends where it began ([`MetadataImage::snapshot_offset`]). To be written in the versions that
    /// [`super::MetadataVersion::version_of`] names.
    pub fn records(&self) -> impl Iterator<Item = Vec<MetadataRecord>> + '_ {
        let mut records = self.single_records();
        std::iter::from_fn(move || {
            let batch: Vec<_> = records.by_ref().take(SNAPSHOT_RECORDS_PER_BATCH).collect();
            (!batch.is_empty()).then_some(batch)
        })
    }

    fn single_records(&self) -> impl Iterator<Item = MetadataRecord> + '_ {
        let level = |(name, level): (&String, &i16)| feature(name, *level);
        let version = self.features.get_key_value(FEATURE_METADATA_VERSION);
        let others = self.features.iter().filter(|(name, _)| *name != FEATURE_METADATA_VERSION);
        let brokers = self.brokers.values().map(|broker| broker.record().into());
        let controllers = self.controllers.values().map(|controller| controller.record().into());
        let topics = self.topics.values().flat_map(|topic| topic_records(topic));
        let configs = self.configs.iter();
        let configs = configs.flat_map(|(resource, entries)| {
            entries.iter().map(|(name, value)| config(resource, name, value))
        });
        let producer_ids = self.next_producer_id.map(|next| {
            let next_producer_id = next.0;
            let of_nobody = ProducerIdsRecord { broker_id: -1, broker_epoch: -1, next_producer_id };
            of_nobody.into()
        });
        version
            .map(level)
            .into_iter()
            .chain(others.map(level))
            .chain(brokers)
            .chain(controllers)
            .chain(topics)
            .chain(configs)
            .chain(producer_ids)
            .chain(self.kept.records())
    }
}

fn feature(name: &str, level: i16) -> MetadataRecord {
    FeatureLevelRecord { name: name.into(), feature_level: level }.into()
}

fn topic_records(topic: &TopicImage) -> impl Iterator<Item = MetadataRecord> + '_ {
    let itself = TopicRecord { name: topic.name.as_str().into(), topic_id: topic.id };
    let partitions = topic.numbered().map(|(partition, registration)| {
        registration.record(TopicIdPartition { topic_id: topic.id, partition }).into()
    });
    std::iter::once(itself.into()).chain(partitions)
}

fn config(resource: &ConfigResource, name: &str, value: &str) -> MetadataRecord {
    let record = ConfigRecord {
        resource_type: resource.kind.wire(),
        resource_name: resource.name.as_str().into(),
        name: name.into(),
        value: Some(value.into()),
    };
    record.into()
}
