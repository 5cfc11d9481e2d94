//! Serving the other replicas as their leader, and what is committed by what they have.

use std::task::Waker;

use super::{
    error::PartitionError,
    partition::{Partition, Role, State},
    read::{AtLeast, FetchFrom, Fetched, Isolation},
    remote::{Eligibility, NO_BROKER_EPOCH, RemoteReplica},
    waiters::Awaited,
};
use crate::{
    model::{LeaderEpoch, NodeId, Now, Offset},
    storage::{epochs::EpochEnd, log::ReadEnd},
};

/// Whether a fetch is seen for the first time, or was parked and looks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// What it says of the replica is news.
    First,
    /// It is known, and by now perhaps outdated.
    Again,
}

/// What a replica says of itself as it fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicaFetch {
    /// Its broker.
    pub replica: NodeId,
    /// Its incarnation, [`NO_BROKER_EPOCH`] if it does not say.
    pub broker_epoch: i64,
    /// Epoch under which its broker is registered; `None` if that is fenced or shutting down.
    pub registered: Option<i64>,
    /// Where it reads on: all before it has.
    pub from: FetchFrom,
    /// Whether it was here before.
    pub visit: Visit,
}

impl Partition {
    /// Reads batches for another replica, up to the log's end, and notes how far it is. Call
    /// [`Partition::isr_change`] afterwards. A replica that is throttled fetches with `bytes_max` 0 and
    /// [`AtLeast::Nothing`].
    ///
    /// # Errors
    /// If this node does not lead, the epoch is stale or unknown (also if the replica is not one of this
    /// epoch's), the offset is out of range, or the disk fails. Nothing is noted then.
    pub fn replica_fetched(
        &mut self,
        fetch: ReplicaFetch,
        at_least: AtLeast,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> Result<Fetched, PartitionError> {
        let from = fetch.from;
        self.check_leader(from.current_leader_epoch)?;
        let end = self.log.log_end_offset();
        let Role::Leader(leading) = &mut self.role else { return Err(PartitionError::NotLeader) };
        if leading.remote(fetch.replica).is_none() {
            return Err(match from.current_leader_epoch {
                LeaderEpoch::NONE => PartitionError::NotLeader,
                given => PartitionError::UnknownEpoch { given, current: given },
            });
        }
        let stale = fetch.registered.is_some_and(|registered| registered > fetch.broker_epoch);
        if fetch.broker_epoch != NO_BROKER_EPOCH && stale {
            return Err(PartitionError::NotLeader);
        }
        let fetched = self.read_up_to(from, at_least, Isolation::ReadUncommitted, end)?;
        if fetched.diverging.is_some() || fetch.visit == Visit::Again {
            return Ok(fetched);
        }
        let Role::Leader(leading) = &mut self.role else { return Ok(fetched) };
        let Some(remote) = leading.remote(fetch.replica) else { return Ok(fetched) };
        let before = remote.log_start_offset;
        let offsets = (from.log_start_offset, from.offset);
        remote.fetched(offsets, end, fetch.broker_epoch, now.monotonic);
        remote.look_up(fetch.registered);
        if from.log_start_offset > before {
            self.waiters.advance(Awaited::LowWatermark(Offset(i64::MAX)), fired);
        }
        self.advance_high_watermark(now, fired);
        // What this fetch committed, its answer tells.
        Ok(Fetched {
            high_watermark: self.high_watermark,
            last_stable_offset: self.last_stable_offset(),
            committed_bytes: self.committed_bytes,
            ..fetched
        })
    }

    /// Start and end of the log, for a replica that asks (ListOffsets).
    ///
    /// # Errors
    /// If this node does not lead, or the epoch is stale or unknown.
    pub fn bounds_for_replica(
        &self,
        current_leader_epoch: LeaderEpoch,
    ) -> Result<(Offset, Offset), PartitionError> {
        self.check_leader(current_leader_epoch)?;
        Ok((self.log.log_start_offset(), self.log.log_end_offset()))
    }

    /// Where an epoch ended (OffsetForLeaderEpoch).
    ///
    /// # Errors
    /// If this node does not lead, or the caller's current epoch is stale or unknown.
    pub fn end_of_epoch(
        &self,
        epoch: LeaderEpoch,
        current_leader_epoch: LeaderEpoch,
    ) -> Result<EpochEnd, PartitionError> {
        self.check_leader(current_leader_epoch)?;
        Ok(self.log.end_of_epoch(epoch))
    }

    /// What is known of the other replicas; nothing unless this node leads.
    #[must_use]
    pub fn remote_replicas(&self) -> &[RemoteReplica] {
        match &self.role {
            Role::Leader(leading) => &leading.remotes,
            Role::Follower => &[],
        }
    }

    /// The smallest log start of this replica and of the others whose brokers live: no replica that could
    /// lead holds anything before it. To be waited for with [`Awaited::LowWatermark`], and looked at again
    /// when a broker is fenced.
    ///
    /// # Errors
    /// If this node does not lead.
    pub fn low_watermark(
        &self,
        is_alive: &dyn Fn(NodeId) -> bool,
    ) -> Result<Offset, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        let remotes = self.remote_replicas().iter().filter(|remote| is_alive(remote.node));
        let lowest = remotes.map(|remote| remote.log_start_offset).min();
        let own = self.log.log_start_offset();
        Ok(lowest.map_or(own, |lowest| lowest.min(own)))
    }

