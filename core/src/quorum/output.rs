//! What the quorum wants done outside, and what it has found out.

use std::task::Waker;

use bytestring::ByteString;

use crate::{
    model::{LeaderEpoch, NodeId, Offset},
    protocol::messages::{
        BeginQuorumEpochRequest, BeginQuorumEpochResponse, EndQuorumEpochRequest,
        EndQuorumEpochResponse, FetchRequest, FetchResponse, VoteRequest, VoteResponse,
    },
    storage::log::SyncJob,
};

/// An address of a member of the quorum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuorumAddress {
    /// Host name or address.
    pub host: ByteString,
    /// Port.
    pub port: u16,
}

/// A request to another member.
#[derive(Debug)]
pub struct Outbound {
    /// Number that its answer is told with.
    pub id: u64,
    /// Where it goes.
    pub to: QuorumAddress,
    /// The request.
    pub request: QuorumRequest,
}

/// A request of a member.
#[derive(Debug)]
pub enum QuorumRequest {
    /// For a vote, or to ask whether there would be one.
    Vote(VoteRequest),
    /// An epoch has begun.
    BeginEpoch(BeginQuorumEpochRequest),
    /// A leader gives up.
    EndEpoch(EndQuorumEpochRequest),
    /// For records.
    Fetch(FetchRequest),
}

/// The answer to one.
#[derive(Debug)]
pub enum QuorumResponse {
    /// To a vote.
    Vote(VoteResponse),
    /// To the begin of an epoch.
    BeginEpoch(BeginQuorumEpochResponse),
    /// To the end of one.
    EndEpoch(EndQuorumEpochResponse),
    /// Records.
    Fetch(FetchResponse),
}

/// A request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

/// What has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// This node leads; what was decided before is committed once the record at `offset` is.
    BecameLeader {
        /// The epoch.
        epoch: LeaderEpoch,
        /// Where its first record is.
        offset: Offset,
    },
    /// It leads no longer.
    LeadershipLost,
    /// Who leads is known, or no longer known.
    LeaderKnown {
        /// The leader.
        leader: Option<NodeId>,
        /// In this epoch.
        epoch: LeaderEpoch,
    },
    /// Everything before this offset is committed.
    HighWatermark(Offset),
    /// Records that were not committed are gone from here on.
    TruncatedTo(Offset),
    /// The log and the quorum's state can no longer be kept: the node has to stop.
    Failed,
}

/// What the quorum wants done outside.
#[derive(Debug, Default)]
pub struct Output {
    /// Requests to send.
    pub sends: Vec<Outbound>,
    /// Syncs to run.
    pub syncs: Vec<SyncJob>,
    /// Fetches to look at again.
    pub wakes: Vec<Waker>,
    /// What has happened.
    pub events: Vec<Event>,
}

impl Output {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sends.is_empty()
            && self.syncs.is_empty()
            && self.wakes.is_empty()
            && self.events.is_empty()
    }
}
