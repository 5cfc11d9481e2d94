//! One node's part in the metadata quorum. Interface first; the bodies follow.
//!
//! ```text
//! Quorum::open(parts: QuorumParts, now, out: &mut Output) -> Result<Quorum, QuorumError>
//! vote(&VoteRequest, now, out) -> Result<VoteResponse, QuorumError>
//! begin_quorum_epoch / end_quorum_epoch / fetch_snapshot: the same shape
//! fetch(&FetchRequest, Patience, &Waker, now, out) -> Result<Reply<FetchResponse, FetchTicket>, QuorumError>
//! give_up(FetchTicket)
//! describe_quorum(&DescribeQuorumRequest, now) -> DescribeQuorumResponse
//! add_raft_voter / remove_raft_voter / update_raft_voter(&Request, now, out)
//!     -> Result<Reply<Response, ChangeTicket>, QuorumError>; later ones come in Output::answers
//! answered(RequestId, Result<QuorumResponse, Unreachable>, now, out) -> Result<(), QuorumError>
//! poll(now, out) -> Result<(), QuorumError>; next_timeout() -> Option<Moment>
//! append(epoch, &[MetadataRecord], now, out) -> Result<Offset, QuorumAppendError>
//! synced(Synced, now, out) -> Result<(), QuorumError>
//! resign(epoch, now, out); shut_down(now, out); close()
//! read(from, Upto, bytes_max) -> Result<Vec<CommittedBatch>, QuorumError>
//! high_watermark() / log_end_offset() / log_start_offset() / leader_and_epoch() / voters() / endpoints_of(node)
//! begin_snapshot(SnapshotId, last_append) -> Result<Option<SnapshotWriter>, _>; finish_snapshot(writer, now, out)
//! latest_snapshot() -> Option<SnapshotId>; read_snapshot(id) -> Result<SnapshotReader, _>
//! ```

/// Names a Fetch that waits.
pub type FetchTicket = crate::replication::Ticket;

/// One node's part in the quorum.
#[derive(Debug)]
pub struct Quorum {}
