//! The assignors by their names.

use std::collections::BTreeMap;

use super::{AssignError, GroupAssignment, GroupSpec, range, uniform};
use crate::model::Uuid;

/// An assignor that runs on the server; `group.consumer.assignors` lists them, and
/// `ConsumerGroupHeartbeat` asks for one by its name. Kafka's default is `uniform`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerAssignor {
    /// Spreads all partitions evenly, and moves as few as that allows.
    Uniform,
    /// Gives each member a range of each topic: the same range of topics with the same number of
    /// partitions and the same subscribers.
    Range,
}

impl ServerAssignor {
    /// All, in the order of Kafka's default for `group.consumer.assignors`.
    pub const ALL: [Self; 2] = [Self::Uniform, Self::Range];

    /// Its name in requests and configs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Range => "range",
        }
    }

    /// The assignor of that name. For an unknown one Kafka answers UNSUPPORTED_ASSIGNOR (112).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assignor| assignor.name() == name)
    }

    /// Computes the next target of every member. The counts are those of all topics that a member
    /// subscribes to; partitions of a target that do not exist are dropped.
    ///
    /// # Errors
    /// If a subscribed topic has no partition count.
    pub fn assign<'a>(
        self,
        group: &GroupSpec<'a>,
        partition_counts: &BTreeMap<Uuid, usize>,
    ) -> Result<GroupAssignment<'a>, AssignError> {
        match self {
            Self::Uniform => uniform::assign(group, partition_counts),
            Self::Range => range::assign(group, partition_counts),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignors_are_found_by_their_names() {
        for assignor in ServerAssignor::ALL {
            assert_eq!(ServerAssignor::from_name(assignor.name()), Some(assignor));
        }
        assert_eq!(ServerAssignor::from_name("sticky"), None);
    }
}
