//! An offset that a member of a group has committed is what the group goes on from, whoever coordinates it by then;
//! a member that has lost a partition does not move its offset back.

use crate::cluster::{final_state::FinalState, history::History};

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    let lost = history.commits.iter().filter_map(|(at, offset)| {
        let there = state.offsets.get(at);
        let (group, partition) = at;
        there.is_none_or(|there| there < offset).then(|| {
            format!("{group}: {offset} was committed of partition {partition}; there is {there:?}")
        })
    });
    history.lost_commits.iter().cloned().chain(lost).collect()
}
