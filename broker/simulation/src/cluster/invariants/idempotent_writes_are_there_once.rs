//! What a writer with a producer id has written is there once and in its order, however often it was sent.

use std::collections::BTreeMap;

use crate::cluster::{
    final_state::FinalState,
    history::{History, SEQUENCED},
};

pub(super) fn check(_: &History, state: &FinalState) -> Vec<String> {
    let mut wrong = Vec::new();
    for (place, log) in &state.logs {
        let mut last: BTreeMap<&str, u64> = BTreeMap::new();
        for (offset, value) in log {
            let Some((writer, number)) = value.split_once('.') else { continue };
            if !writer.starts_with(SEQUENCED) {
                continue;
            }
            let number = number.parse().unwrap_or(0);
            let earlier = last.insert(writer, number);
            if earlier.is_some_and(|earlier| earlier >= number) {
                wrong.push(format!("{value} of {place} offset {offset} comes after {earlier:?}"));
            }
        }
    }
    wrong
}
