//! Which brokers hold the replicas of new partitions. Replicas of a partition go to different
//! brokers; leaders go round all brokers, from a random start, as Apache Kafka spreads them.

use crate::model::{NodeId, Rng};

/// Why partitions cannot be placed. Kafka answers INVALID_REPLICATION_FACTOR (38).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// A replication factor below 1.
    #[error("Replication factor must be larger than 0, or -1 to use the default value.")]
    FactorTooSmall,
    /// More replicas than brokers.
    #[error(
        "Unable to replicate the partition {factor} time(s): The target replication factor of \
         {factor} cannot be reached because only {brokers} broker(s) are registered."
    )]
    NotEnoughBrokers {
        /// Replicas asked for.
        factor: i32,
        /// Brokers that may hold one.
        brokers: usize,
    },
}

/// Replicas of `count` new partitions on `brokers`, the leader first.
///
/// # Errors
/// If there are fewer brokers than replicas.
pub fn place(
    brokers: &[NodeId],
    count: usize,
    factor: i32,
    rng: &mut Rng,
) -> Result<Vec<Vec<NodeId>>, PlacementError> {
    let replicas = usize::try_from(factor).unwrap_or(0);
    if replicas == 0 {
        return Err(PlacementError::FactorTooSmall);
    }
    if replicas > brokers.len() {
        return Err(PlacementError::NotEnoughBrokers { factor, brokers: brokers.len() });
    }
    let start = rng.below(brokers.len() as u64) as usize;
    let mut shift = rng.below(brokers.len() as u64) as usize;
    let mut placed = Vec::with_capacity(count);
    for partition in 0..count {
        if partition > 0 && partition % brokers.len() == 0 {
            // Followers of one leader's partitions spread over all others only if they shift.
            shift += 1;
        }
        let leader = start + partition;
        let followers = (0..brokers.len() - 1)
            .map(|step| leader + 1 + (shift + step) % (brokers.len() - 1))
            .take(replicas - 1);
        let nodes = std::iter::once(leader).chain(followers);
        placed.push(nodes.map(|index| brokers[index % brokers.len()]).collect());
    }
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replicas_differ_and_leaders_spread_evenly() {
        let brokers: Vec<NodeId> = (1..=5).map(NodeId).collect();
        let placed = place(&brokers, 100, 3, &mut Rng::from_seed(3)).unwrap();
        for replicas in &placed {
            let mut distinct = replicas.clone();
            distinct.sort();
            distinct.dedup();
            assert_eq!(distinct.len(), 3);
        }
        for broker in &brokers {
            assert_eq!(placed.iter().filter(|replicas| replicas[0] == *broker).count(), 20);
        }
    }

    #[test]
    fn impossible_factors_are_refused() {
        let brokers = [NodeId(1)];
        let mut rng = Rng::from_seed(1);
        assert_eq!(place(&brokers, 1, 0, &mut rng), Err(PlacementError::FactorTooSmall));
        let error = PlacementError::NotEnoughBrokers { factor: 2, brokers: 1 };
        assert_eq!(place(&brokers, 1, 2, &mut rng), Err(error));
        assert_eq!(place(&brokers, 2, 1, &mut rng).unwrap(), vec![vec![NodeId(1)]; 2]);
    }
}
