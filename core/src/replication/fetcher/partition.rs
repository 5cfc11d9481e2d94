//! One partition of a fetcher: where it reads, and what it waits for.

use bytestring::ByteString;

use crate::{
    model::{ErrorCode, LeaderEpoch, Moment, Offset, TopicIdPartition},
    protocol::codec::Records,
    replication::{Diverging, FetchPosition, FromLeader},
};

/// What the caller has to do to a partition, under its lock. Each is answered with
/// [`super::Fetcher::done`].
#[derive(Debug)]
pub enum Task {
    /// [`crate::replication::Partition::append_fetched`], also if there are no records; then what it awaits.
    Append {
        /// The partition.
        id: TopicIdPartition,
        /// Slices of the response.
        records: Records,
        /// What the leader said besides.
        from: FromLeader,
    },
    /// [`crate::replication::Partition::truncate_to_diverging`].
    Truncate {
        /// The partition.
        id: TopicIdPartition,
        /// Where the logs part.
        diverging: Diverging,
        /// The epoch that this is about.
        leader_epoch: LeaderEpoch,
    },
    /// [`crate::replication::Partition::follow_bounds`].
    FollowBounds {
        /// The partition.
        id: TopicIdPartition,
        /// Start and end of the leader's log.
        bounds: (Offset, Offset),
        /// The epoch that this is about.
        leader_epoch: LeaderEpoch,
    },
}

/// What came of a [`Task`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; the replica fetches from here on.
    Done(FetchPosition),
    /// The records were corrupt or did not fit: they are fetched again, after a pause.
    Refused,
    /// The replica follows in another epoch by now, is gone, or its disk failed: it is not fetched for until
    /// it is added again.
    Failed,
}

/// What a partition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its records.
    Fetching,
    /// The leader's end, for the offset is out of range.
    AskingEnd,
    /// The leader's start; the end is known.
    AskingStart { end: Offset },
    /// A task has not come back.
    Busy,
}

#[derive(Debug)]
pub(super) struct Followed {
    pub(super) topic: ByteString,
    pub(super) position: FetchPosition,
    pub(super) stage: Stage,
    pub(super) delayed_until: Option<Moment>,
    /// Errors in a row that pass when the leader has heard that it leads.
    pub(super) premature: u32,
    /// Records that are committed and not here; `None` until the first answer.
    pub(super) lag: Option<i64>,
    /// The leader's high watermark, as last told.
    pub(super) high_watermark: Offset,
    pub(super) throttling: Throttling,
}

/// Whether a partition is throttled when the quota is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throttling {
    /// Never.
    Free,
    /// While it lags.
    Throttled,
}

impl Followed {
    pub(super) fn is_delayed(&self, now: Moment) -> bool {
        self.delayed_until.is_some_and(|until| now < until)
    }
}

/// Whether an error means that the leader has not heard yet what this replica was told.
pub(super) fn is_premature(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::UnknownLeaderEpoch
            | ErrorCode::NotLeaderOrFollower
            | ErrorCode::UnknownTopicId
            | ErrorCode::UnknownTopicOrPartition
    )
}

/// Whether an error means that waiting for a new assignment is all that helps.
pub(super) fn is_fenced(code: ErrorCode) -> bool {
    code == ErrorCode::FencedLeaderEpoch
}
