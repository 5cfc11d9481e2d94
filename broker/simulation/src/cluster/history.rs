//! What the clients did and were told.

use std::collections::{BTreeMap, BTreeSet};

use super::{marks::Deeds, voters::VoterChange};
use crate::history::Ending;
pub(super) use crate::place::Place;

/// Numbered records go here.
pub(super) const NUMBERS: &str = "numbers";
/// How the names of writers with a producer id begin.
pub(super) const SEQUENCED: &str = "sequenced";
/// The one among them that has several batches under way.
pub(super) const PIPELINED: &str = "sequenced-pipelined";
/// Its partitions.
pub(super) const PARTITIONS: i32 = 3;

/// A topic that comes and goes.
pub(super) const PASSING: &str = "passing";

/// Entries of transfers go here.
pub(super) const LEDGER: &str = "ledger";
/// The group whose members commit offsets of [`NUMBERS`].
pub(super) const GROUP: &str = "counters";
/// The one whose members are clients that are shipped, and read what they commit.
pub(super) const SHIPPED_GROUP: &str = "readers";
/// The one whose members write to the ledger what they read, in transactions.
pub(super) const MOVERS: &str = "movers";

impl Place {
    /// Those that must keep what they have.
    pub(super) fn kept() -> impl Iterator<Item = Self> {
        (0..PARTITIONS).map(|partition| Self { topic: NUMBERS, partition })
    }

    /// Those of the ledger.
    pub(super) fn of_ledger() -> impl Iterator<Item = Self> {
        (0..PARTITIONS).map(|partition| Self { topic: LEDGER, partition })
    }

    /// One that may be gone any time, and come back empty.
    pub(super) fn passing() -> Self {
        Self { topic: PASSING, partition: 0 }
    }
}

/// What a record becomes in the ledger.
pub(super) fn moved(partition: i32, offset: i64) -> String {
    format!("moved.{partition}.{offset}")
}

/// A transaction: entries that are there together, or not at all.
#[derive(Debug)]
pub(super) struct Transfer {
    pub(super) entries: Vec<(Place, String)>,
    /// Whether its producer has ever asked for its commit.
    pub(super) may_be_there: bool,
    /// What its producer was told, if it was.
    pub(super) told: Option<Ending>,
}

impl Transfer {
    pub(super) fn new(entries: Vec<(Place, String)>) -> Self {
        Self { entries, may_be_there: false, told: None }
    }
}

/// What the clients did and were told.
#[derive(Debug, Default)]
pub(super) struct History {
    /// Values that were acknowledged, at the offsets that were told.
    pub(super) acknowledged: BTreeMap<(Place, i64), String>,
    /// How many acknowledgements there were.
    pub(super) acknowledgements: u64,
    /// Values that were acknowledged by leaders that had them already, and told no offset.
    pub(super) acknowledged_somewhere: BTreeSet<(Place, String)>,
    /// Values that somebody has ever tried to write.
    pub(super) asked: BTreeSet<(Place, String)>,
    /// What readers saw.
    pub(super) seen: BTreeMap<(Place, i64), String>,
    /// Offsets that had two values.
    pub(super) changed: Vec<String>,
    /// Refusals that must not be.
    pub(super) refused: Vec<String>,
    /// All transactions, by their numbers.
    pub(super) transfers: Vec<Transfer>,
    /// The newest acknowledged offset of each partition of a group.
    pub(super) commits: BTreeMap<(&'static str, i32), i64>,
    /// Records that members of [`SHIPPED_GROUP`] have had.
    pub(super) handed_out: BTreeSet<(Place, i64)>,
    /// How far those groups have to come, by partition.
    pub(super) goal: BTreeMap<i32, i64>,
    pub(super) shipped: Deeds,
    /// Whether a process was stopped as it should be.
    pub(super) has_stopped_one: bool,
    /// Offsets that a group has lost, or that were taken from a member that is none any more.
    pub(super) lost_commits: Vec<String>,
    /// Changes of voters that were acknowledged.
    pub(super) voter_changes: Vec<VoterChange>,
}

impl History {
    pub(super) fn asked(&mut self, place: Place, values: &[String]) {
        self.asked.extend(values.iter().map(|value| (place, value.clone())));
    }

    pub(super) fn acknowledged(&mut self, place: Place, base_offset: i64, values: &[String]) {
        self.acknowledgements += 1;
        for (offset, value) in (base_offset..).zip(values) {
            self.has_at(place, offset, value);
        }
    }

    /// A client that is shipped was told that its record is written; at -1 if the leader does not say where.
    pub(super) fn has(&mut self, place: Place, offset: i64, value: String) {
        self.shipped.writes += 1;
        if offset < 0 {
            self.acknowledged_somewhere.insert((place, value));
        } else {
            self.has_at(place, offset, &value);
        }
    }

    fn has_at(&mut self, place: Place, offset: i64, value: &String) {
        let earlier = self.acknowledged.insert((place, offset), value.clone());
        if let Some(earlier) = earlier.filter(|earlier| earlier != value) {
            self.changed.push(format!(
                "{earlier} and {value} were acknowledged at {place} offset {offset}"
            ));
        }
    }

    pub(super) fn newest_commit(&self, group: &'static str, partition: i32) -> Option<i64> {
        self.commits.get(&(group, partition)).copied()
    }

    /// A member's commit was acknowledged. When it asked, `before` was the newest.
    pub(super) fn committed(
        &mut self,
        group: &'static str,
        partition: i32,
        before: Option<i64>,
        offset: i64,
    ) {
        if before.is_some_and(|before| offset < before) {
            let what = format!(
                "{group}: offset {offset} of partition {partition} was taken after {before:?} was committed"
            );
            self.lost_commits.push(what);
        }
        let newest = self.commits.entry((group, partition)).or_insert(offset);
        *newest = offset.max(*newest);
    }

    /// What is acknowledged by now has to be read.
    pub(super) fn set_goal(&mut self) {
        for (place, offset) in self.acknowledged.keys().filter(|(place, _)| place.topic == NUMBERS)
        {
            let goal = self.goal.entry(place.partition).or_default();
            *goal = (*goal).max(offset + 1);
        }
    }

    /// Whether the group has committed all of that.
    pub(super) fn has_come_far_enough(&self, group: &'static str) -> bool {
        self.goal.iter().all(|(partition, goal)| {
            self.newest_commit(group, *partition).is_some_and(|at| at >= *goal)
        })
    }

    /// A member, or who looks at the end, was told what is committed. When it asked, `before` was the newest.
    pub(super) fn found(&mut self, partition: i32, before: Option<i64>, offset: i64) {
        if before.is_some_and(|before| offset < before) {
            let what =
                format!("partition {partition} is at {offset}, and {before:?} was committed");
            self.lost_commits.push(what);
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
