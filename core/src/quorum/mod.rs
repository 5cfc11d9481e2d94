//! The metadata quorum (KRaft): who leads the metadata log, in which epoch, and what of it is committed.
//! `Quorum` is one node's part in it; `role` says what that can be, a file each says what it does then.

mod describe;
mod election;
mod following;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod leading;
mod log;
mod output;
mod quorum;
mod role;
mod state_file;
mod timeouts;
mod voting;
mod wire;

pub use election::ElectionState;
pub use leading::{Patience, QuorumFetch};
pub use log::QuorumLogError;
pub use output::{
    Event, Outbound, Output, QuorumAddress, QuorumRequest, QuorumResponse, Unreachable,
};
pub use quorum::{Durability, Quorum, QuorumOpenError, QuorumParts};
pub use state_file::{QUORUM_STATE_FILE, QuorumStateError, parse_quorum_state, write_quorum_state};
pub use timeouts::QuorumTimeouts;
pub use wire::{METADATA_TOPIC, METADATA_TOPIC_ID};
