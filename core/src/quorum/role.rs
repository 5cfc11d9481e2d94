//! What a member of the quorum is in an epoch.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Moment, NodeId, Offset, Timestamp};

/// What a member is.
#[derive(Debug)]
pub(super) enum Role {
    /// It knows no leader.
    Unattached {
        /// When it asks whether it could be one.
        deadline: Moment,
    },
    /// It asks whether there would be a majority for it (KIP-996).
    Prospective(Campaign),
    /// It stands for the epoch.
    Candidate(Campaign),
    /// It leads.
    Leader(Box<Leading>),
    /// It follows.
    Follower(Following),
    /// It has led, and waits for another leader.
    Resigned {
        /// When it stands again itself.
        deadline: Moment,
    },
}

/// Votes, or what would be votes.
#[derive(Debug, Default)]
pub(super) struct Campaign {
    pub(super) granted: BTreeSet<NodeId>,
    pub(super) rejected: BTreeSet<NodeId>,
    /// When it is over without an outcome.
    pub(super) deadline: Moment,
    /// The pause after it was lost, if it was.
    pub(super) backoff: Option<Moment>,
}

/// A leadership.
#[derive(Debug)]
pub(super) struct Leading {
    /// Where its first record is.
    pub(super) epoch_start: Offset,
    pub(super) replicas: BTreeMap<NodeId, Progress>,
    /// When it gives up unless a majority has asked it for records.
    pub(super) majority_deadline: Moment,
    /// Voters that have asked since that was set.
    pub(super) heard: BTreeSet<NodeId>,
    /// When voters are told of the epoch again who do not fetch.
    pub(super) announce_due: Moment,
}

/// How far another member is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Progress {
    pub(super) end_offset: Option<Offset>,
    pub(super) last_fetch: Option<(Moment, Timestamp)>,
    pub(super) last_caught_up: Option<Timestamp>,
    /// Where the leader's log ended when it fetched last.
    pub(super) leader_end_at_fetch: Option<Offset>,
    /// The high watermark that it was told last.
    pub(super) told_high_watermark: Option<Offset>,
}

/// Following a leader.
#[derive(Debug)]
pub(super) struct Following {
    pub(super) leader: NodeId,
    /// When another leader is wanted.
    pub(super) deadline: Moment,
    /// Whether the leader has answered.
    pub(super) has_fetched: bool,
}
