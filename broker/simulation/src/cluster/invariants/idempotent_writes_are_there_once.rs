//! What a writer with a producer id has written is there once and in its order, however often it was sent. A broker that was
//! stopped as it should be knows the last batch of each producer alone, as with Apache Kafka: who sends again several
//! that are written may be told that they do not follow, and writes them once more.

use std::collections::BTreeMap;

use crate::cluster::{
    final_state::FinalState,
    history::{History, PIPELINED, SEQUENCED},
};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let mut wrong = Vec::new();
    for (place, log) in &state.logs {
        let mut last: BTreeMap<&str, u64> = BTreeMap::new();
        for (offset, value) in log {
            let Some((writer, number)) = value.split_once('.') else { continue };
            let is_forgotten = writer == PIPELINED && history.has_stopped_one;
            if !writer.starts_with(SEQUENCED) || is_forgotten {
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
