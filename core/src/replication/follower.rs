//! Following a leader: appending what it sent, and giving up what it does not have.

use std::task::Waker;

use super::{
    error::PartitionError,
    partition::{Partition, Role, State},
    read::Diverging,
    waiters::Awaited,
};
use crate::{
    model::{LeaderEpoch, Now, Offset},
    protocol::records::{BatchHeader, HeaderError},
    storage::{
        epochs::EpochEnd,
        log::{AppendError, Deletion},
    },
};

/// What a leader's answer says besides records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FromLeader {
    /// The epoch in which it was fetched from.
    pub leader_epoch: LeaderEpoch,
    /// Where it was fetched from.
    pub fetch_offset: Offset,
    /// The leader's high watermark.
    pub high_watermark: Offset,
    /// Start of the leader's log.
    pub log_start_offset: Offset,
}

/// What a follower has after an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Bytes that were appended.
    pub bytes: u64,
    /// Whether a new segment was begun.
    pub rolled: bool,
    /// What has to happen before the next fetch, which tells the leader that this replica has the records;
    /// `None` if nothing: [`Partition::wait_acknowledged`].
    pub awaited: Option<Awaited>,
}

/// What a follower gave up.
#[derive(Debug)]
#[must_use]
pub struct Truncated {
    /// Files to delete, later.
    pub deletion: Option<Deletion>,
    /// Where the log ended.
    pub before: Offset,
    /// Where the log ends now.
    pub end: Offset,
    /// Set if committed records went, from here to there: the leader was elected uncleanly, or this
    /// replica's or the leader's disk lost what it had. To be said loudly.
    pub committed: Option<(Offset, Offset)>,
}

