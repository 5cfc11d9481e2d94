//! The body of the fuzz target for the quorum-state file. Any bytes may come.

use super::{ElectionState, parse_quorum_state, write_quorum_state};

/// Reads the file; what reads must be written, and read again as the same.
///
/// # Panics
/// If it is not.
pub fn quorum_state(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(state) = parse_quorum_state(text) {
        // A vote is written only while there is no leader.
        let voted = state.voted.filter(|_| state.leader.is_none());
        let again = parse_quorum_state(&write_quorum_state(&state, &[]));
        assert_eq!(again, Ok(ElectionState { voted, ..state }));
    }
}
