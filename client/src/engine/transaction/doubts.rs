//! Records that were handed out within a transaction whose end is not known yet: until it is committed they
//! may have to be read again. What the group has committed tells (Apache Kafka's consumer stays where it is,
//! KAFKA-17582).

use std::collections::BTreeMap;

use crate::engine::positions::{FetchPosition, Key};

/// What was handed out of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Doubt {
    /// The first offset.
    start: i64,
    /// What the transaction commits: the place after the last one.
    end: FetchPosition,
}

/// Partitions whose position depends on a transaction.
#[derive(Debug, Default)]
pub(crate) struct Doubts(BTreeMap<Key, Doubt>);

impl Doubts {
    /// Records from `start` to before `end` are in the transaction, too.
    pub(crate) fn add(&mut self, key: Key, start: i64, end: FetchPosition) {
        self.0.entry(key).and_modify(|doubt| doubt.end = end).or_insert(Doubt { start, end });
    }

    /// The partition has gone, or somebody said where to read it.
    pub(crate) fn remove(&mut self, key: &Key) {
        self.0.remove(key);
    }

    /// The transaction was committed. Gives the offsets that it committed.
    pub(crate) fn committed(&mut self) -> BTreeMap<Key, i64> {
        std::mem::take(&mut self.0)
            .into_iter()
            .map(|(key, doubt)| (key, doubt.end.offset))
            .collect()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }

    /// What the transaction will commit.
    pub(crate) fn ends(&self) -> impl Iterator<Item = (&Key, FetchPosition)> {
        self.0.iter().map(|(key, doubt)| (key, doubt.end))
    }

    /// What counts as handed out as long as nothing is known.
    pub(crate) fn start(&self, key: &Key) -> Option<i64> {
        self.0.get(key).map(|doubt| doubt.start)
    }

    /// Where to go on, now that no transaction is open and the group has committed `committed`.
    pub(crate) fn settle(&mut self, key: &Key, committed: Option<i64>) -> Option<i64> {
        let doubt = self.0.remove(key)?;
        Some(match committed {
            Some(committed) if committed == doubt.end.offset => committed,
            // Not what is committed: the user may have gone elsewhere before.
            Some(_) | None => doubt.start,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts() -> (Doubts, Key) {
        let key: Key = ("orders".into(), 0);
        let mut doubts = Doubts::default();
        doubts.add(key.clone(), 10, FetchPosition { offset: 15, epoch: Some(1) });
        doubts.add(key.clone(), 15, FetchPosition { offset: 20, epoch: Some(2) });
        (doubts, key)
    }

    #[test]
    fn what_the_group_has_committed_tells_where_to_go_on() {
        for (committed, expected) in [(Some(20), 20), (Some(10), 10), (None, 10), (Some(500), 10)] {
            let (mut doubts, key) = doubts();
            assert_eq!(doubts.start(&key), Some(10));
            assert_eq!(doubts.settle(&key, committed), Some(expected));
            assert_eq!(doubts.settle(&key, committed), None);
        }
    }

    #[test]
    fn the_leader_is_committed_under_which_the_last_record_was_written() {
        let (doubts, key) = doubts();
        let ends: Vec<_> = doubts.ends().collect();
        assert_eq!(ends, [(&key, FetchPosition { offset: 20, epoch: Some(2) })]);
    }

    #[test]
    fn a_commit_that_is_known_ends_all_doubts() {
        let (mut doubts, key) = doubts();
        assert_eq!(doubts.committed(), [(key, 20)].into());
        assert_eq!(doubts.keys().count(), 0);
    }
}
