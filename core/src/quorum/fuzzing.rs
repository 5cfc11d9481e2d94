//! The body of the fuzz target for the quorum-state file. Any bytes may come.

use super::{VoterSet, state_file::Stored};

/// Reads the file; what reads must be written, and read again as the same.
///
/// # Panics
/// If it is not.
pub fn quorum_state(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    if let Ok(state) = Stored::parse(text) {
        let again = Stored::parse(&state.encode(&VoterSet::default(), 1));
        assert_eq!(again, Ok(state));
    }
}
