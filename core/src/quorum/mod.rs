//! The metadata quorum (KRaft, KIP-595): who leads the metadata log, in which epoch. So far it
//! holds what a quorum of one voter decides; votes of others arrive with replication, as further
//! transitions of the same state.

mod election;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod state_file;

pub use election::{ElectionState, NotAVoter};
pub use state_file::{QUORUM_STATE_FILE, QuorumStateError, parse_quorum_state, write_quorum_state};
