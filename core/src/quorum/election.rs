//! A member's place in the election: epoch, leader, vote.

use crate::model::{LeaderEpoch, NodeId};

/// What a node knows of the quorum's leadership. It is on the device before it is acted on, so a
/// node never takes part in one epoch twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElectionState {
    /// The quorum's epoch; rises with every election.
    pub epoch: LeaderEpoch,
    /// The leader of the epoch, if it is known.
    pub leader: Option<NodeId>,
    /// Whom this node voted for in the epoch.
    pub voted: Option<NodeId>,
}

impl ElectionState {
    /// Before any election.
    pub const INITIAL: Self = Self { epoch: LeaderEpoch(0), leader: None, voted: None };
}
