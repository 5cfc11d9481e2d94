//! When nothing goes wrong any more, every client comes to an end, every transaction is ended by its client or by
//! its time, and the last stable offset is where the log ends.

use crate::{final_state::FinalState, history::History};

pub(super) fn check(_: &History, state: &FinalState) -> Vec<String> {
    let stuck = state.logs.iter().filter_map(|(place, log)| {
        let (stable, end) = (log.last_stable_offset, log.high_watermark);
        (stable != end).then(|| format!("{place} is stable up to {stable} of {end}"))
    });
    stuck.collect()
}
