//! One record that was fetched: as a slice of its batch, or on its own.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::protocol::records::{HeaderIter, HeaderRef, Shown};

use crate::RecordBatch;

/// One record, borrowed from its [`RecordBatch`].
#[derive(Clone)]
pub struct ConsumedRecord<'a> {
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured. -1 where
    /// the record has none: before Apache Kafka 0.10 there were no timestamps.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<&'a [u8]>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<&'a [u8]>,
    /// The headers in their order; a name may come more than once.
    pub headers: HeaderIter<'a>,
    pub(crate) batch: &'a RecordBatch,
}

/// One record on its own. Its bytes are slices that keep the answer in memory.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
/// # let mut consumer = client.partition_consumer(Default::default())?;
/// use ottla::{OwnedRecord, StartOffset};
///
/// consumer.assign_topic("orders", StartOffset::Beginning).await?;
/// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
/// // To be kept, or worked on elsewhere; the bytes are not copied.
/// let kept: Vec<OwnedRecord> = batch.iter().map(|record| record.to_owned_record()).collect();
/// assert_eq!(kept[0].value.as_deref(), Some(&b"paid"[..]));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedRecord {
    /// The topic.
    pub topic: ByteString,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970.
    pub timestamp: i64,
    /// The key.
    pub key: Option<Bytes>,
    /// The value.
    pub value: Option<Bytes>,
    /// Names and values of the headers.
    pub headers: Vec<(Bytes, Option<Bytes>)>,
}

impl<'a> ConsumedRecord<'a> {
    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &'a str {
        self.batch.topic()
    }

    /// The partition.
    #[must_use]
    pub fn partition(&self) -> i32 {
        self.batch.partition()
    }

    /// The key as text; what is not UTF-8 in it is replaced, null is empty.
    #[must_use]
    pub fn key_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.key.unwrap_or_default())
    }

    /// The value as text; what is not UTF-8 in it is replaced, null is empty.
    #[must_use]
    pub fn value_text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.value.unwrap_or_default())
    }

    /// The last header of this name, as `lastHeader` of Apache Kafka's clients.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client();
    /// # fixture.topic("orders").await?;
    /// # let producer = client.producer(Default::default())?;
    /// # let mut consumer = client.partition_consumer(Default::default())?;
    /// # consumer.assign_topic("orders", ottla::StartOffset::Beginning).await?;
    /// use ottla::Record;
    ///
    /// let order = Record::to("orders").value("paid").timestamp(5);
    /// producer.send(order.header("trace", "7f").header("trace", "80")).await?;
    /// let batch = consumer.next_batch().await?.expect("nobody stops the consumer");
    /// let record = batch.iter().next().expect("batches are not empty");
    /// assert_eq!(record.last_header("trace").map(|header| header.value_text()), Some("80".into()));
    /// assert_eq!(record.last_header("span"), None);
    /// assert_eq!(
    ///     format!("{record:?}"),
    ///     "ConsumedRecord { topic: \"orders\", partition: 0, offset: 0, timestamp: 5, key: None, \
    ///      value: Some(\"paid\"), headers: [\"trace\": Some(\"7f\"), \"trace\": Some(\"80\")] }"
    /// );
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    #[must_use]
    pub fn last_header(&self, name: &str) -> Option<HeaderRef<'a>> {
        self.headers.clone().filter(|header| header.key == name.as_bytes()).last()
    }

    /// The record on its own, without copying its bytes.
    #[must_use]
    pub fn to_owned_record(&self) -> OwnedRecord {
        let body = self.batch.body();
        let slice = |bytes: &[u8]| body.slice_ref(bytes);
        OwnedRecord {
            topic: self.batch.topic_name().clone(),
            partition: self.batch.partition(),
            offset: self.offset,
            timestamp: self.timestamp,
            key: self.key.map(slice),
            value: self.value.map(slice),
            headers: self.headers.clone().map(|h| (slice(h.key), h.value.map(slice))).collect(),
        }
    }
}

impl fmt::Debug for ConsumedRecord<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsumedRecord")
            .field("topic", &self.topic())
            .field("partition", &self.partition())
            .field("offset", &self.offset)
            .field("timestamp", &self.timestamp)
            .field("key", &self.key.map(Shown))
            .field("value", &self.value.map(Shown))
            .field("headers", &self.headers)
            .finish()
    }
}
