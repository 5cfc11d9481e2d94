//! The states of a classic group, and changes that its log has yet to take.

use std::time::Duration;

use bytestring::ByteString;

use super::member::Protocol;
use crate::model::Timestamp;

/// The state of a classic group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassicState {
    /// Without members; there may be offsets.
    Empty,
    /// Members are to join again.
    Preparing(Round),
    /// Members have joined, and the leader is to assign.
    Completing,
    /// The leader has assigned.
    Stable,
    /// The coordinator has moved away.
    Dead,
}

/// Who is waited for while a rebalance is prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// For anyone, since the group was empty: `group.initial.rebalance.delay.ms`.
    Initial {
        /// Of the timer that runs.
        delay: Duration,
        /// What the delay may yet be extended by.
        remaining: Duration,
        /// Whether that is called for.
        newcomers: Newcomers,
    },
    /// For members, until their rebalance time-out.
    Later,
}

/// Whether members have come since the timer of an initial rebalance began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newcomers {
    /// The first one alone.
    None,
    /// Some: more may follow.
    Some,
}

impl ClassicState {
    /// Kafka's name of the state.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "Empty",
            Self::Preparing(_) => "PreparingRebalance",
            Self::Completing => "CompletingRebalance",
            Self::Stable => "Stable",
            Self::Dead => "Dead",
        }
    }
}

/// The change that a record says which is being appended. Without one, a record replaces all that is known.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// The leader's assignment, made at this time: it holds once it is written.
    Assignment(Timestamp),
    /// Memory is ahead, and need not be taken back: an empty group that is not written is harmless.
    Emptied,
    /// A static member came back under a new id, without a rebalance. Memory is ahead.
    Replaced(Box<Replaced>),
}

/// What a static member was before it came back.
#[derive(Debug)]
pub(super) struct Replaced {
    pub(super) instance_id: ByteString,
    pub(super) member_id: ByteString,
    pub(super) earlier_id: ByteString,
    pub(super) protocols: Vec<Protocol>,
    pub(super) rebalance_timeout_ms: i32,
    pub(super) session_timeout_ms: i32,
}
