//! What a member sends with its JoinGroup, and what the leader sends to it: between the bytes of the
//! consumer protocol and values that assignors work on.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use bytes::Bytes;
use bytestring::ByteString;

use crate::{
    assignors::java_order,
    model::{PartitionId, TopicName, TopicPartition},
    protocol::{
        codec::{DecodeError, EncodeError},
        consumer_protocol,
        messages::{
            ConsumerProtocolAssignment, ConsumerProtocolSubscription, consumer_protocol_assignment,
            consumer_protocol_subscription,
        },
    },
};

/// A member of a group, as its leader sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemberSubscription {
    /// Id from the coordinator.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member. From the JoinGroup response, not from the subscription.
    pub group_instance_id: Option<ByteString>,
    /// `client.rack`; never empty text. On the wire from version 3 on.
    pub rack_id: Option<ByteString>,
    /// Topics that it subscribes to.
    pub topics: BTreeSet<TopicName>,
    /// Partitions that it has, and keeps while it rebalances. On the wire from version 1 on.
    pub owned_partitions: Vec<TopicPartition>,
    /// Generation in which it got them. On the wire from version 2 on.
    pub generation: Option<i32>,
    /// What the member's assignor added: [`super::ClientAssignor::subscription_user_data`].
    pub user_data: Option<Bytes>,
}

impl MemberSubscription {
    /// Reads a member of a JoinGroup response. Names that no topic can have are left out. The value
    /// holds slices of `metadata`.
    ///
    /// # Errors
    /// If the bytes are no subscription.
    pub fn decode(
        member_id: ByteString,
        group_instance_id: Option<ByteString>,
        metadata: Bytes,
    ) -> Result<Self, DecodeError> {
        let subscription = consumer_protocol::decode_subscription(metadata)?;
        let owned = subscription.owned_partitions.iter();
        Ok(Self {
            member_id,
            group_instance_id,
            rack_id: subscription.rack_id.filter(|rack| !rack.is_empty()),
            topics: subscription
                .topics
                .iter()
                .filter_map(|name| TopicName::new(name).ok())
                .collect(),
            owned_partitions: owned
                .flat_map(|topic| topic_partitions(&topic.topic, &topic.partitions))
                .collect(),
            generation: Some(subscription.generation_id).filter(|generation| *generation >= 0),
            user_data: subscription.user_data,
        })
    }

    /// The metadata of a protocol in JoinGroup. Kafka sends version 3.
    ///
    /// # Errors
    /// If there is no such version, or something is too long for its length field.
    pub fn encode(&self, version: i16) -> Result<Bytes, EncodeError> {
        let owned = by_topic(&self.owned_partitions).into_iter().map(|(topic, partitions)| {
            consumer_protocol_subscription::TopicPartition {
                topic: topic.as_str().into(),
                partitions,
            }
        });
        let subscription = ConsumerProtocolSubscription {
            topics: self.topics.iter().map(|topic| topic.as_str().into()).collect(),
            user_data: self.user_data.clone(),
            owned_partitions: owned.collect(),
            generation_id: self.generation.unwrap_or(-1),
            rack_id: self.rack_id.clone(),
        };
        consumer_protocol::encode(&subscription, version)
    }

    /// Static members by instance id, then the others by member id.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match (&self.group_instance_id, &other.group_instance_id) {
            (Some(left), Some(right)) => java_order::compare_strings(left, right),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => java_order::compare_strings(&self.member_id, &other.member_id),
        }
    }
}

/// A member's assignment in SyncGroup. Kafka sends version 3.
///
/// # Errors
/// If there is no such version, or something is too long for its length field.
pub fn encode_assignment(
    partitions: &[TopicPartition],
    version: i16,
) -> Result<Bytes, EncodeError> {
    let assigned = by_topic(partitions).into_iter().map(|(topic, partitions)| {
        consumer_protocol_assignment::TopicPartition { topic: topic.as_str().into(), partitions }
    });
    let assignment =
        ConsumerProtocolAssignment { assigned_partitions: assigned.collect(), user_data: None };
    consumer_protocol::encode(&assignment, version)
}

/// The partitions of an assignment from a SyncGroup response. No bytes are no partitions: so Kafka
/// answers a member that its leader left out.
///
/// # Errors
/// If the bytes are no assignment.
pub fn decode_assignment(assignment: Bytes) -> Result<Vec<TopicPartition>, DecodeError> {
    if assignment.is_empty() {
        return Ok(Vec::new());
    }
    let assignment = consumer_protocol::decode_assignment(assignment)?;
    let topics = assignment.assigned_partitions.iter();
    Ok(topics.flat_map(|topic| topic_partitions(&topic.topic, &topic.partitions)).collect())
}

/// The partitions of a topic; none if no topic can have the name.
pub(super) fn topic_partitions(
    topic: &str,
    partitions: &[i32],
) -> impl Iterator<Item = TopicPartition> {
    let topic = TopicName::new(topic).ok();
    partitions.iter().filter_map(move |partition| {
        Some(TopicPartition { topic: topic.clone()?, partition: PartitionId(*partition) })
    })
}

/// Partition numbers by topic, both ascending.
pub(super) fn by_topic(partitions: &[TopicPartition]) -> BTreeMap<&TopicName, Vec<i32>> {
    let mut topics: BTreeMap<&TopicName, Vec<i32>> = BTreeMap::new();
    for partition in partitions {
        topics.entry(&partition.topic).or_default().push(partition.partition.0);
    }
    topics.values_mut().for_each(|partitions| partitions.sort_unstable());
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition(topic: &str, partition: i32) -> TopicPartition {
        let topic = TopicName::new(topic).unwrap();
        TopicPartition { topic, partition: PartitionId(partition) }
    }

    #[test]
    fn subscriptions_keep_what_their_version_carries() {
        let whole = MemberSubscription {
            member_id: "m".into(),
            group_instance_id: Some("i".into()),
            rack_id: Some("r".into()),
            topics: BTreeSet::from(["a", "b"].map(|name| TopicName::new(name).unwrap())),
            owned_partitions: vec![partition("a", 1), partition("b", 0)],
            generation: Some(7),
            user_data: Some(Bytes::from_static(b"user")),
        };
        for version in 0..=3 {
            let bytes = whole.encode(version).unwrap();
            let read = MemberSubscription::decode("m".into(), Some("i".into()), bytes).unwrap();
            let mut expected = whole.clone();
            if version < 3 {
                expected.rack_id = None;
            }
            if version < 2 {
                expected.generation = None;
            }
            if version < 1 {
                expected.owned_partitions.clear();
            }
            assert_eq!(read, expected, "version {version}");
        }
    }

    #[test]
    fn a_member_that_was_left_out_gets_no_partitions() {
        assert_eq!(decode_assignment(Bytes::new()), Ok(Vec::new()));
        let partitions = [partition("a", 3), partition("b", 1)];
        let bytes = encode_assignment(&partitions, 3).unwrap();
        assert_eq!(decode_assignment(bytes).unwrap(), partitions);
    }
}
