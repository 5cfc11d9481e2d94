//! The assignors by their names.

use std::collections::BTreeMap;

use bytes::Bytes;
use bytestring::ByteString;

use super::{MemberSubscription, TopicRacks, range, round_robin, sticky};
use crate::model::TopicPartition;

/// Partitions by member id, sorted. Every member is in it.
pub type ClientAssignment = BTreeMap<ByteString, Vec<TopicPartition>>;

/// An assignor that runs on the leader of a group: `partition.assignment.strategy`.
///
/// ```
/// use std::collections::{BTreeMap, BTreeSet};
/// use ottla_core::{
///     assignors::client::{ClientAssignor, MemberSubscription, Racks},
///     model::TopicName,
/// };
///
/// let topic = TopicName::new("orders")?;
/// let topics = BTreeMap::from([(topic.clone(), vec![Racks::new(); 3])]);
/// let member = |member_id: &str| MemberSubscription {
///     member_id: member_id.into(),
///     topics: BTreeSet::from([topic.clone()]),
///     ..MemberSubscription::default()
/// };
/// let assignment = ClientAssignor::Range.assign(&topics, &[member("a"), member("b")]);
/// assert_eq!((assignment["a"].len(), assignment["b"].len()), (2, 1));
/// # Ok::<(), ottla_core::model::InvalidTopicName>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAssignor {
    /// A range of each topic for each subscriber: the same one of topics with the same number of
    /// partitions and the same subscribers.
    Range,
    /// All partitions of all topics in turn.
    RoundRobin,
    /// Even, and as before as far as that allows. Members give everything up while they rebalance.
    Sticky,
    /// As [`ClientAssignor::Sticky`], for members that keep what they have while they rebalance
    /// (KIP-429). A partition that changes its owner is given to nobody until the old one has revoked
    /// it and the group rebalances again.
    CooperativeSticky,
}

/// What members do with their partitions while they rebalance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RebalanceProtocol {
    /// They revoke all before they join.
    Eager,
    /// They keep them, and revoke what the new assignment takes away.
    Cooperative,
}

impl ClientAssignor {
    /// All of Kafka's.
    pub const ALL: [Self; 4] =
        [Self::Range, Self::RoundRobin, Self::Sticky, Self::CooperativeSticky];

    /// Its name as the protocol of a group, in JoinGroup.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::RoundRobin => "roundrobin",
            Self::Sticky => "sticky",
            Self::CooperativeSticky => "cooperative-sticky",
        }
    }

    /// The assignor of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assignor| assignor.name() == name)
    }

    /// The protocols that it can be used with, the preferred one first. A consumer uses the highest
    /// that all its assignors share.
    #[must_use]
    pub fn rebalance_protocols(self) -> &'static [RebalanceProtocol] {
        match self {
            Self::Range | Self::RoundRobin | Self::Sticky => &[RebalanceProtocol::Eager],
            Self::CooperativeSticky => &[RebalanceProtocol::Cooperative, RebalanceProtocol::Eager],
        }
    }

    /// The user data of a member's subscription. `assigned` is the member's last assignment, `None`
    /// before the first one, and `generation` the one that it came with, -1 before the first one.
    #[must_use]
    pub fn subscription_user_data(
        self,
        assigned: Option<&[TopicPartition]>,
        generation: i32,
    ) -> Option<Bytes> {
        match self {
            Self::Range | Self::RoundRobin => None,
            Self::Sticky => {
                assigned.map(|assigned| sticky::user_data::encode(assigned, generation))
            }
            Self::CooperativeSticky => Some(sticky::user_data::encode_generation(generation)),
        }
    }

    /// Assigns all partitions of the topics that members subscribe to; topics that are not in
    /// `topics` are left out. Members are in the order of the JoinGroup response, which decides a few
    /// ties. Partitions that a member claims to own and that do not exist are ignored.
    #[must_use]
    pub fn assign(self, topics: &TopicRacks, members: &[MemberSubscription]) -> ClientAssignment {
        match self {
            Self::Range => range::assign(topics, members),
            Self::RoundRobin => round_robin::assign(topics, members),
            Self::Sticky => sticky::assign(topics, members),
            Self::CooperativeSticky => sticky::cooperative::assign(topics, members),
        }
    }
}
