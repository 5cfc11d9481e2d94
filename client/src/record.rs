//! A record to be sent. It borrows what it can: its bytes are copied once, into the batch.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{model::Timestamp, protocol::records::HeaderRef};

/// A record for a topic.
///
/// ```
/// use ottla::Record;
/// let record = Record::to("orders").key("42").value("paid").header("trace", "7f");
/// assert_eq!(record.topic(), "orders");
/// ```
#[derive(Clone, Debug)]
pub struct Record<'a> {
    pub(crate) topic: &'a str,
    pub(crate) partition: Option<i32>,
    pub(crate) key: Option<&'a [u8]>,
    pub(crate) value: Option<&'a [u8]>,
    pub(crate) headers: Vec<HeaderRef<'a>>,
    /// Headers after those that are borrowed.
    pub(crate) owned_headers: Vec<(ByteString, Option<Bytes>)>,
    pub(crate) timestamp: Option<Timestamp>,
    pub(crate) report: Report,
}

/// Who is told what became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Report {
    /// Whoever has the delivery.
    ToSender,
    /// The next flush, if it fails.
    AtFlush,
}

impl<'a> Record<'a> {
    /// A record without key and value for `topic`.
    #[must_use]
    pub fn to(topic: &'a str) -> Self {
        Self {
            topic,
            partition: None,
            key: None,
            value: None,
            headers: Vec::new(),
            owned_headers: Vec::new(),
            timestamp: None,
            report: Report::ToSender,
        }
    }

    /// Sets the key. Records with the same key go to the same partition, as long as their number
    /// stays the same.
    #[must_use]
    pub fn key<K: AsRef<[u8]> + ?Sized>(mut self, key: &'a K) -> Self {
        self.key = Some(key.as_ref());
        self
    }

    /// Sets the value. Without one the record is a tombstone where the topic is compacted.
    #[must_use]
    pub fn value<V: AsRef<[u8]> + ?Sized>(mut self, value: &'a V) -> Self {
        self.value = Some(value.as_ref());
        self
    }

    /// Adds a header. A name may come more than once.
    #[must_use]
    pub fn header<V: AsRef<[u8]> + ?Sized>(mut self, name: &'a str, value: &'a V) -> Self {
        self.headers.push(HeaderRef { key: name.as_bytes(), value: Some(value.as_ref()) });
        self
    }

    /// Adds a header whose value is null.
    #[must_use]
    pub fn null_header(mut self, name: &'a str) -> Self {
        self.headers.push(HeaderRef { key: name.as_bytes(), value: None });
        self
    }

    /// Adds a header that the record keeps, after all that it borrows: for those who see records on their way
    /// ([`crate::ProducerInterceptor`]).
    #[must_use]
    pub fn owned_header(mut self, name: impl Into<ByteString>, value: impl Into<Bytes>) -> Self {
        self.owned_headers.push((name.into(), Some(value.into())));
        self
    }

    /// Sets the partition; otherwise the key decides, or without one the producer.
    #[must_use]
    pub fn partition(mut self, partition: i32) -> Self {
        self.partition = Some(partition);
        self
    }

    /// Sets the time in milliseconds since 1970, not before; otherwise it is the time of sending.
    #[must_use]
    pub fn timestamp(mut self, milliseconds: i64) -> Self {
        self.timestamp = Some(Timestamp(milliseconds));
        self
    }

    /// The topic.
    #[must_use]
    pub fn topic(&self) -> &'a str {
        self.topic
    }

    /// The headers in their order.
    pub(crate) fn all_headers(&self) -> impl ExactSizeIterator<Item = HeaderRef<'_>> + Clone {
        let borrowed = self.headers.len();
        (0..borrowed + self.owned_headers.len()).map(move |index| match self.headers.get(index) {
            Some(header) => *header,
            None => {
                let (name, value) = &self.owned_headers[index - borrowed];
                HeaderRef { key: name.as_bytes(), value: value.as_deref() }
            }
        })
    }
}
