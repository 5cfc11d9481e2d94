//! What lies before the offset that a group has committed its members have had: nobody commits what he has not read.

use crate::cluster::{
    final_state::FinalState,
    history::{History, SHIPPED_GROUP},
};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let logs = state.logs.iter().flat_map(|(place, log)| {
        let committed = state.offsets.get(&(SHIPPED_GROUP, place.partition)).copied();
        log.range(..committed.unwrap_or_default().max(0))
            .map(move |(offset, value)| (place, offset, value))
    });
    let left_out =
        logs.filter(|(place, offset, _)| !history.handed_out.contains(&(**place, **offset)));
    left_out
        .map(|(place, offset, value)| {
            format!("nobody was given {value} of {place} offset {offset}")
        })
        .collect()
}
