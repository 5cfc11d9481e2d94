//! A partition by the name of its topic.

use std::fmt;

use bytestring::ByteString;

/// A partition by the name of its topic.
///
/// ```
/// use ottla::TopicPartition;
/// assert_eq!(TopicPartition::new("orders", 3).to_string(), "orders-3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicPartition {
    /// The topic.
    pub topic: ByteString,
    /// The partition.
    pub partition: i32,
}

impl TopicPartition {
    /// Partition `partition` of `topic`.
    #[must_use]
    pub fn new(topic: impl Into<ByteString>, partition: i32) -> Self {
        Self { topic: topic.into(), partition }
    }

    pub(crate) fn key(&self) -> (ByteString, i32) {
        (self.topic.clone(), self.partition)
    }
}

impl From<(ByteString, i32)> for TopicPartition {
    fn from((topic, partition): (ByteString, i32)) -> Self {
        Self { topic, partition }
    }
}

impl fmt::Display for TopicPartition {
    /// As `orders-3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.topic, self.partition)
    }
}
