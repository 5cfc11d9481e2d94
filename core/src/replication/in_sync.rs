//! Who is in sync: what a leader asks of its controller, and what follows from the answer. Until the
//! controller has answered, the leader counts with both outcomes.

use std::{task::Waker, time::Duration};

use super::{
    partition::{Partition, Role, State},
    remote::{Eligibility, NO_BROKER_EPOCH},
};
use crate::model::{ErrorCode, LeaderEpoch, NodeId, Now};

/// What a leader asks its controller for (AlterPartition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IsrProposal {
    /// The epoch that it leads in.
    pub leader_epoch: LeaderEpoch,
    /// The version that it changes.
    pub partition_epoch: i32,
    /// Replicas that are to be in sync, with the incarnations that are meant: [`NO_BROKER_EPOCH`] where
    /// none is known.
    pub in_sync_replicas: Vec<(NodeId, i64)>,
}

impl IsrProposal {
    pub(super) fn names(&self, node: NodeId) -> bool {
        self.in_sync_replicas.iter().any(|(named, _)| *named == node)
    }
}

/// What the controller made of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlteredIsr {
    /// The leader.
    pub leader: NodeId,
    /// Its epoch.
    pub leader_epoch: LeaderEpoch,
    /// The version of the partition.
    pub partition_epoch: i32,
    /// Who is in sync.
    pub in_sync_replicas: Vec<NodeId>,
}

/// What follows from an answer to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterAlter {
    /// The in-sync replicas are those that were proposed.
    Committed,
    /// The proposal was not made, and another may be.
    Reset,
    /// Nothing until new metadata comes: what the leader knows is out of date.
    AwaitMetadata,
    /// Metadata came first; the answer means nothing any more.
    Overtaken,
    /// Send the same proposal again.
    Retry,
}

impl Partition {
    /// What the leader has to ask its controller for: a replica that has caught up joins those in sync, one
    /// at a time; those that lag for longer than `replica.lag.time.max.ms` leave. `None` if nothing is to
    /// change, or an answer is awaited. To be called after each fetch of a replica, and every half of that
    /// time. `registered` gives the epoch of a broker that is neither fenced nor shutting down.
    pub fn isr_change(
        &mut self,
        now: Now,
        registered: &dyn Fn(NodeId) -> Option<i64>,
    ) -> Option<IsrProposal> {
        let end = self.log.log_end_offset();
        let (high_watermark, lag_max) = (self.high_watermark, self.replica_lag_max);
        let (Role::Leader(leading), State::Serving) = (&mut self.role, self.state) else {
            return None;
        };
        for remote in &mut leading.remotes {
            remote.look_up(registered(remote.node));
        }
        if leading.pending.is_some() {
            return None;
        }
        let in_sync = &self.assignment.in_sync_replicas;
        let joins = leading.remotes.iter_mut().find(|remote| {
            !in_sync.contains(&remote.node)
                && remote.fetched_since_proposed
                && remote.eligibility == Eligibility::Eligible
                && remote.log_end_offset >= high_watermark.max(leading.epoch_start)
        });
        let proposed: Vec<NodeId> = match joins {
            Some(remote) => {
                remote.fetched_since_proposed = false;
                in_sync.iter().copied().chain([remote.node]).collect()
            }
            None => {
                let lags = |node: &NodeId| {
                    leading.remotes.iter().any(|remote| {
                        remote.node == *node && !remote.is_caught_up(end, lag_max, now.monotonic)
                    })
                };
                if !in_sync.iter().any(lags) {
                    return None;
                }
                in_sync.iter().copied().filter(|node| !lags(node)).collect()
            }
        };
        let own = self.node;
        let with_epoch = proposed.into_iter().map(|node| {
            let remote = leading.remotes.iter().find(|remote| remote.node == node);
            let known = if node == own {
                registered(node)
            } else {
                remote.and_then(|remote| remote.broker_epoch)
            };
            (node, known.unwrap_or(NO_BROKER_EPOCH))
        });
        let proposal = IsrProposal {
            leader_epoch: self.assignment.leader_epoch,
            partition_epoch: self.assignment.partition_epoch,
            in_sync_replicas: with_epoch.collect(),
        };
        leading.pending = Some(proposal.clone());
        Some(proposal)
    }

    /// Brokers have come, gone, or begun to stop: the high watermark waits no more for a replica that cannot join, though
    /// it had caught up. `registered` as for [`Partition::isr_change`].
    pub fn brokers_changed(
        &mut self,
        now: Now,
        registered: &dyn Fn(NodeId) -> Option<i64>,
        fired: &mut Vec<Waker>,
    ) {
        let Role::Leader(leading) = &mut self.role else { return };
        for remote in &mut leading.remotes {
            remote.look_up(registered(remote.node));
        }
        self.advance_high_watermark(now, fired);
    }

    /// Takes the controller's answer to a proposal. A request that got no answer is to be repeated, for what
    /// became of it is unknown.
    pub fn alter_answered(
        &mut self,
        proposal: &IsrProposal,
        answer: Result<AlteredIsr, ErrorCode>,
        now: Now,
        fired: &mut Vec<Waker>,
    ) -> AfterAlter {
        let Role::Leader(leading) = &mut self.role else { return AfterAlter::Overtaken };
        if leading.pending.as_ref() != Some(proposal) {
            return AfterAlter::Overtaken;
        }
        let altered = match answer {
            Ok(altered) => altered,
            // Both say that the request was not applied and never will be.
            Err(ErrorCode::OperationNotAttempted | ErrorCode::IneligibleReplica) => {
                leading.pending = None;
                self.advance_high_watermark(now, fired);
                return AfterAlter::Reset;
            }
            Err(
                ErrorCode::UnknownTopicOrPartition
                | ErrorCode::UnknownTopicId
                | ErrorCode::FencedLeaderEpoch
                | ErrorCode::InvalidUpdateVersion
                | ErrorCode::InvalidRequest
                | ErrorCode::NewLeaderElected,
            ) => return AfterAlter::AwaitMetadata,
            Err(_) => return AfterAlter::Retry,
        };
        if altered.leader_epoch != self.assignment.leader_epoch
            || altered.partition_epoch < self.assignment.partition_epoch
        {
            return AfterAlter::AwaitMetadata;
        }
        leading.pending = None;
        self.assignment.in_sync_replicas = altered.in_sync_replicas;
        self.assignment.partition_epoch = altered.partition_epoch;
        // Whoever waits for acknowledgements looks again: there may be too few in sync now.
        self.waiters.fire_all(fired);
        self.advance_high_watermark(now, fired);
        AfterAlter::Committed
    }

    /// Sets `replica.lag.time.max.ms`; 30 seconds unless it is set.
    pub fn set_replica_lag_max(&mut self, lag_max: Duration) {
        self.replica_lag_max = lag_max;
    }
}
