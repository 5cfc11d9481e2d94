//! What differs from seed to seed before a run begins: the broker's keys, the level of the feature
//! `transaction.version`, and how many epochs the producer ids have left.

use ottla_core::{model::Rng, transactions::Transaction};

use crate::scenario::{Durability, Scenario, Workload};

/// What a run finds.
#[derive(Clone, Debug)]
pub(crate) struct Conditions {
    /// The broker's keys.
    pub(crate) keys: Vec<(&'static str, String)>,
    /// `transaction.version`; producers follow KIP-890 only with 2.
    pub(crate) transaction_version: i16,
    /// The epoch of those who write numbers, where it is not the first.
    pub(crate) first_epoch: Option<i16>,
}

impl Conditions {
    pub(crate) fn new(scenario: Scenario, rng: &mut Rng) -> Self {
        let keys = keys(scenario.durability, rng);
        let level = rng.below(8) as i16;
        let transaction_version = match scenario.workload {
            Workload::LateEnds => 2,
            Workload::Numbers | Workload::Transfers => level.min(2),
        };
        let left = 1 + rng.below(60) as i16;
        let is_high = rng.below(3) == 0;
        let first_epoch = is_high.then_some(Transaction::EPOCH_MAX.0 - left);
        Self { keys, transaction_version, first_epoch }
    }
}

fn keys(durability: Durability, rng: &mut Rng) -> Vec<(&'static str, String)> {
    // Short ones have snapshots of producers written, and the logs of coordinators compacted.
    let segment_ms = if rng.below(2) == 0 { "604800000" } else { "4000" };
    let flush = match durability {
        Durability::PageCache => "9223372036854775807",
        Durability::Device => "1",
    };
    let keys = [
        ("log.dirs", "/simulated"),
        ("log.flush.interval.messages", flush),
        ("log.cleaner.dedupe.buffer.size", "1048576"),
        ("log.cleaner.backoff.ms", "3000"),
        ("log.roll.ms", segment_ms),
        ("log.flush.offset.checkpoint.interval.ms", "5000"),
        ("offsets.topic.num.partitions", "2"),
        ("transaction.state.log.num.partitions", COORDINATORS),
    ];
    keys.into_iter().map(|(key, value)| (key, value.to_owned())).collect()
}

/// Partitions of `__transaction_state`.
const COORDINATORS: &str = "2";

/// The partition of `__transaction_state` that a transactional id belongs to: by Java's hash of strings.
pub(crate) fn coordinating_partition(id: &str) -> i32 {
    let hash =
        id.bytes().fold(0_i32, |hash, byte| hash.wrapping_mul(31).wrapping_add(i32::from(byte)));
    let partitions = COORDINATORS.parse().unwrap_or(1);
    hash.checked_abs().unwrap_or(0) % partitions
}
