//! At one place of the metadata log the voters are the same for every node, from one place to the next no more than
//! one of them has come or gone, and a change that is acknowledged is committed by then, and stays so.

use std::collections::BTreeMap;

use ottla_broker::engine::Node;
use ottla_core::model::{NodeId, Offset, Uuid};

use super::{Sight, violation};
use crate::{
    cluster::{
        final_state::FinalState,
        history::History,
        voters::{Change, VoterChange},
    },
    invariants::Violation,
};

const RULE: &str = "voters_change_one_by_one";

type Set = BTreeMap<NodeId, Uuid>;

#[derive(Default)]
pub(in crate::cluster) struct Voters {
    sets: BTreeMap<Offset, Set>,
    /// By machine and run.
    known: BTreeMap<(usize, u64), Offset>,
}

impl Voters {
    pub(super) fn look(&mut self, sight: &Sight<'_>, node: &Node) -> Option<Violation> {
        let known = self.known.entry((sight.machine, sight.start)).or_insert(Offset(i64::MIN));
        let (at, voters) = node.committed_voters(*known)?;
        *known = at;
        let set: Set = voters.0.iter().map(|(id, voter)| (*id, voter.directory_id)).collect();
        let first = self.sets.entry(at).or_insert_with(|| set.clone());
        if *first != set {
            let what = format!("node {} has {set:?} at {at}, and not {first:?}", sight.id);
            return Some(violation(RULE, what));
        }
        let before = self.sets.range(..at).next_back();
        let after = self.sets.range(at + 1..).next();
        let far = before.into_iter().chain(after).find(|(_, one)| changes(one, &set).len() > 1);
        far.map(|(other, one)| {
            let what = format!("the voters are {set:?} at {at}, and {one:?} at {other}");
            violation(RULE, what)
        })
    }

    /// An operator was told that something changed, the last of `told`.
    pub(super) fn acknowledged(&self, told: &[VoterChange]) -> Vec<Violation> {
        let lost = missing(told, &self.changes());
        lost.into_iter().map(|what| violation(RULE, what)).collect()
    }

    /// What has become of the voters, in the log's order.
    pub(in crate::cluster) fn changes(&self) -> Vec<VoterChange> {
        let sets = self.sets.values().zip(self.sets.values().skip(1));
        sets.flat_map(|(before, after)| changes(before, after)).collect()
    }
}

fn changes(before: &Set, after: &Set) -> Vec<VoterChange> {
    let only = |of: &Set, others: &Set, change| {
        let only = of.iter().filter(|(id, directory)| others.get(id) != Some(directory));
        only.map(|(id, _)| VoterChange { voter: *id, change }).collect::<Vec<_>>()
    };
    let mut changes = only(before, after, Change::Leaves);
    changes.extend(only(after, before, Change::Joins));
    changes
}

pub(super) fn check(history: &History, state: &FinalState) -> Vec<String> {
    missing(&history.voter_changes, &state.voter_changes)
}

/// What was told more often than it happened.
fn missing(told: &[VoterChange], happened: &[VoterChange]) -> Vec<String> {
    let count = |all: &[VoterChange], one| all.iter().filter(|other| *other == one).count();
    let mut kinds = told.to_vec();
    kinds.sort();
    kinds.dedup();
    let missing = kinds.iter().filter_map(|change| {
        let (told, happened) = (count(told, change), count(happened, change));
        (happened < told)
            .then(|| format!("{change:?} was acknowledged {told} times, and happened {happened}"))
    });
    missing.collect()
}
