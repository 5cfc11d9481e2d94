//! A record that was acknowledged with acks=all is in the log at the end, at the offset that its writer was
//! told, whichever replica leads by then.

use crate::cluster::{final_state::FinalState, history::History};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let lost = history.acknowledged.iter().filter_map(|((place, offset), value)| {
        let there = state.logs.get(place).and_then(|log| log.get(offset));
        (there != Some(value)).then(|| {
            format!("{value} was acknowledged at {place} offset {offset}; there is {there:?}")
        })
    });
    let gone = history.acknowledged_somewhere.iter().filter_map(|(place, value)| {
        let is_there =
            state.logs.get(place).is_some_and(|log| log.values().any(|one| one == value));
        (!is_there).then(|| format!("{value} was acknowledged at {place}, and is not there"))
    });
    lost.chain(gone).collect()
}
