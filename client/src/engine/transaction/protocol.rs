//! The two generations of the protocol of transactions. In the first one the client tells the coordinator
//! of each partition before it writes there; in the second one (KIP-890) brokers do that, and each
//! transaction has an epoch of its own. Which one is used is decided once for a transaction.

use crate::engine::features::Features;

/// The level of the feature `transaction.version` from which on the second generation is spoken.
const SECOND_SINCE: i16 = 2;
/// The EndTxn from which on its answer carries the next epoch.
const EPOCH_IN_END_SINCE: i16 = 5;
/// The oldest Produce and TxnOffsetCommit that add to a transaction by themselves.
const PRODUCE_ADDS_SINCE: i16 = 12;
const OFFSETS_ADD_SINCE: i16 = 5;
/// AddPartitionsToTxn is only for brokers from here on.
const ADD_PARTITIONS_OF_BROKERS_SINCE: i16 = 4;

/// A generation of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    First,
    Second,
}

/// The newest AddPartitionsToTxn that clients send.
pub(crate) const ADD_PARTITIONS_MAX: i16 = ADD_PARTITIONS_OF_BROKERS_SINCE - 1;

impl Protocol {
    /// What a cluster with these features speaks, whose coordinator has EndTxn up to this version.
    pub(crate) fn of(features: &Features, end_txn_newest: i16) -> Self {
        let second = features.transaction_version() >= SECOND_SINCE;
        match second && end_txn_newest >= EPOCH_IN_END_SINCE {
            true => Self::Second,
            false => Self::First,
        }
    }

    /// The newest Produce within a transaction.
    pub(crate) fn produce_max(self) -> i16 {
        match self {
            Self::First => PRODUCE_ADDS_SINCE - 1,
            Self::Second => i16::MAX,
        }
    }

    /// The newest TxnOffsetCommit.
    pub(crate) fn offset_commit_max(self) -> i16 {
        match self {
            Self::First => OFFSETS_ADD_SINCE - 1,
            Self::Second => i16::MAX,
        }
    }

    /// The newest EndTxn.
    pub(crate) fn end_max(self) -> i16 {
        match self {
            Self::First => EPOCH_IN_END_SINCE - 1,
            Self::Second => i16::MAX,
        }
    }
}
