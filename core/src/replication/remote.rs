//! What a leader knows of the other replicas: how far each has fetched, and when it last had everything.

use std::time::Duration;

use super::in_sync::IsrProposal;
use crate::model::{Moment, NodeId, Offset};

/// Whether a replica may be counted among those in sync: its broker is neither fenced nor shutting down,
/// and fetches as the incarnation that is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligibility {
    /// It may.
    Eligible,
    /// It may not.
    Ineligible,
}

/// Epoch of brokers that send none.
pub const NO_BROKER_EPOCH: i64 = -1;

/// Whether a replica is in sync as the controller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    InSync,
    Behind,
}

impl From<bool> for Standing {
    fn from(in_sync: bool) -> Self {
        if in_sync { Self::InSync } else { Self::Behind }
    }
}

/// Another replica, as its leader knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoteReplica {
    /// Its broker.
    pub node: NodeId,
    /// End of its log; `NONE` until it has fetched in this epoch.
    pub log_end_offset: Offset,
    /// Start of its log; `NONE` until it has fetched.
    pub log_start_offset: Offset,
    /// When it last had all that the leader had; `None` if never.
    pub last_caught_up: Option<Moment>,
    /// Whether it has fetched in this epoch.
    pub has_fetched: bool,
    /// When it last fetched.
    pub last_fetched: Option<Moment>,
    /// The leader's end at that time.
    pub leader_end_then: Offset,
    /// The incarnation that fetched; `None` if none has, [`NO_BROKER_EPOCH`] if it did not say.
    pub broker_epoch: Option<i64>,
    /// Whether it may be in sync, as last heard.
    pub eligibility: Eligibility,
    /// Whether it has fetched since it was proposed last: one that has gone silent is not proposed again.
    pub fetched_since_proposed: bool,
}

impl RemoteReplica {
    pub(super) fn new(node: NodeId, standing: Standing, now: Moment) -> Self {
        Self {
            node,
            log_end_offset: Offset::NONE,
            log_start_offset: Offset::NONE,
            last_caught_up: (standing == Standing::InSync).then_some(now),
            has_fetched: false,
            last_fetched: None,
            leader_end_then: Offset::NONE,
            broker_epoch: None,
            eligibility: Eligibility::Ineligible,
            fetched_since_proposed: false,
        }
    }

    pub(super) fn fetched(
        &mut self,
        (log_start_offset, log_end_offset): (Offset, Offset),
        leader_end: Offset,
        broker_epoch: i64,
        now: Moment,
    ) {
        let caught_up = if log_end_offset >= leader_end {
            Some(now)
        } else if log_end_offset >= self.leader_end_then {
            // It has now what the leader had when it fetched before.
            self.last_fetched
        } else {
            None
        };
        self.last_caught_up = self.last_caught_up.max(caught_up);
        self.log_start_offset = log_start_offset;
        self.log_end_offset = log_end_offset;
        self.leader_end_then = self.leader_end_then.max(leader_end);
        self.last_fetched = Some(now);
        self.has_fetched = true;
        self.fetched_since_proposed = true;
        self.broker_epoch = Some(broker_epoch);
    }

    pub(super) fn is_caught_up(&self, leader_end: Offset, lag_max: Duration, now: Moment) -> bool {
        self.log_end_offset == leader_end
            || self.last_caught_up.is_some_and(|then| now.since(then) <= lag_max)
    }

    /// Looks at the registration of its broker: the epoch, if it is neither fenced nor shutting down.
    pub(super) fn look_up(&mut self, registered: Option<i64>) {
        let fits = match (registered, self.broker_epoch) {
            (Some(_), Some(NO_BROKER_EPOCH)) => true,
            (Some(registered), Some(epoch)) => registered == epoch,
            (None, _) | (_, None) => false,
        };
        self.eligibility = if fits { Eligibility::Eligible } else { Eligibility::Ineligible };
    }
}

/// What a replica keeps while it leads.
#[derive(Clone, Debug)]
pub(super) struct Leading {
    /// End of the log when the epoch began.
    pub(super) epoch_start: Offset,
    pub(super) remotes: Vec<RemoteReplica>,
    /// What the controller was asked, until metadata or its answer says what became of it.
    pub(super) pending: Option<IsrProposal>,
}

impl Leading {
    pub(super) fn new(epoch_start: Offset) -> Self {
        Self { epoch_start, remotes: Vec::new(), pending: None }
    }

    pub(super) fn remote(&mut self, node: NodeId) -> Option<&mut RemoteReplica> {
        self.remotes.iter_mut().find(|remote| remote.node == node)
    }

    /// Whether a replica that is not in sync may be by now, for all that the leader knows.
    pub(super) fn may_have_joined(&self, node: NodeId) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.names(node))
    }
}