impl Partition {
    /// Appends what the leader of `from.leader_epoch` sent, as it is, and follows its high watermark and log
    /// start. Batches of a later epoch than that are left for the next fetch.
    ///
    /// # Errors
    /// If the replica does not follow in this epoch any more, its log's end is not where was fetched from,
    /// a batch is corrupt or out of order, or the disk fails. Nothing is appended then.
    pub fn append_fetched(
        &mut self,
        bytes: &[u8],
        from: FromLeader,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Followed, PartitionError> {
        self.check_follower(from.leader_epoch)?;
        let end = self.log.log_end_offset();
        if from.fetch_offset != end {
            let offset = from.fetch_offset;
            let error = AppendError::OffsetsOutOfOrder { offset, expected: end };
            return Err(PartitionError::Append(error));
        }
        let bytes = up_to_epoch(bytes, from.leader_epoch)?;
        let appended = self.log.append_as_follower(bytes, now).map_err(PartitionError::Append)?;
        let (mut written, mut rolled) = (0, false);
        if let Some(appended) = appended {
            (written, rolled) = (appended.bytes, appended.rolled);
            self.appended_bytes += written;
            self.uncommitted.push_back((self.log.log_end_offset(), self.appended_bytes));
            self.waiters.advance(Awaited::LogEnd(self.log.log_end_offset()), fired);
        }
        let end = self.log.log_end_offset();
        self.leaders_high_watermark = from.high_watermark;
        self.raise_high_watermark(from.high_watermark.min(end), fired);
        self.follow_log_start(from.log_start_offset)?;
        let awaited = (written > 0 && self.needs_sync(end)).then_some(Awaited::Synced(end));
        Ok(Followed { bytes: written, rolled, awaited })
    }

    fn follow_log_start(&mut self, leaders: Offset) -> Result<(), PartitionError> {
        let start = leaders.min(self.high_watermark);
        if start > self.log.log_start_offset() {
            let moved = self.log.delete_records_before(start, self.high_watermark);
            moved.map_err(PartitionError::Log)?;
        }
        Ok(())
    }

    /// Cuts the log where it leaves the leader's (KIP-595). What is left may still diverge, in an older
    /// epoch; the next fetch tells.
    ///
    /// # Errors
    /// If the replica does not follow in this epoch any more, or the disk fails.
    pub fn truncate_to_diverging(
        &mut self,
        diverging: Diverging,
        leader_epoch: LeaderEpoch,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Truncated, PartitionError> {
        self.check_follower(leader_epoch)?;
        let end = self.log.log_end_offset();
        let own = self.log.end_of_epoch(diverging.epoch);
        let to = if diverging.end_offset == Offset::NONE {
            self.high_watermark
        } else if own == EpochEnd::UNKNOWN {
            diverging.end_offset
        } else if own.epoch == diverging.epoch {
            own.end_offset.min(diverging.end_offset)
        } else {
            // The leader's epoch is not known here: what was written after the last one before it goes.
            own.end_offset
        };
        self.cut(to.min(end), now, fired)
    }

    /// After OFFSET_OUT_OF_RANGE, with start and end of the leader's log: a follower that is ahead cuts its
    /// log at the leader's end; one that is behind what the leader has left starts anew.
    ///
    /// # Errors
    /// If the replica does not follow in this epoch any more, or the disk fails.
    pub fn follow_bounds(
        &mut self,
        (leader_start, leader_end): (Offset, Offset),
        leader_epoch: LeaderEpoch,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Truncated, PartitionError> {
        self.check_follower(leader_epoch)?;
        let end = self.log.log_end_offset();
        if leader_end < end {
            return self.cut(leader_end, now, fired);
        }
        if leader_start <= end {
            return Ok(Truncated { deletion: None, before: end, end, committed: None });
        }
        let deletion = self.log.truncate_fully_and_start_at(leader_start, now);
        let deletion = deletion.map_err(PartitionError::Log)?;
        self.uncommitted.clear();
        self.committed_bytes = self.appended_bytes;
        // What the leader deleted was committed.
        self.high_watermark = leader_start;
        self.log.replicated(leader_start);
        self.waiters.fire_all(fired);
        Ok(Truncated { deletion, before: end, end: leader_start, committed: None })
    }

    fn cut(
        &mut self,
        to: Offset,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Truncated, PartitionError> {
        let before = self.log.log_end_offset();
        let deletion = self.log.truncate_to(to, now).map_err(PartitionError::Log)?;
        let end = self.log.log_end_offset();
        while self.uncommitted.back().is_some_and(|(batch_end, _)| *batch_end > end) {
            self.uncommitted.pop_back();
        }
        let committed = self.high_watermark;
        self.high_watermark = committed.min(end);
        self.appended_bytes =
            self.uncommitted.back().map_or(self.committed_bytes, |(_, bytes)| *bytes);
        self.waiters.fire_all(fired);
        let committed = (end < committed).then_some((end, committed));
        Ok(Truncated { deletion, before, end, committed })
    }

    fn check_follower(&self, given: LeaderEpoch) -> Result<(), PartitionError> {
        match (&self.role, self.state) {
            (Role::Follower, State::Serving) => {}
            (_, State::Offline) => return Err(PartitionError::Offline),
            (Role::Leader(_), State::Serving) | (_, State::Gone) => {
                return Err(PartitionError::NotLeader);
            }
        }
        let current = self.assignment.leader_epoch;
        if given < current {
            return Err(PartitionError::Fenced { given, current });
        }
        if given > current {
            return Err(PartitionError::UnknownEpoch { given, current });
        }
        Ok(())
    }
}

/// The whole batches whose epoch the leader can have written.
fn up_to_epoch(bytes: &[u8], leader_epoch: LeaderEpoch) -> Result<&[u8], PartitionError> {
    let mut position = 0;
    while position < bytes.len() {
        let header = match BatchHeader::parse_whole(&bytes[position..]) {
            Ok(header) => header,
            Err(HeaderError::Truncated { .. }) => break,
            Err(error) => {
                return Err(PartitionError::Append(AppendError::NotABatch { position, error }));
            }
        };
        if header.leader_epoch > leader_epoch {
            break;
        }
        position += header.size;
    }
    Ok(&bytes[..position])
}
