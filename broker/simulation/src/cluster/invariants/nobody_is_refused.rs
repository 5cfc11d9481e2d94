//! A writer that does all as it should is never told that it has not, and a reader never that what it has read up
//! to is not there. What is in the log, somebody has written.

use crate::cluster::{final_state::FinalState, history::History};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let strange = state.logs.iter().flat_map(|(place, log)| {
        log.iter().filter_map(move |(offset, value)| {
            let is_known = history.asked.contains(&(*place, value.clone()));
            (!is_known).then(|| format!("nobody has written {value} of {place} offset {offset}"))
        })
    });
    history.refused.iter().cloned().chain(strange).collect()
}
