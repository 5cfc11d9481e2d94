//! One partition's replica on this node: role, epochs, in-sync replicas, high watermark.

use std::{collections::VecDeque, sync::Arc, task::Waker, time::Duration};

use super::{
    assignment::{Assignment, Epoch, Version},
    error::PartitionError,
    remote::Leading,
    waiters::{Awaited, Ticket, Waiters},
};
use crate::{
    model::{LeaderEpoch, Moment, NodeId, Now, Offset, TopicPartition, Uuid, config::TopicConfig},
    storage::{
        compaction::{CleanedSegment, CompactionPlan},
        disk::DiskError,
        log::{Deletion, Log, LogConfig, LogError, Replaced, SyncJob, Synced},
    },
};

/// One partition's replica on this node.
#[derive(Debug)]
pub struct Partition {
    pub(super) name: TopicPartition,
    pub(super) node: NodeId,
    pub(super) log: Log,
    pub(super) config: Arc<TopicConfig>,
    pub(super) assignment: Assignment,
    pub(super) role: Role,
    pub(super) state: State,
    /// `replica.lag.time.max.ms`.
    pub(super) replica_lag_max: Duration,
    pub(super) high_watermark: Offset,
    /// What its leader last said to be committed; a follower may have less.
    pub(super) leaders_high_watermark: Offset,
    /// Bytes before the high watermark that were appended since the log was opened.
    pub(super) committed_bytes: u64,
    /// Ends of batches past the high watermark, with the bytes up to there.
    pub(super) uncommitted: VecDeque<(Offset, u64)>,
    pub(super) appended_bytes: u64,
    pub(super) waiters: Waiters,
}

/// What follows a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterSync {
    /// The next one: [`Partition::begin_next_sync`].
    Next,
    /// Nothing, until somebody asks.
    Nothing,
}

const REPLICA_LAG_MAX: Duration = Duration::from_secs(30);

/// What the replica is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// The leader, and what it knows of the others.
    Leader(Leading),
    /// A follower, perhaps of nobody.
    Follower,
}

/// Whether the replica can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It can.
    Serving,
    /// Its log directory failed.
    Offline,
    /// Its topic was deleted, or its node has stopped.
    Gone,
}

impl Partition {
    /// A replica with an opened log. What the log held before is committed as far as
    /// `high_watermark` says, and for the only in-sync replica up to its end.
    #[must_use]
    pub fn new(
        name: TopicPartition,
        node: NodeId,
        log: Log,
        config: Arc<TopicConfig>,
        high_watermark: Offset,
        assignment: Assignment,
        now: Now,
    ) -> Self {
        let high_watermark = high_watermark.clamp(log.log_start_offset(), log.log_end_offset());
        let mut partition = Self {
            name,
            node,
            log,
            config,
            assignment,
            role: Role::Follower,
            state: State::Serving,
            replica_lag_max: REPLICA_LAG_MAX,
            high_watermark,
            leaders_high_watermark: high_watermark,
            committed_bytes: 0,
            uncommitted: VecDeque::new(),
            appended_bytes: 0,
            waiters: Waiters::default(),
        };
        partition.log.replicated(high_watermark);
        partition.take_role(Epoch::New, Version::New, now);
        partition.advance_high_watermark(now, &mut Vec::new());
        partition
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &TopicPartition {
        &self.name
    }

    /// Its log.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.log
    }

    #[cfg(test)]
    pub(super) fn log_for_tests(&mut self) -> &mut Log {
        &mut self.log
    }

    /// Its leader, epochs and in-sync replicas.
    #[must_use]
    pub fn assignment(&self) -> &Assignment {
        &self.assignment
    }

    /// First offset that is not committed.
    #[must_use]
    pub fn high_watermark(&self) -> Offset {
        self.high_watermark
    }

