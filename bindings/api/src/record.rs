//! Records as they are sent and as they were written.

use bytes::Bytes;

/// A name and a value that go with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name; several headers may have the same.
    pub key: String,
    /// The value; null and empty are different things.
    pub value: Option<Bytes>,
}

impl Header {
    pub(crate) fn all_of(headers: Vec<(Bytes, Option<Bytes>)>) -> Vec<Self> {
        let header = |(key, value): (Bytes, Option<Bytes>)| Self {
            key: String::from_utf8_lossy(&key).into_owned(),
            value,
        };
        headers.into_iter().map(header).collect()
    }
}

/// A record to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// The value; without one the record is a tombstone where the topic is compacted.
    pub value: Option<Bytes>,
    /// The key: records with the same key go to the same partition.
    pub key: Option<Bytes>,
    /// The partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: Vec<Header>,
}

/// Where a record was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the record.
    pub offset: i64,
    /// Milliseconds since 1970: the broker's time if the topic keeps that.
    pub timestamp: i64,
}

/// A record that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Bytes>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Bytes>,
    /// Its headers, in order.
    pub headers: Vec<Header>,
}

/// A partition of a topic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TopicPartition {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
}

/// An offset in a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset. Committed, it is the next one to read.
    pub offset: i64,
    /// Epoch of the leader that wrote the record before, if it is known.
    pub leader_epoch: Option<i32>,
    /// Text that is kept with a committed offset.
    pub metadata: Option<String>,
}

impl PartitionOffset {
    pub(crate) fn of(partition: &ottla::TopicPartition, offset: &ottla::CommittedOffset) -> Self {
        Self {
            topic: partition.topic.to_string(),
            partition: partition.partition,
            offset: offset.offset,
            leader_epoch: offset.leader_epoch,
            metadata: Some(offset.metadata.clone()).filter(|text| !text.is_empty()),
        }
    }

    pub(crate) fn plain(partition: &ottla::TopicPartition, offset: i64) -> Self {
        Self::of(partition, &offset.into())
    }

    pub(crate) fn pair(self) -> (ottla::TopicPartition, ottla::CommittedOffset) {
        let Self { topic, partition, offset, leader_epoch, metadata } = self;
        let metadata = metadata.unwrap_or_default();
        let committed = ottla::CommittedOffset { offset, leader_epoch, metadata };
        (ottla::TopicPartition::new(topic, partition), committed)
    }
}

impl From<ottla::TopicPartition> for TopicPartition {
    fn from(partition: ottla::TopicPartition) -> Self {
        Self { topic: partition.topic.to_string(), partition: partition.partition }
    }
}

impl From<TopicPartition> for ottla::TopicPartition {
    fn from(partition: TopicPartition) -> Self {
        Self::new(partition.topic, partition.partition)
    }
}

impl From<ottla::Written> for Written {
    fn from(written: ottla::Written) -> Self {
        let ottla::Written { topic, partition, offset, timestamp } = written;
        Self { topic: topic.to_string(), partition, offset, timestamp }
    }
}
