//! Records with typed keys and values: one to be sent, and one that was received.

use bytes::Bytes;
use bytestring::ByteString;

/// A record to be sent, with a key and a value of types.
///
/// ```
/// use ottla::serde::TypedRecord;
///
/// let record: TypedRecord<str, u64> = TypedRecord::to("orders").key("42").value(&7);
/// assert_eq!(record.topic(), "orders");
/// ```
#[derive(Debug)]
pub struct TypedRecord<'a, K: ?Sized, V: ?Sized> {
    pub(super) topic: &'a str,
    pub(super) partition: Option<i32>,
    pub(super) key: Option<&'a K>,
    pub(super) value: Option<&'a V>,
    pub(super) headers: Vec<(&'a str, Option<&'a [u8]>)>,
    pub(super) timestamp: Option<i64>,
}

impl<'a, K: ?Sized, V: ?Sized> TypedRecord<'a, K, V> {
    /// A record without key and value for `topic`.
    #[must_use]
    pub fn to(topic: &'a str) -> Self {
        Self {
            topic,
            partition: None,
            key: None,
            value: None,
            headers: Vec::new(),
            timestamp: None,
        }
    }

    /// Sets the key; without one it is null.
    #[must_use]
    pub fn key(mut self, key: &'a K) -> Self {
        self.key = Some(key);
        self
    }

    /// Sets the value; without one it is null, a tombstone where the topic is compacted.
    #[must_use]
    pub fn value(mut self, value: &'a V) -> Self {
        self.value = Some(value);
        self
    }

    /// Adds a header. A name may come more than once.
    #[must_use]
    pub fn header<H: AsRef<[u8]> + ?Sized>(mut self, name: &'a str, value: &'a H) -> Self {
        self.headers.push((name, Some(value.as_ref())));
        self
    }

    /// Adds a header whose value is null.
    #[must_use]
    pub fn null_header(mut self, name: &'a str) -> Self {
        self.headers.push((name, None));
        self
    }

    /// Sets the partition; otherwise the key decides, or without one the producer.
    #[must_use]
    pub fn partition(mut self, partition: i32) -> Self {
        self.partition = Some(partition);
        self
    }

    /// Sets the time in milliseconds since 1970; otherwise it is the time of sending.
    #[must_use]
    pub fn timestamp(mut self, milliseconds: i64) -> Self {
        self.timestamp = Some(milliseconds);
        self
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &'a str {
        self.topic
    }
}

/// A record that was received and read, as a [`TypedConsumer`](super::TypedConsumer) gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceivedRecord<K, V> {
    /// The topic.
    pub topic: ByteString,
    /// The partition.
    pub partition: i32,
    /// Its place in the partition.
    pub offset: i64,
    /// Its time in milliseconds since 1970; -1 if it has none.
    pub timestamp: i64,
    /// The key; `None` if it is null.
    pub key: Option<K>,
    /// The value; `None` if it is null.
    pub value: Option<V>,
    /// The headers in their order.
    pub headers: Vec<(Bytes, Option<Bytes>)>,
}
