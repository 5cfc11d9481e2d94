//! The topics of a run and their partitions.

use std::fmt;

/// Numbered writes go here.
pub(crate) const NUMBERS: &str = "numbers";
/// Transfers that are to be made.
pub(crate) const INPUT: &str = "input";
/// Debits and credits.
pub(crate) const ACCOUNTS: &str = "accounts";
/// The group whose offsets say which transfers are made.
pub(crate) const GROUP: &str = "transfers";

/// All topics with their numbers of partitions.
pub(crate) const TOPICS: [(&str, i32); 3] = [(NUMBERS, 3), (INPUT, 2), (ACCOUNTS, 2)];

/// A partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) topic: &'static str,
    pub(crate) partition: i32,
}

impl Place {
    /// Every partition of every topic.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TOPICS.into_iter().flat_map(|(topic, partitions)| {
            (0..partitions).map(move |partition| Self { topic, partition })
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.topic, self.partition)
    }
}
