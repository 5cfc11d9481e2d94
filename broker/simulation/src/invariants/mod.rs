//! What has to be so after every run, whatever went wrong: one file for each rule. A rule is given what the
//! clients did and were told, and what is in the log at the end; it says what is not as it should be.

mod aborted_records_are_not_seen;
mod acknowledged_records_stay;
mod last_stable_offset_moves;
mod late_ends_touch_nothing_else;
mod no_record_is_doubled;
mod offsets_go_with_their_output;
mod transactions_are_all_or_nothing;

use std::fmt;

use crate::{final_state::FinalState, history::History};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule that does not hold.
    pub invariant: &'static str,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.invariant, self.what)
    }
}

type Check = fn(&History, &FinalState) -> Vec<String>;

const ALL: [(&str, Check); 7] = [
    ("aborted_records_are_not_seen", aborted_records_are_not_seen::check),
    ("acknowledged_records_stay", acknowledged_records_stay::check),
    ("last_stable_offset_moves", last_stable_offset_moves::check),
    ("late_ends_touch_nothing_else", late_ends_touch_nothing_else::check),
    ("no_record_is_doubled", no_record_is_doubled::check),
    ("offsets_go_with_their_output", offsets_go_with_their_output::check),
    ("transactions_are_all_or_nothing", transactions_are_all_or_nothing::check),
];

/// Everything that is not as it should be.
pub(crate) fn check(history: &History, state: &FinalState) -> Vec<Violation> {
    if !state.hangs.is_empty() {
        // Nothing was read then.
        let hangs = state.hangs.iter().cloned();
        let invariant = "last_stable_offset_moves";
        return hangs.map(|what| Violation { invariant, what }).collect();
    }
    let found = ALL.into_iter().flat_map(|(invariant, check)| {
        check(history, state).into_iter().map(move |what| Violation { invariant, what })
    });
    found.collect()
}
