//! Where the controller put a partition's replicas, and how a replica becomes what it is told to be.

use std::task::Waker;

use super::{
    partition::{Partition, Role},
    remote::{Leading, RemoteReplica},
};
use crate::{
    metadata::PartitionRegistration,
    model::{LeaderEpoch, NodeId, Now, Offset},
};

/// Where the controller put a replica: who leads, in which epoch, who is in sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The leader; [`NodeId::NONE`] if there is none.
    pub leader: NodeId,
    /// Rises with every leader.
    pub leader_epoch: LeaderEpoch,
    /// Rises with every change.
    pub partition_epoch: i32,
    /// Replicas that are in sync.
    pub in_sync_replicas: Vec<NodeId>,
    /// All replicas, those that are being added included.
    pub replicas: Vec<NodeId>,
}

impl From<&PartitionRegistration> for Assignment {
    fn from(registration: &PartitionRegistration) -> Self {
        Self {
            leader: registration.leader,
            leader_epoch: registration.leader_epoch,
            partition_epoch: registration.partition_epoch,
            in_sync_replicas: registration.in_sync_replicas.clone(),
            replicas: registration.replicas.clone(),
        }
    }
}

/// What an assignment made of a replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// It was older than what is known, and is ignored.
    Stale,
    /// The replica leads in a new epoch.
    Leads,
    /// The replica follows in a new epoch: fetch from the leader, if there is one, from
    /// [`Partition::fetch_position`] on.
    Follows,
    /// Leader and epoch are as they were; in-sync replicas or replicas may be others.
    Changed,
}

impl Partition {
    /// Takes what the controller decided. One with a lower partition epoch than the last is ignored. Waiting
    /// requests are woken to look again.
    pub fn assign(&mut self, assignment: Assignment, now: Now, fired: &mut Vec<Waker>) -> Assigned {
        let current = &self.assignment;
        if assignment.partition_epoch < current.partition_epoch
            || assignment.leader_epoch < current.leader_epoch
        {
            return Assigned::Stale;
        }
        let new_epoch = assignment.leader_epoch > current.leader_epoch;
        let same_version = assignment.partition_epoch == current.partition_epoch;
        self.assignment = assignment;
        let assigned = self.take_role(new_epoch.into(), same_version.into(), now);
        self.waiters.fire_all(fired);
        self.advance_high_watermark(now, fired);
        assigned
    }

    /// Becomes leader or follower, as the assignment says.
    pub(super) fn take_role(&mut self, epoch: Epoch, version: Version, now: Now) -> Assigned {
        if self.assignment.leader != self.node {
            let was = std::mem::replace(&mut self.role, Role::Follower);
            return match (was, epoch) {
                (Role::Follower, Epoch::Same) => Assigned::Changed,
                (Role::Follower | Role::Leader(_), Epoch::New) | (Role::Leader(_), Epoch::Same) => {
                    Assigned::Follows
                }
            };
        }
        let was = std::mem::replace(&mut self.role, Role::Follower);
        let (mut leading, assigned) = match (was, epoch) {
            (Role::Leader(leading), Epoch::Same) => (leading, Assigned::Changed),
            // One that led before knows no more of the others: they may have followed somebody else in an epoch that
            // this node has not heard of, and have cut what they had told it of.
            (Role::Leader(_), Epoch::New) | (Role::Follower, Epoch::New | Epoch::Same) => {
                (Leading::new(self.log.log_end_offset()), Assigned::Leads)
            }
        };
        match version {
            // The proposal was made on top of this very version.
            Version::Same => {}
            Version::New => leading.pending = None,
        }
        if assigned == Assigned::Leads {
            self.log.begin_epoch(self.assignment.leader_epoch);
        }
        let Assignment { replicas, in_sync_replicas, .. } = &self.assignment;
        leading.remotes.retain(|remote| replicas.contains(&remote.node));
        for node in replicas.iter().filter(|node| **node != self.node) {
            if !leading.remotes.iter().any(|remote| remote.node == *node) {
                let in_sync = in_sync_replicas.contains(node);
                leading.remotes.push(RemoteReplica::new(*node, in_sync.into(), now.monotonic));
            }
        }
        self.role = Role::Leader(leading);
        assigned
    }

    /// Where a follower fetches next, and what it tells its leader of itself.
    #[must_use]
    pub fn fetch_position(&self) -> FetchPosition {
        FetchPosition {
            leader_epoch: self.assignment.leader_epoch,
            offset: self.log.log_end_offset(),
            last_fetched_epoch: self.log.leader_epochs().latest().unwrap_or(LeaderEpoch::NONE),
            log_start_offset: self.log.log_start_offset(),
        }
    }
}

/// Where a follower fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchPosition {
    /// The epoch in which it follows.
    pub leader_epoch: LeaderEpoch,
    /// Its log's end.
    pub offset: Offset,
    /// Epoch of its last record; `NONE` if it has none.
    pub last_fetched_epoch: LeaderEpoch,
    /// Its log's start.
    pub log_start_offset: Offset,
}

/// Whether a leader epoch is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    New,
    Same,
}

impl From<bool> for Epoch {
    fn from(new: bool) -> Self {
        if new { Self::New } else { Self::Same }
    }
}

/// Whether a partition epoch is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    New,
    Same,
}

impl From<bool> for Version {
    fn from(same: bool) -> Self {
        if same { Self::Same } else { Self::New }
    }
}
