//! What an assignor is given and what it answers with.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::model::{PartitionId, Uuid};

/// Partitions by topic. No topic without partitions, and each topic's in ascending order.
pub type TopicPartitions = BTreeMap<Uuid, Vec<PartitionId>>;

/// Targets by member. Every member of the group is in it. Who keeps its target gets the same `Arc`
/// back, so that `Arc::ptr_eq` says at once that nothing has to be written.
pub type GroupAssignment<'a> = BTreeMap<&'a str, Arc<TopicPartitions>>;

/// A group as an assignor sees it.
///
/// ```
/// use std::{collections::{BTreeMap, BTreeSet}, sync::Arc};
/// use ottla_core::{
///     assignors::server::{GroupSpec, MemberSpec, ServerAssignor, SubscriptionType},
///     model::{PartitionId, Uuid},
/// };
///
/// let topics = BTreeSet::from([Uuid([1; 16])]);
/// let nothing = Arc::default();
/// let member = MemberSpec { instance_id: None, subscribed_topic_ids: &topics, target: &nothing };
/// let group = GroupSpec {
///     members: BTreeMap::from([("a", member), ("b", member)]),
///     subscription_type: SubscriptionType::Homogeneous,
/// };
/// let partition_counts = BTreeMap::from([(Uuid([1; 16]), 3)]);
/// let targets = ServerAssignor::Range.assign(&group, &partition_counts)?;
/// assert_eq!(targets["a"][&Uuid([1; 16])], [PartitionId(0), PartitionId(1)]);
/// assert_eq!(targets["b"][&Uuid([1; 16])], [PartitionId(2)]);
/// # Ok::<(), ottla_core::assignors::server::AssignError>(())
/// ```
#[derive(Clone, Debug)]
pub struct GroupSpec<'a> {
    /// All members by id. Where all else is equal, `uniform` prefers the first. (Kafka goes through
    /// them in the order of a hash table; the order is the caller's there, too.)
    pub members: BTreeMap<&'a str, MemberSpec<'a>>,
    /// Whether all members subscribe to the same topics.
    pub subscription_type: SubscriptionType,
}

/// A member as an assignor sees it.
#[derive(Clone, Copy, Debug)]
pub struct MemberSpec<'a> {
    /// `group.instance.id` of a static member.
    pub instance_id: Option<&'a str>,
    /// The topics that it subscribes to by name or regular expression, as far as they exist.
    pub subscribed_topic_ids: &'a BTreeSet<Uuid>,
    /// Its target so far. For a static member that takes another's place, that one's. No partition
    /// may be in the targets of two members.
    pub target: &'a Arc<TopicPartitions>,
}

/// How the subscriptions of a group's members compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionType {
    /// All members subscribe to the same topics.
    Homogeneous,
    /// At least two members differ.
    Heterogeneous,
}

/// Why there is no new target. Kafka's coordinator answers UNKNOWN_SERVER_ERROR (-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    /// The caller gave no partition count for a topic.
    #[error("a member subscribes to topic {topic_id}, which is not in the metadata")]
    UnknownTopic {
        /// The topic.
        topic_id: Uuid,
    },
}

/// The partition count of a topic that a member subscribes to.
pub(super) fn partition_count(
    partition_counts: &BTreeMap<Uuid, usize>,
    topic_id: Uuid,
) -> Result<usize, AssignError> {
    partition_counts.get(&topic_id).copied().ok_or(AssignError::UnknownTopic { topic_id })
}
