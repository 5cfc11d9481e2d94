//! A record to be sent. It borrows what it can: its bytes are copied once, into the batch.

use std::fmt;

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::Timestamp,
    protocol::records::{HeaderRef, Shown},
};

/// A record for a topic.
///
/// ```
/// use ottla::Record;
/// let record = Record::to("orders").key("42").value("paid").header("trace", "7f");
/// assert_eq!(record.topic(), "orders");
/// assert_eq!(record.get_key(), Some(&b"42"[..]));
/// ```
#[derive(Clone)]
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

    /// The key, if there is one.
    #[must_use]
    pub fn get_key(&self) -> Option<&'a [u8]> {
        self.key
    }

    /// The value, if there is one.
    #[must_use]
    pub fn get_value(&self) -> Option<&'a [u8]> {
        self.value
    }

    /// The partition, if the record names one.
    #[must_use]
    pub fn get_partition(&self) -> Option<i32> {
        self.partition
    }

    /// The time in milliseconds since 1970, if the record names one.
    #[must_use]
    pub fn get_timestamp(&self) -> Option<i64> {
        self.timestamp.map(|timestamp| timestamp.0)
    }

    /// The headers in their order; a name may come more than once.
    pub fn get_headers(&self) -> impl ExactSizeIterator<Item = HeaderRef<'_>> + Clone {
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

impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("topic", &self.topic)
            .field("partition", &self.partition)
            .field("key", &self.key.map(Shown))
            .field("value", &self.value.map(Shown))
            .field("headers", &self.get_headers().collect::<Vec<_>>())
            .field("timestamp", &self.get_timestamp())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_shown_as_people_read_it() {
        let record = Record::to("orders").key("42").header("trace", "7f").null_header("none");
        let record = record.owned_header("origin", "checkout").value(b"\xff").timestamp(5);
        assert_eq!(
            format!("{record:?}"),
            r#"Record { topic: "orders", partition: None, key: Some("42"), value: Some(b"\xff"), "#
                .to_owned()
                + r#"headers: ["trace": Some("7f"), "none": None, "origin": Some("checkout")], "#
                + "timestamp: Some(5) }"
        );
    }
}
