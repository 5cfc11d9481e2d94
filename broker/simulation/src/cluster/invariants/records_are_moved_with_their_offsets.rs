//! What lies before the offset that the movers have committed is in the ledger, once, and nothing else that they have
//! written.

use std::collections::BTreeMap;

use crate::cluster::{
    final_state::FinalState,
    history::{History, MOVERS, moved},
};

pub(super) fn check(_: &History, state: &FinalState) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for value in state.ledger.values().flat_map(BTreeMap::values) {
        *times.entry(value).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (place, log) in &state.logs {
        let committed = state.offsets.get(&(MOVERS, place.partition)).copied().unwrap_or_default();
        for offset in log.keys() {
            let value = moved(place.partition, *offset);
            let there = times.get(&*value).copied().unwrap_or_default();
            if there != usize::from(*offset < committed) {
                wrong.push(format!(
                    "{value} is there {there} times, and {committed} of {place} is committed"
                ));
            }
        }
    }
    wrong
}
