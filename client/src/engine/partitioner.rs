//! Which partition a record goes to: the one it names, else the one of its key, else one that is
//! kept for a whole batch and then changed, so that batches fill (KIP-794).

use ottla_core::model::Rng;

use super::{metadata::TopicMetadata, murmur2::murmur2};

/// The partition that records without a key go to at the moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sticky {
    partition: Option<i32>,
    bytes: usize,
}

impl Sticky {
    /// Counts bytes that went to the partition; after a batch's worth another one is taken.
    pub(crate) fn used(&mut self, bytes: usize, batch_bytes: usize) {
        self.bytes += bytes;
        if self.bytes >= batch_bytes {
            *self = Self::default();
        }
    }

    /// The partition, one with a leader if there is any.
    pub(crate) fn partition(&mut self, topic: &TopicMetadata, rng: &mut Rng) -> i32 {
        let has_leader = |partition: i32| {
            topic.partitions.get(partition as usize).is_some_and(|known| known.leader.is_some())
        };
        if let Some(partition) = self.partition.filter(|partition| has_leader(*partition)) {
            return partition;
        }
        let count = topic.partitions.len();
        let led: Vec<i32> = (0..count as i32).filter(|partition| has_leader(*partition)).collect();
        let partition = match led.len() {
            0 => rng.below(count.max(1) as u64) as i32,
            usable => led[rng.below(usable as u64) as usize],
        };
        *self = Self { partition: Some(partition), bytes: 0 };
        partition
    }
}

/// The partition of a key.
pub(crate) fn partition_of(key: &[u8], count: usize) -> i32 {
    ((murmur2(key) & 0x7fff_ffff) as usize % count.max(1)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::metadata::PartitionMetadata;

    fn topic(leaders: &[Option<i32>]) -> TopicMetadata {
        let partition = |leader: &Option<i32>| PartitionMetadata {
            leader: *leader,
            leader_epoch: 0,
            replicas: Vec::new(),
        };
        TopicMetadata {
            id: Default::default(),
            partitions: leaders.iter().map(partition).collect(),
        }
    }

    #[test]
    fn a_partition_is_kept_for_a_batch_and_has_a_leader() {
        let topic = topic(&[None, Some(1), Some(1), None, Some(1)]);
        let mut rng = Rng::from_seed(3);
        let mut sticky = Sticky::default();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..100 {
            let partition = sticky.partition(&topic, &mut rng);
            sticky.used(60, 100);
            assert_eq!(sticky.partition(&topic, &mut rng), partition);
            sticky.used(60, 100);
            seen.insert(partition);
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_key_always_goes_to_the_same_partition() {
        assert_eq!(partition_of(b"foobar", 10), ((-790_332_482_i32 & 0x7fff_ffff) % 10));
    }
}
