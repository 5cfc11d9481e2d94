//! With KIP-890, an EndTxn that arrives when its transaction is over changes nothing of its transactional id. With
//! the first protocol it may, in Apache Kafka too (KAFKA-17754), so that is not looked at.

use crate::{
    final_state::FinalState,
    history::{Described, History},
};

pub(super) fn check(history: &History, _: &FinalState) -> Vec<String> {
    let late = history.late_ends.iter().filter(|late| !is_same(&late.before, &late.after));
    late.map(|late| {
        let (serial, before, after) = (late.serial, &late.before, &late.after);
        format!("a late EndTxn of t{serial} has made of {before:?} {after:?}")
    })
    .collect()
}

/// Whether nothing has changed, but for markers that were on their way.
fn is_same(before: &Described, after: &Described) -> bool {
    let goes_on = match before.state.as_str() {
        "PrepareCommit" => after.state == "CompleteCommit",
        "PrepareAbort" => after.state == "CompleteAbort",
        _ => false,
    };
    before == after || goes_on && before.producer == after.producer
}
