//! Records as they are handed out: with how often they have been delivered.

use std::ops::Deref;

use ottla_core::model::Uuid;

use crate::{
    ConsumedRecord, OwnedRecord, RecordBatch,
    engine::{positions::Key, share::deliveries::Acquired},
};

/// Records of one partition that the consumer has acquired, in order. Until the acquisition lock times out
/// they are nobody else's. Holding it keeps the bytes of its answer in memory.
///
/// ```no_run
/// # async fn example(mut consumer: ottla::ShareConsumer) -> ottla::Result<()> {
/// while let Some(batch) = consumer.next_batch().await? {
///     for record in &batch {
///         println!("{} {} {}", record.offset, record.delivery_count(), record.value_text());
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ShareBatch {
    pub(super) key: Key,
    pub(super) topic_id: Uuid,
    pub(super) parts: Vec<RecordBatch>,
    /// Only these are the consumer's; in order.
    pub(super) delivered: Vec<Acquired>,
    pub(super) count: usize,
}

/// One record that the consumer has acquired, borrowed from its [`ShareBatch`].
#[derive(Clone, Debug)]
pub struct ShareRecord<'a> {
    record: ConsumedRecord<'a>,
    delivery_count: i16,
    topic_id: Uuid,
}

/// One record that the consumer has acquired, on its own: to be worked on elsewhere, and acknowledged when
/// that is done.
///
/// ```no_run
/// # async fn example(mut consumer: ottla::ShareConsumer) -> ottla::Result<()> {
/// use ottla::AcknowledgeType;
///
/// if let Some(batch) = consumer.next_batch().await? {
///     let owned: Vec<_> = batch.iter().map(|record| record.to_owned_record()).collect();
///     for one in &owned {
///         consumer.acknowledge_owned(one, AcknowledgeType::Accept)?;
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedShareRecord {
    /// The record.
    pub record: OwnedRecord,
    /// How often it has been delivered, with this time.
    pub delivery_count: i16,
}

impl ShareBatch {
    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &str {
        &self.key.0
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.key.1
    }

    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no record; `next_batch` gives no such batch.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The records in order.
    pub fn iter(&self) -> impl Iterator<Item = ShareRecord<'_>> {
        let mut ranges = self.delivered.as_slice();
        self.parts.iter().flatten().filter_map(move |record| {
            while let [first, rest @ ..] = ranges
                && first.last < record.offset
            {
                ranges = rest;
            }
            let range = ranges.first().filter(|range| range.first <= record.offset)?;
            let delivery_count = range.delivery_count;
            Some(ShareRecord { record, delivery_count, topic_id: self.topic_id })
        })
    }
}

impl<'a> IntoIterator for &'a ShareBatch {
    type Item = ShareRecord<'a>;
    type IntoIter = Box<dyn Iterator<Item = ShareRecord<'a>> + Send + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl ShareRecord<'_> {
    /// How often the record has been delivered, with this time: 1 when it comes first. At the group's
    /// `share.delivery.count.limit` (5) it is archived if it is not accepted.
    #[must_use]
    pub fn delivery_count(&self) -> i16 {
        self.delivery_count
    }

    pub(super) fn topic_id(&self) -> Uuid {
        self.topic_id
    }

    /// The record on its own, without copying its bytes.
    #[must_use]
    pub fn to_owned_record(&self) -> OwnedShareRecord {
        OwnedShareRecord {
            record: self.record.to_owned_record(),
            delivery_count: self.delivery_count,
        }
    }
}

impl<'a> Deref for ShareRecord<'a> {
    type Target = ConsumedRecord<'a>;

    fn deref(&self) -> &ConsumedRecord<'a> {
        &self.record
    }
}
