//! What a reader has been given is there for ever, and two readers, or one that asks again, get the same.

use crate::cluster::{final_state::FinalState, history::History};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let gone = history.seen.iter().filter_map(|((place, offset), value)| {
        let there = state.logs.get(place).and_then(|log| log.get(offset));
        (there != Some(value))
            .then(|| format!("{value} was read at {place} offset {offset}; there is {there:?}"))
    });
    history.changed.iter().cloned().chain(gone).collect()
}
