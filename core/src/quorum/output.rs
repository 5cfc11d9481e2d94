//! What a call on the quorum asks its owner to do.

use std::task::Waker;

use bytestring::ByteString;

use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Offset},
    protocol::messages::{
        add_raft_voter_request::AddRaftVoterRequest, add_raft_voter_response::AddRaftVoterResponse,
        api_versions_request::ApiVersionsRequest, api_versions_response::ApiVersionsResponse,
        begin_quorum_epoch_request::BeginQuorumEpochRequest,
        begin_quorum_epoch_response::BeginQuorumEpochResponse,
        end_quorum_epoch_request::EndQuorumEpochRequest,
        end_quorum_epoch_response::EndQuorumEpochResponse, fetch_request::FetchRequest,
        fetch_response::FetchResponse, fetch_snapshot_request::FetchSnapshotRequest,
        fetch_snapshot_response::FetchSnapshotResponse,
        remove_raft_voter_request::RemoveRaftVoterRequest,
        remove_raft_voter_response::RemoveRaftVoterResponse,
        update_raft_voter_request::UpdateRaftVoterRequest,
        update_raft_voter_response::UpdateRaftVoterResponse, vote_request::VoteRequest,
        vote_response::VoteResponse,
    },
    storage::log::{Deletion, SyncJob},
};

/// Names a request that the quorum sent; its answer is handed to [`super::Quorum::answered`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// Names a change of voters that is answered later, in [`Output::answers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeTicket(pub u64);

/// End offset and epoch of a snapshot: what its file is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SnapshotId {
    /// Everything before this offset is in it.
    pub end_offset: Offset,
    /// Epoch of the record before.
    pub epoch: LeaderEpoch,
}

/// A request to another node.
#[derive(Clone, Debug, PartialEq)]
pub enum QuorumRequest {
    /// Vote (52).
    Vote(VoteRequest),
    /// BeginQuorumEpoch (53).
    BeginQuorumEpoch(BeginQuorumEpochRequest),
    /// EndQuorumEpoch (54).
    EndQuorumEpoch(EndQuorumEpochRequest),
    /// Fetch (1).
    Fetch(FetchRequest),
    /// FetchSnapshot (59).
    FetchSnapshot(FetchSnapshotRequest),
    /// UpdateRaftVoter (82).
    UpdateRaftVoter(UpdateRaftVoterRequest),
    /// AddRaftVoter (80): a controller wants to be a voter.
    AddRaftVoter(AddRaftVoterRequest),
    /// RemoveRaftVoter (81): it was one with another directory.
    RemoveRaftVoter(RemoveRaftVoterRequest),
    /// ApiVersions (18): what does a node that wants to vote support.
    ApiVersions(ApiVersionsRequest),
}

/// The answer to a [`QuorumRequest`].
#[derive(Clone, Debug, PartialEq)]
pub enum QuorumResponse {
    /// Vote (52).
    Vote(VoteResponse),
    /// BeginQuorumEpoch (53).
    BeginQuorumEpoch(BeginQuorumEpochResponse),
    /// EndQuorumEpoch (54).
    EndQuorumEpoch(EndQuorumEpochResponse),
    /// Fetch (1).
    Fetch(FetchResponse),
    /// FetchSnapshot (59).
    FetchSnapshot(FetchSnapshotResponse),
    /// UpdateRaftVoter (82).
    UpdateRaftVoter(UpdateRaftVoterResponse),
    /// AddRaftVoter (80).
    AddRaftVoter(AddRaftVoterResponse),
    /// RemoveRaftVoter (81).
    RemoveRaftVoter(RemoveRaftVoterResponse),
    /// ApiVersions (18).
    ApiVersions(ApiVersionsResponse),
}

/// No answer came: not connected, disconnected, timed out, or not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the node cannot be reached")]
pub struct Unreachable;

/// A request to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Send {
    /// Names the request.
    pub id: RequestId,
    /// The node, `None` for a bootstrap server.
    pub node: Option<NodeId>,
    /// Where it listens.
    pub host: ByteString,
    /// Port.
    pub port: u16,
    /// What to send.
    pub request: QuorumRequest,
}

/// What happened, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuorumEvent {
    /// This node leads. The image is complete, and writing may begin, once everything before
    /// `at` is replayed.
    BecameLeader {
        /// The epoch.
        epoch: LeaderEpoch,
        /// Log end at which the leadership began; the LeaderChange record stands here.
        at: Offset,
    },
    /// This node led, and does not any more.
    LeadershipLost,
    /// The leader of the epoch, `None` while it is not known.
    LeaderKnown {
        /// The leader.
        leader: Option<NodeId>,
        /// The epoch.
        epoch: LeaderEpoch,
    },
    /// The high watermark rose to this offset.
    HighWatermark(Offset),
    /// Records from here on, none of which was committed, are gone.
    TruncatedTo(Offset),
    /// What the leader has sent does not go on here, where the log ends. It is asked again.
    DoesNotGoOn(Offset),
    /// The log now starts with this snapshot: the image is to be loaded from it.
    SnapshotLoaded(SnapshotId),
    /// This node wants to be a voter, and the leader has not made it one.
    NotTakenIn(ErrorCode),
}

/// The answer to a change of voters.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeAnswer {
    /// AddRaftVoter (80).
    Add(AddRaftVoterResponse),
    /// RemoveRaftVoter (81).
    Remove(RemoveRaftVoterResponse),
    /// UpdateRaftVoter (82).
    Update(UpdateRaftVoterResponse),
}

/// What a call asks for. The owner empties it after every call.
#[derive(Debug, Default)]
pub struct Output {
    /// Requests to send.
    pub sends: Vec<Send>,
    /// Run it without a lock, then hand the result to [`super::Quorum::synced`].
    pub sync: Option<SyncJob>,
    /// Files to delete when they are due.
    pub deletions: Vec<Deletion>,
    /// Fetches that waited, to be tried again.
    pub fired: Vec<Waker>,
    /// What happened.
    pub events: Vec<QuorumEvent>,
    /// Changes of voters that are done.
    pub answers: Vec<(ChangeTicket, ChangeAnswer)>,
}

/// An answer now or later.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply<T, L> {
    /// The answer.
    Now(T),
    /// It comes later.
    Later(L),
}

/// Whether a Fetch may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It waits if there is nothing to give and `max.wait.ms` is not 0.
    MayWait,
    /// It has waited long enough.
    Answer,
}