    /// The replica that a consumer in `client_rack` should read from (KIP-392): one of its rack that is in
    /// sync and has the offset, with the most records. `None` means this one.
    #[must_use]
    pub fn preferred_read_replica<'a>(
        &self,
        offset: Offset,
        client_rack: &str,
        rack_of: &dyn Fn(NodeId) -> Option<&'a str>,
    ) -> Option<NodeId> {
        let is_near = |node: NodeId| rack_of(node) == Some(client_rack);
        if client_rack.is_empty() || is_near(self.node) || self.state != State::Serving {
            return None;
        }
        let near = self.remote_replicas().iter().filter(|remote| {
            is_near(remote.node)
                && self.assignment.in_sync_replicas.contains(&remote.node)
                && remote.log_end_offset >= offset
                && (Offset::ZERO..=offset).contains(&remote.log_start_offset)
        });
        let best = near.max_by_key(|remote| {
            (remote.log_end_offset, remote.last_caught_up, std::cmp::Reverse(remote.node))
        });
        best.map(|remote| remote.node)
    }

    /// Replicas that have to be in sync for acks=all: `min.insync.replicas`, but no more than there are.
    pub(super) fn min_in_sync(&self) -> usize {
        self.config.min_insync_replicas.min(self.remote_replicas().len() + 1)
    }

    /// Whether that many are, as the controller has confirmed.
    pub(super) fn has_min_in_sync(&self) -> bool {
        self.assignment.in_sync_replicas.len() >= self.min_in_sync()
    }

    /// Replicas that are in sync for all that the leader knows, those that were proposed included.
    pub(super) fn in_sync_at_most(&self) -> usize {
        let in_sync = &self.assignment.in_sync_replicas;
        let Role::Leader(leading) = &self.role else { return in_sync.len() };
        let more = leading.pending.iter().flat_map(|pending| &pending.in_sync_replicas);
        in_sync.len() + more.filter(|(node, _)| !in_sync.contains(node)).count()
    }

    /// The high watermark follows the slowest of the replicas that are in sync, may have become so, or are
    /// about to: one that is caught up and eligible is waited for, or it could never join.
    pub(super) fn advance_high_watermark(&mut self, now: Now, fired: &mut Vec<Waker>) {
        let Role::Leader(leading) = &self.role else { return };
        if self.state != State::Serving || !self.has_min_in_sync() {
            return;
        }
        let end = self.log.log_end_offset();
        let mut reached = end;
        for remote in &leading.remotes {
            if remote.log_end_offset >= reached {
                continue;
            }
            let counts = self.assignment.in_sync_replicas.contains(&remote.node)
                || leading.may_have_joined(remote.node)
                || (remote.eligibility == Eligibility::Eligible
                    && remote.is_caught_up(end, self.replica_lag_max, now.monotonic));
            if counts {
                reached = remote.log_end_offset;
            }
        }
        self.raise_high_watermark(reached, fired);
    }

    /// Whether a consumer of a leader that was just elected has to wait (KIP-207): the high watermark is not
    /// yet where the leaders before had it.
    pub(super) fn high_watermark_lags(&self) -> bool {
        match &self.role {
            Role::Leader(leading) => self.high_watermark < leading.epoch_start,
            Role::Follower => false,
        }
    }

    /// Reads from `from` up to `visible`.
    pub(super) fn read_up_to(
        &mut self,
        from: FetchFrom,
        at_least: AtLeast,
        isolation: Isolation,
        visible: Offset,
    ) -> Result<Fetched, PartitionError> {
        let mut fetched = Fetched {
            slices: Vec::new(),
            high_watermark: self.high_watermark,
            last_stable_offset: self.last_stable_offset(),
            log_start_offset: self.log.log_start_offset(),
            aborted: match isolation {
                Isolation::ReadUncommitted => None,
                Isolation::ReadCommitted => Some(Vec::new()),
            },
            end: ReadEnd::UpperBound,
            diverging: None,
            preferred_replica: None,
            committed_bytes: self.committed_bytes,
            log_end_offset: self.log.log_end_offset(),
        };
        let (start, end) = (self.log.log_start_offset(), self.log.log_end_offset());
        let out_of_range = PartitionError::OutOfRange { offset: from.offset, start, end };
        if from.last_fetched_epoch != LeaderEpoch::NONE {
            let known = self.log.end_of_epoch(from.last_fetched_epoch) != EpochEnd::UNKNOWN;
            if !known || from.offset < start {
                return Err(out_of_range);
            }
            fetched.diverging = self.divergence(from);
            if fetched.diverging.is_some() {
                return Ok(fetched);
            }
        }
        if from.offset < start || from.offset > end {
            return Err(out_of_range);
        }
        if from.offset < visible {
            self.read_into(&mut fetched, from, at_least, visible)?;
        }
        Ok(fetched)
    }
}
