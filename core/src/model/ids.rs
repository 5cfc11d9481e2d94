//! Newtypes for the ids of nodes, partitions and producers, so that none is passed for another.

use std::fmt;

use super::{TopicName, Uuid};

/// Id of a broker or controller (`node.id`), at least 0. `-1` on the wire means "none".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub i32);

impl NodeId {
    /// The wire's `-1`: no node, or a consumer where a replica id is asked for.
    pub const NONE: Self = Self(-1);
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Number of a partition within its topic, at least 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartitionId(pub i32);

impl fmt::Display for PartitionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Id of an idempotent or transactional producer (KIP-98), at least 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProducerId(pub i64);

impl ProducerId {
    /// The wire's `-1`: the batch was written without idempotence.
    pub const NONE: Self = Self(-1);
}

/// Epoch of a producer id: a higher one fences every lower one (KIP-98, KIP-360).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProducerEpoch(pub i16);

impl ProducerEpoch {
    /// The wire's `-1`: the batch was written without idempotence.
    pub const NONE: Self = Self(-1);
}

/// Id of a fetch session (KIP-227), at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FetchSessionId(pub i32);

impl FetchSessionId {
    /// The wire's `0`: no session.
    pub const NONE: Self = Self(0);
}

/// A partition named by its topic's id: stays right when a topic is deleted and made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicIdPartition {
    /// The topic's id (KIP-516).
    pub topic_id: Uuid,
    /// The partition's number.
    pub partition: PartitionId,
}

/// A partition named by its topic's name: `orders-0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicPartition {
    /// The topic's name.
    pub topic: TopicName,
    /// The partition's number.
    pub partition: PartitionId,
}

impl fmt::Display for TopicPartition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.topic, self.partition)
    }
}
