//! Partitions on their way to and from the user: what is to be handed over next, and what the user has.
//! A rebalance goes on only when the user's side has done its part, for until then records of those
//! partitions may be in its hands.

use std::collections::{BTreeSet, VecDeque};

use crate::engine::positions::Key;

/// Something that the user's side has to do before the rebalance goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Handover {
    /// Give these up; their offsets can still be committed.
    Revoke(BTreeSet<Key>),
    /// Read these, too.
    Assign(BTreeSet<Key>),
    /// These belong to others already.
    Lose(BTreeSet<Key>),
}

#[derive(Debug)]
enum Waiting {
    Revoke(BTreeSet<Key>),
    Assign(BTreeSet<Key>),
    LoseAll,
}

/// What the user has, and what waits to be handed over.
#[derive(Debug, Default)]
pub(crate) struct Handovers {
    owned: BTreeSet<Key>,
    waiting: VecDeque<Waiting>,
    /// The first one of those that wait is being carried out.
    taken: Option<Handover>,
}

impl Handovers {
    /// What the user has.
    pub(crate) fn owned(&self) -> &BTreeSet<Key> {
        &self.owned
    }

    /// Whether nothing waits.
    pub(crate) fn is_settled(&self) -> bool {
        self.waiting.is_empty() && self.taken.is_none()
    }

    pub(crate) fn revoke(&mut self, partitions: BTreeSet<Key>) {
        self.waiting.push_back(Waiting::Revoke(partitions));
    }

    pub(crate) fn assign(&mut self, partitions: BTreeSet<Key>) {
        self.waiting.push_back(Waiting::Assign(partitions));
    }

    /// All that the user has is lost, and what waited is void.
    pub(crate) fn lose_all(&mut self) {
        self.waiting.clear();
        if self.taken.is_some() || !self.owned.is_empty() {
            self.waiting.push_back(Waiting::LoseAll);
        }
    }

    /// The user's side has let go of everything by itself.
    pub(crate) fn given_up(&mut self) {
        *self = Self::default();
    }

    /// Takes the next one to carry out; the same one until it is `done`.
    pub(crate) fn take(&mut self) -> Option<Handover> {
        while self.taken.is_none() {
            let owned = &self.owned;
            self.taken = match self.waiting.pop_front()? {
                Waiting::Revoke(partitions) => Some(Handover::Revoke(partitions)),
                Waiting::Assign(partitions) => Some(Handover::Assign(partitions)),
                Waiting::LoseAll if owned.is_empty() => None,
                Waiting::LoseAll => Some(Handover::Lose(owned.clone())),
            };
        }
        self.taken.clone()
    }

    /// The one that was taken is carried out.
    pub(crate) fn done(&mut self) {
        match self.taken.take() {
            Some(Handover::Assign(partitions)) => self.owned.extend(partitions),
            Some(Handover::Revoke(partitions) | Handover::Lose(partitions)) => {
                self.owned.retain(|key| !partitions.contains(key));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(partitions: &[i32]) -> BTreeSet<Key> {
        partitions.iter().map(|partition| ("t".into(), *partition)).collect()
    }

    #[test]
    fn what_is_owned_changes_when_the_user_has_done_its_part() {
        let mut handovers = Handovers::default();
        handovers.assign(keys(&[0, 1]));
        assert_eq!(handovers.take(), Some(Handover::Assign(keys(&[0, 1]))));
        assert!(handovers.owned().is_empty() && !handovers.is_settled());
        handovers.done();
        handovers.revoke(keys(&[1]));
        assert_eq!(handovers.take(), Some(Handover::Revoke(keys(&[1]))));
        assert_eq!(*handovers.owned(), keys(&[0, 1]));
        handovers.done();
        assert_eq!(*handovers.owned(), keys(&[0]));
        assert!(handovers.is_settled() && handovers.take().is_none());
    }

    #[test]
    fn a_loss_voids_what_waits_and_comes_after_what_is_being_done() {
        let mut handovers = Handovers::default();
        handovers.assign(keys(&[0]));
        handovers.take();
        handovers.revoke(keys(&[0]));
        handovers.lose_all();
        assert_eq!(handovers.take(), Some(Handover::Assign(keys(&[0]))));
        handovers.done();
        assert_eq!(handovers.take(), Some(Handover::Lose(keys(&[0]))));
        handovers.done();
        handovers.lose_all();
        assert!(handovers.is_settled());
    }
}
