//! Which partitions of a topic have moved from whom to whom. Before a partition goes from A to B, one
//! that went from B to A goes back instead: otherwise both would have moved for nothing.

use std::collections::BTreeMap;

use super::group::{Group, Place};
use crate::assignors::java_order;

/// The first owner, and the one after all moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Movement {
    from: usize,
    to: usize,
}

/// Partitions of one movement in the order in which they came, and the most that there ever were:
/// both decide which of them Java names first.
#[derive(Default)]
struct Moved {
    places: Vec<Place>,
    size_max: usize,
}

#[derive(Default)]
pub(super) struct Movements {
    of_places: BTreeMap<Place, Movement>,
    of_topics: BTreeMap<(usize, Movement), Moved>,
}

impl Movements {
    pub(super) fn record(&mut self, place: Place, from: usize, to: usize) {
        let first = self.of_places.remove(&place).map_or(from, |before| {
            self.forget(place, before);
            before.from
        });
        if first == to {
            return;
        }
        let movement = Movement { from: first, to };
        self.of_places.insert(place, movement);
        let moved = self.of_topics.entry((place.topic, movement)).or_default();
        moved.places.push(place);
        moved.size_max = moved.size_max.max(moved.places.len());
    }

    /// The partition to move in place of this one.
    pub(super) fn instead_of(&self, group: &Group, place: Place, owner: usize, to: usize) -> Place {
        let first = self.of_places.get(&place).map_or(owner, |before| before.from);
        let back = (place.topic, Movement { from: to, to: first });
        let Some(moved) = self.of_topics.get(&back) else { return place };
        let hash = |place: &Place| java_order::hash_partition(&group.name(*place));
        java_order::first_in_set(&moved.places, moved.size_max, hash).copied().unwrap_or(place)
    }

    fn forget(&mut self, place: Place, movement: Movement) {
        let key = (place.topic, movement);
        if let Some(moved) = self.of_topics.get_mut(&key) {
            moved.places.retain(|other| *other != place);
            if moved.places.is_empty() {
                self.of_topics.remove(&key);
            }
        }
    }
}
