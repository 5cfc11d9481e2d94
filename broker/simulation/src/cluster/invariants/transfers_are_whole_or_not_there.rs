//! What a transaction has written is there as a whole or not at all, once, and as its producer was told. One whose
//! commit nobody has asked for is not there.

use std::collections::BTreeMap;

use crate::{
    cluster::{final_state::FinalState, history::History},
    history::Ending,
};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for value in state.ledger.values().flat_map(BTreeMap::values) {
        *times.entry(value).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for (serial, transfer) in history.transfers.iter().enumerate() {
        let there = transfer.entries.iter().map(|(_, value)| times.get(&**value).copied());
        let there: Vec<usize> = there.map(Option::unwrap_or_default).collect();
        let is_whole = there.iter().all(|times| *times == 1);
        let is_gone = there.iter().all(|times| *times == 0);
        let is_right = match transfer.told {
            Some(Ending::Commit) => is_whole,
            Some(Ending::Abort) => is_gone,
            None => is_gone || is_whole && transfer.may_be_there,
        };
        if !is_right {
            let told = transfer.told;
            wrong
                .push(format!("transfer {serial} was told {told:?}, and is there {there:?} times"));
        }
    }
    wrong
}
