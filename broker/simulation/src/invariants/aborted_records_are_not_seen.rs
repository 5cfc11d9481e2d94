//! A reader of committed records sees none of a transaction whose client has not asked for the commit: not at
//! the end, and not before it asked.

use crate::{
    final_state::FinalState,
    history::{Ending, History, serial_of},
    records::Isolation,
};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let at_the_end = state.values(Isolation::Committed).filter_map(|(place, offset, value)| {
        let transaction = history.transaction(serial_of(value)?);
        (transaction.asked != Some(Ending::Commit)).then(|| {
            format!(
                "{value} at {place} offset {offset} is committed; its client asked for {:?}",
                transaction.asked
            )
        })
    });
    let early = history.seen_early.iter().map(|seen| format!("{seen} was seen before its commit"));
    at_the_end.chain(early).collect()
}
