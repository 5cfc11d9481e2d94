//! A record that was acknowledged is in the log at the end, at the offset that its client was told. An offset
//! has one value for ever.

use crate::{final_state::FinalState, history::History};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let writes = history.transactions.iter().flat_map(|transaction| &transaction.writes);
    let acknowledged =
        writes.filter_map(|write| Some((write.place, write.acknowledged?, &write.value)));
    let lost = acknowledged.filter_map(|(place, offset, value)| {
        let there = state.logs.get(&place).and_then(|log| log.uncommitted.get(&offset));
        (there != Some(value)).then(|| {
            format!("{value} was acknowledged at {place} offset {offset}; there is {there:?}")
        })
    });
    let transfers = history.transfers.iter().enumerate().filter_map(|(partition, amounts)| {
        let place = crate::place::Place { topic: crate::place::INPUT, partition: partition as i32 };
        let count = state.logs.get(&place).map_or(0, |log| log.committed.len());
        (count != amounts.len())
            .then(|| format!("{place} has {count} records of {}", amounts.len()))
    });
    let changed = if history.pages_lost { &[][..] } else { &history.changed };
    lost.chain(transfers).chain(changed.iter().cloned()).collect()
}
