//! Which replicas of a topic are throttled while they catch up (KIP-73).

use crate::model::{NodeId, PartitionId};

/// Who is throttled, by `leader.` or `follower.replication.throttled.replicas` of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ThrottledReplicas {
    /// Nobody.
    #[default]
    None,
    /// All replicas.
    All,
    /// These partitions' replicas on these brokers.
    Listed(Vec<(PartitionId, NodeId)>),
}

impl ThrottledReplicas {
    /// From a checked configuration value: `*`, `none`, or PARTITION:BROKER pairs. Pairs that cannot be
    /// read throttle nobody.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "" | "none" => return Self::None,
            "*" => return Self::All,
            _ => {}
        }
        let pairs = value.split(',').filter_map(|pair| {
            let (partition, broker) = pair.trim().split_once(':')?;
            let (partition, broker) = (partition.trim().parse(), broker.trim().parse());
            Some((PartitionId(partition.ok()?), NodeId(broker.ok()?)))
        });
        Self::Listed(pairs.collect())
    }

    /// Whether a replica is among them.
    #[must_use]
    pub fn contains(&self, partition: PartitionId, broker: NodeId) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Listed(pairs) => pairs.contains(&(partition, broker)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_name_the_throttled_replicas() {
        let listed = ThrottledReplicas::parse("0:1, 2:3");
        assert!(listed.contains(PartitionId(2), NodeId(3)));
        assert!(!listed.contains(PartitionId(2), NodeId(1)));
        assert!(ThrottledReplicas::parse("*").contains(PartitionId(9), NodeId(9)));
        assert_eq!(ThrottledReplicas::parse("none"), ThrottledReplicas::None);
    }
}
