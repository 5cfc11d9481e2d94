//! Timers as data: what is to happen when, each thing at most once. Nothing here runs; whoever holds
//! the coordinator asks for the next moment and hands the due ones back.

use std::collections::BTreeMap;

use crate::model::Moment;

/// Timers of a coordinator, each with a key.
#[derive(Clone, Debug)]
pub struct Timers<K> {
    due: BTreeMap<(Moment, K), ()>,
    at: BTreeMap<K, Moment>,
}

impl<K: Ord + Clone> Default for Timers<K> {
    fn default() -> Self {
        Self { due: BTreeMap::new(), at: BTreeMap::new() }
    }
}

impl<K: Ord + Clone> Timers<K> {
    /// Has `key` fire at `at`, and no longer when it was to fire before.
    pub fn arm(&mut self, key: K, at: Moment) {
        if let Some(earlier) = self.at.insert(key.clone(), at) {
            self.due.remove(&(earlier, key.clone()));
        }
        self.due.insert((at, key), ());
    }

    /// Has `key` not fire.
    pub fn cancel(&mut self, key: &K) {
        if let Some(at) = self.at.remove(key) {
            self.due.remove(&(at, key.clone()));
        }
    }

    /// When `key` fires.
    #[must_use]
    pub fn at(&self, key: &K) -> Option<Moment> {
        self.at.get(key).copied()
    }

    /// When the next one fires.
    #[must_use]
    pub fn next(&self) -> Option<Moment> {
        self.due.first_key_value().map(|((at, _), ())| *at)
    }

    /// Takes out one that is due, the earliest first.
    pub fn pop_due(&mut self, now: Moment) -> Option<K> {
        let (at, _) = self.due.first_key_value()?.0;
        if *at > now {
            return None;
        }
        let ((_, key), ()) = self.due.pop_first()?;
        self.at.remove(&key);
        Some(key)
    }

    /// Number of timers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn moment(seconds: u64) -> Moment {
        Moment(Duration::from_secs(seconds))
    }

    #[test]
    fn a_timer_fires_once_at_the_moment_it_was_armed_for_last() {
        let mut timers = Timers::default();
        timers.arm("a", moment(5));
        timers.arm("b", moment(3));
        timers.arm("a", moment(2));
        timers.arm("c", moment(1));
        timers.cancel(&"c");
        assert_eq!((timers.next(), timers.at(&"b")), (Some(moment(2)), Some(moment(3))));
        assert_eq!(timers.pop_due(moment(1)), None);
        assert_eq!(timers.pop_due(moment(9)), Some("a"));
        assert_eq!(timers.pop_due(moment(9)), Some("b"));
        assert_eq!(timers.pop_due(moment(9)), None);
        assert!(timers.is_empty());
    }
}
