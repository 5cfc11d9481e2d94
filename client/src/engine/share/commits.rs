//! Commits that somebody waits for: what became of the acknowledgements of each partition.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    IdKey,
    acknowledge::{Acknowledgements, CommitId},
};
use crate::{Error, Result};

/// Failures that wait for the next commit to tell them, before older ones are forgotten.
const UNTOLD_MAX: usize = 1_000;

/// What a commit came to, by partition.
pub(crate) type Outcomes = BTreeMap<IdKey, Result<()>>;

/// Acknowledgements that have an answer.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) key: IdKey,
    pub(crate) acknowledgements: Acknowledgements,
    pub(crate) outcome: Result<()>,
}

#[derive(Debug, Default)]
pub(crate) struct Commits {
    next: CommitId,
    open: BTreeMap<CommitId, Open>,
    /// Failures of acknowledgements that no commit waited for.
    untold: BTreeMap<IdKey, Error>,
}

#[derive(Debug, Default)]
struct Open {
    /// Groups of acknowledgements without an answer.
    waiting: usize,
    outcomes: Outcomes,
}

impl Commits {
    /// Begins a commit, which tells the failures that nobody was told.
    pub(crate) fn begin(&mut self) -> CommitId {
        let id = self.next;
        self.next += 1;
        let untold = std::mem::take(&mut self.untold);
        let outcomes = untold.into_iter().map(|(key, error)| (key, Err(error))).collect();
        self.open.insert(id, Open { waiting: 0, outcomes });
        id
    }

    /// Has a commit wait for acknowledgements, once.
    pub(crate) fn join(&mut self, id: CommitId, acknowledgements: &mut Acknowledgements) {
        if let Some(open) = self.open.get_mut(&id)
            && acknowledgements.commits.insert(id)
        {
            open.waiting += 1;
        }
    }

    /// A group of acknowledgements has become two.
    pub(crate) fn split(&mut self, commits: &BTreeSet<CommitId>) {
        for id in commits {
            if let Some(open) = self.open.get_mut(id) {
                open.waiting += 1;
            }
        }
    }

    /// Two groups of acknowledgements have become one, whose commits were in both.
    pub(crate) fn merged(&mut self, both: &BTreeSet<CommitId>) {
        for id in both {
            if let Some(open) = self.open.get_mut(id) {
                open.waiting = open.waiting.saturating_sub(1);
            }
        }
    }

    pub(crate) fn settled(&mut self, settled: Settled) {
        let Settled { key, acknowledgements, outcome } = settled;
        let mut told = false;
        for id in &acknowledgements.commits {
            let Some(open) = self.open.get_mut(id) else { continue };
            told = true;
            open.waiting = open.waiting.saturating_sub(1);
            let entry = open.outcomes.entry(key).or_insert(Ok(()));
            if entry.is_ok() {
                entry.clone_from(&outcome);
            }
        }
        match outcome {
            Err(error) if !told => {
                if self.untold.len() >= UNTOLD_MAX {
                    self.untold.pop_first();
                }
                self.untold.insert(key, error);
            }
            Ok(()) | Err(_) => {}
        }
    }

    /// What the commit came to, once all has an answer.
    pub(crate) fn take(&mut self, id: CommitId) -> Option<Outcomes> {
        match self.open.get(&id) {
            Some(open) if open.waiting == 0 => self.open.remove(&id).map(|open| open.outcomes),
            Some(_) => None,
            None => Some(Outcomes::new()),
        }
    }

    /// Nobody waits any more.
    pub(crate) fn forget(&mut self, id: CommitId) {
        self.open.remove(&id);
    }
}