    /// How many offsets of what its leader last said to be committed are not here: 0 of a leader, and of a follower that has
    /// not heard from it yet.
    #[must_use]
    pub fn lag(&self) -> i64 {
        match self.role {
            Role::Leader(_) => 0,
            Role::Follower => (self.leaders_high_watermark.0 - self.log.log_end_offset().0).max(0),
        }
    }

    /// First offset that a `read_committed` consumer may not see. Without open transactions it is
    /// the high watermark.
    #[must_use]
    pub fn last_stable_offset(&self) -> Offset {
        self.log.last_stable_offset(self.high_watermark)
    }

    /// Bytes that were committed since the log was opened; only ever rises.
    #[must_use]
    pub fn committed_bytes(&self) -> u64 {
        self.committed_bytes
    }

    /// Whether it serves nothing any more: its topic was deleted, or its disk failed.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.state != State::Serving
    }

    /// Takes a changed configuration.
    pub fn configure(&mut self, config: Arc<TopicConfig>, log_config: Arc<LogConfig>) {
        self.log.set_config(log_config);
        self.config = config;
    }

    /// Waits for the partition to move.
    pub fn wait(&mut self, awaited: Awaited, waker: &Waker) -> Ticket {
        self.waiters.wait(awaited, waker)
    }

    /// Gives up a wait.
    pub fn stop_waiting(&mut self, ticket: Ticket) {
        self.waiters.cancel(ticket);
    }

    /// Deletes segments past retention; the files are deleted by the edge, later.
    ///
    /// # Errors
    /// What the disk said.
    pub fn retain(&mut self, now: Now) -> Result<Option<Deletion>, LogError> {
        self.log.apply_retention(self.high_watermark, now)
    }

    /// How much the log wants to be compacted, 0 to 1 and 2 if a record has waited too long; `None`
    /// if it need not be. Another replica's log is as good as a leader's.
    ///
    /// # Errors
    /// What the disk said.
    pub fn compaction_need(&mut self, now: Now) -> Result<Option<f64>, LogError> {
        if self.is_gone() {
            return Ok(None);
        }
        let Some(dirtiness) = self.log.dirtiness(self.high_watermark, now)? else {
            return Ok(None);
        };
        let ratio = dirtiness.ratio();
        if dirtiness.overdue {
            return Ok(Some(2.0));
        }
        Ok((ratio > self.log.config().dirty_ratio_min).then_some(ratio))
    }

    /// What a compaction works on; `None` if nothing is dirty. Write the recovery points to their
    /// checkpoint before it begins.
    ///
    /// # Errors
    /// What the disk said.
    pub fn plan_compaction(&mut self, now: Now) -> Result<Option<CompactionPlan>, LogError> {
        self.log.plan_compaction(self.high_watermark, now)
    }

    /// Puts a compacted segment in its place.
    ///
    /// # Errors
    /// What the disk said.
    pub fn take_compacted(
        &mut self,
        cleaned: CleanedSegment,
        now: Now,
    ) -> Result<Replaced, LogError> {
        match self.state {
            State::Serving => self.log.take_compacted(cleaned, now),
            // Its files go with the folder.
            State::Gone | State::Offline => Ok(Replaced::Stale),
        }
    }

    /// A compaction has ended; or the last run's checkpoint says how far it was.
    pub fn compacted_to(&mut self, offset: Offset) {
        self.log.set_first_dirty_offset(offset);
    }

    /// Up to where the log is compacted, if it is to be.
    #[must_use]
    pub fn first_dirty_offset(&self) -> Option<Offset> {
        let compacts = self.log.config().cleanup_policy.compacts();
        compacts.then(|| self.log.first_dirty_offset())
    }

    /// Forgets idempotent producers that were silent for too long.
    pub fn expire_producers(&mut self, now: Now) {
        self.log.expire_producers(now);
    }

    /// Takes the partition out of service and its files out of the way.
    ///
    /// # Errors
    /// What the disk said; the partition is out of service all the same.
    pub fn delete(
        &mut self,
        unique: Uuid,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Deletion, DiskError> {
        self.state = State::Gone;
        self.waiters.fire_all(fired);
        self.log.delete(unique, now)
    }

    /// Serves nothing any more: its disk failed, and may have lost what it was to keep.
    pub fn take_offline(&mut self, fired: &mut Vec<Waker>) {
        if self.state == State::Serving {
            self.state = State::Offline;
        }
        self.log.close_files();
        self.waiters.fire_all(fired);
    }

    /// Ends the use of the log at a clean stop: nothing is written to it any more. Blocks.
    ///
    /// # Errors
    /// What the disk said.
    pub fn close(&mut self) -> Result<(), LogError> {
        self.state = State::Gone;
        self.log.close()
    }

    /// When `flush.messages` or `flush.ms` ask for the next sync.
    #[must_use]
    pub fn flush_deadline(&self) -> Option<Moment> {
        self.log.flush_deadline()
    }

    /// Starts a sync, unless one runs or everything is on the device.
    ///
    /// # Errors
    /// What the disk said.
    pub fn begin_sync(&mut self) -> Result<Option<SyncJob>, LogError> {
        self.log.prepare_sync()
    }

    /// A sync has ended. Says whether [`Partition::begin_next_sync`] is to be called, now or in a
    /// moment: acknowledgements wait, a segment was closed meanwhile, or several writers were woken, who
    /// are likely to be back at once. None is begun before, or it would be for the first of them alone.
    pub fn synced(&mut self, synced: Synced, fired: &mut Vec<Waker>) -> AfterSync {
        self.log.synced(synced);
        let before = fired.len();
        self.waiters.advance(Awaited::Synced(synced.up_to), fired);
        if fired.len() - before > 1 || self.wants_sync() {
            self.log.hold_sync();
            return AfterSync::Next;
        }
        AfterSync::Nothing
    }

    /// Starts the sync that was held back, if somebody waits for it.
    ///
    /// # Errors
    /// What the disk said.
    pub fn begin_next_sync(&mut self) -> Result<Option<SyncJob>, LogError> {
        if self.is_gone() {
            return Ok(None);
        }
        self.log.release_sync();
        if self.wants_sync() { self.begin_sync() } else { Ok(None) }
    }

    fn wants_sync(&self) -> bool {
        self.waiters.awaits_sync() || self.log.has_unsynced_segments()
    }

    /// Raises the high watermark, if it is lower.
    pub(super) fn raise_high_watermark(&mut self, reached: Offset, fired: &mut Vec<Waker>) {
        if reached <= self.high_watermark {
            return;
        }
        self.high_watermark = reached;
        self.log.replicated(reached);
        while let Some((end, bytes)) = self.uncommitted.front().copied() {
            if end > reached {
                break;
            }
            self.committed_bytes = bytes;
            self.uncommitted.pop_front();
        }
        self.waiters.advance(Awaited::HighWatermark(reached), fired);
        self.waiters.advance(Awaited::CommittedBytes(self.committed_bytes), fired);
    }

    /// Refuses what only the leader may answer, and stale or unknown epochs (KIP-320).
    pub(super) fn check_leader(&self, given: LeaderEpoch) -> Result<(), PartitionError> {
        self.check_epoch(given)?;
        if self.assignment.leader == self.node { Ok(()) } else { Err(PartitionError::NotLeader) }
    }

    /// Refuses what a replica may not answer, and stale or unknown epochs.
    pub(super) fn check_epoch(&self, given: LeaderEpoch) -> Result<(), PartitionError> {
        match self.state {
            State::Serving => {}
            State::Gone => return Err(PartitionError::NotLeader),
            State::Offline => return Err(PartitionError::Offline),
        }
        let current = self.assignment.leader_epoch;
        match given {
            LeaderEpoch::NONE => Ok(()),
            given if given < current => Err(PartitionError::Fenced { given, current }),
            given if given > current => Err(PartitionError::UnknownEpoch { given, current }),
            _ => Ok(()),
        }
    }
}
