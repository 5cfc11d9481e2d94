//! The states of a node in the quorum.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    model::{LeaderEpoch, Moment, NodeId, Offset, Timestamp},
    quorum::{Listener, ReplicaKey, SnapshotId, Voter},
    storage::disk::DiskFile,
};

#[derive(Debug)]
pub(super) enum State {
    /// No leader is known. Voters stand for election at the deadline.
    Unattached { deadline: Option<Moment> },
    /// Asks whether it would be elected, without a new epoch (KIP-996).
    Prospective { votes: Votes, leader: Option<(NodeId, Listener)>, deadline: Moment },
    /// Asks for votes in an epoch of its own.
    Candidate { votes: Votes, deadline: Moment },
    /// Follows a leader.
    Follower(Follower),
    /// Leads.
    Leader(Box<Leader>),
    /// Led, and takes no part in the rest of the epoch.
    Resigned { deadline: Moment, waiting: Vec<NodeId>, successors: Vec<ReplicaKey> },
}

#[derive(Debug, Default)]
pub(super) struct Votes {
    pub(super) granted: BTreeSet<NodeId>,
    pub(super) rejected: BTreeSet<NodeId>,
}

#[derive(Debug)]
pub(super) struct Follower {
    pub(super) leader: NodeId,
    /// Until then the leader has to answer a fetch.
    pub(super) deadline: Moment,
    pub(super) fetched: Fetched,
    pub(super) download: Option<Download>,
    /// When to tell the leader of changed listeners.
    pub(super) update_due: Moment,
    pub(super) introduced: Introduced,
}

/// Whether the leader of a static quorum has heard who this voter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Introduced {
    NotYet,
    ToLeader,
}

/// Whether the leader has answered a fetch in this epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fetched {
    NotYet,
    FromLeader,
}

/// A snapshot that is being fetched.
#[derive(Debug)]
pub(super) struct Download {
    pub(super) id: SnapshotId,
    pub(super) path: String,
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) position: u64,
}

#[derive(Debug)]
pub(super) struct Leader {
    pub(super) epoch: LeaderEpoch,
    pub(super) epoch_start: Offset,
    pub(super) replicas: BTreeMap<ReplicaKey, Replica>,
    pub(super) begin_due: Moment,
    /// Voters that fetched since the deadline was set.
    pub(super) fetched: BTreeSet<NodeId>,
    pub(super) check_deadline: Moment,
    /// What voters of a static quorum have said of themselves.
    pub(super) introduced: BTreeMap<NodeId, Voter>,
}

/// What the leader knows of a replica by its fetches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replica {
    pub(super) end: Offset,
    pub(super) last_fetch: Moment,
    pub(super) last_fetch_wall: Timestamp,
    pub(super) last_caught_up: Timestamp,
    /// The leader's log end at the last fetch.
    pub(super) leader_end: Offset,
}
