//! What the clients did and were told.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Numbered records go here.
pub(super) const NUMBERS: &str = "numbers";
/// How the names of writers with a producer id begin.
pub(super) const SEQUENCED: &str = "sequenced";
/// Its partitions.
pub(super) const PARTITIONS: i32 = 3;

/// A topic that comes and goes.
pub(super) const PASSING: &str = "passing";

/// A partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) topic: &'static str,
    pub(super) partition: i32,
}

impl Place {
    /// Those that must keep what they have.
    pub(super) fn kept() -> impl Iterator<Item = Self> {
        (0..PARTITIONS).map(|partition| Self { topic: NUMBERS, partition })
    }
}

impl Place {
    /// One that may be gone any time, and come back empty.
    pub(super) fn passing() -> Self {
        Self { topic: PASSING, partition: 0 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.topic, self.partition)
    }
}

/// What the clients did and were told.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Values that were acknowledged, at the offsets that were told.
    pub(super) acknowledged: BTreeMap<(Place, i64), String>,
    /// How many acknowledgements there were.
    pub(super) acknowledgements: u64,
    /// Values that somebody has ever tried to write.
    pub(super) asked: BTreeSet<(Place, String)>,
    /// What readers saw.
    pub(super) seen: BTreeMap<(Place, i64), String>,
    /// Offsets that had two values.
    pub(super) changed: Vec<String>,
    /// Refusals that must not be.
    pub(super) refused: Vec<String>,
}

impl History {
    pub(super) fn asked(&mut self, place: Place, values: &[String]) {
        self.asked.extend(values.iter().map(|value| (place, value.clone())));
    }

    pub(super) fn acknowledged(&mut self, place: Place, base_offset: i64, values: &[String]) {
        self.acknowledgements += 1;
        for (offset, value) in (base_offset..).zip(values) {
            let earlier = self.acknowledged.insert((place, offset), value.clone());
            if let Some(earlier) = earlier.filter(|earlier| earlier != value) {
                self.changed.push(format!(
                    "{earlier} and {value} were acknowledged at {place} offset {offset}"
                ));
            }
        }
    }

    pub(super) fn saw(&mut self, place: Place, offset: i64, value: String) {
        let earlier = self.seen.get(&(place, offset));
        if let Some(earlier) = earlier.filter(|earlier| **earlier != value) {
            self.changed.push(format!("{place} offset {offset}: {earlier}, then {value}"));
        }
        self.seen.insert((place, offset), value);
    }
}
