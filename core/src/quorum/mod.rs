//! The metadata quorum (KRaft, KIP-595): who leads the metadata log, in which epoch, and what of the
//! log is committed. [`Quorum`] is one node's part in it, voter or observer: a value that owns the
//! metadata log, its snapshots (KIP-630) and the quorum-state file, decides elections with pre-votes
//! (KIP-996) and changes of voters (KIP-853), and asks its owner, in an [`Output`], to send, to sync
//! and to wake. It holds no socket, thread or clock.
//!
//! The owner calls a method per request that arrives, [`Quorum::answered`] for each answer or
//! failure of what it sent, [`Quorum::synced`] when a sync job has run, and [`Quorum::poll`] at
//! [`Quorum::next_timeout`]. After each call it does what the output asks for. An `Err` means that
//! the node's own disk failed: the node has to stop. Nothing that a peer sends causes one.

mod error;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod log_snapshots;
mod metadata_log;
mod output;
mod parts;
#[expect(clippy::module_inception, reason = "the type is what the module is about")]
mod quorum;
mod snapshots;
mod state_file;
#[cfg(test)]
mod tests;
mod voter_set;
mod waiting;

pub use error::{QuorumAppendError, QuorumError};
pub use metadata_log::{CommittedBatch, Upto};
pub use output::{
    ChangeAnswer, ChangeTicket, Output, Patience, QuorumEvent, QuorumRequest, QuorumResponse,
    Reply, RequestId, Send, SnapshotId, Unreachable,
};
pub use parts::{
    BootstrapServer, Durability, Joining, LastShutdown, QuorumParts, QuorumRole, QuorumTimeouts,
};
pub use quorum::{Quorum, Upgrade, UpgradeRefusal};
pub use snapshots::{SnapshotReader, SnapshotRetention, SnapshotWriter};
pub use state_file::{QUORUM_STATE_FILE, QuorumStateError};
pub use voter_set::{Listener, ReplicaKey, Voter, VoterSet};
pub use waiting::FetchTicket;
