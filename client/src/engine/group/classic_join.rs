//! What a member says when it joins a classic group, and what its leader makes of what all have said.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    assignors::client::{ClientAssignor, MemberSubscription, Racks, TopicRacks, encode_assignment},
    model::{PartitionId, TopicName, TopicPartition},
    protocol::{
        codec::EncodeError,
        consumer_protocol::PROTOCOL_TYPE,
        messages::{JoinGroupRequest, join_group_request::JoinGroupRequestProtocol},
    },
};

use super::{
    classic::Classic,
    settings::{Settings, millis},
};
use crate::engine::{metadata::ClusterImage, positions::Key};

/// The version of subscriptions and assignments that Kafka sends.
const VERSION: i16 = 3;

/// JoinGroup of this member.
pub(super) fn request(
    member: &Classic,
    settings: &Settings,
    topics: &BTreeSet<ByteString>,
    reason: Option<&'static str>,
) -> Result<JoinGroupRequest, EncodeError> {
    let (assigned, generation) = match &member.last {
        Some((assigned, generation)) => (Some(&assigned[..]), *generation),
        None => (None, -1),
    };
    let subscription = MemberSubscription {
        rack_id: settings.rack.clone(),
        topics: topics.iter().filter_map(|name| TopicName::new(name).ok()).collect(),
        owned_partitions: member.hand.owned().iter().filter_map(topic_partition).collect(),
        generation: Some(member.generation).filter(|generation| *generation >= 0),
        ..MemberSubscription::default()
    };
    let mut protocols = Vec::with_capacity(settings.assignors.len());
    for assignor in &settings.assignors {
        let user_data = assignor.subscription_user_data(assigned, generation);
        let metadata = MemberSubscription { user_data, ..subscription.clone() }.encode(VERSION)?;
        let name = ByteString::from_static(assignor.name());
        protocols.push(JoinGroupRequestProtocol { name, metadata });
    }
    Ok(JoinGroupRequest {
        group_id: settings.group_id.clone(),
        session_timeout_ms: millis(settings.session_timeout),
        rebalance_timeout_ms: millis(settings.max_poll_interval),
        member_id: member.member_id.clone(),
        group_instance_id: settings.group_instance_id.clone(),
        protocol_type: ByteString::from_static(PROTOCOL_TYPE),
        protocols,
        reason: reason.map(ByteString::from_static),
    })
}

/// Who gets what, as the bytes that SyncGroup carries.
pub(super) fn assignments(
    assignor: ClientAssignor,
    members: &[MemberSubscription],
    image: &ClusterImage,
) -> Vec<(ByteString, Bytes)> {
    let topics: BTreeSet<&TopicName> = members.iter().flat_map(|member| &member.topics).collect();
    let known = topics.into_iter().filter_map(|name| Some((name.clone(), racks(name, image)?)));
    let assignment = assignor.assign(&known.collect::<TopicRacks>(), members);
    let encoded = |(member, partitions): (ByteString, Vec<TopicPartition>)| {
        // Only an assignment of more than 2 GiB cannot be encoded.
        encode_assignment(&partitions, VERSION).ok().map(|bytes| (member, bytes))
    };
    assignment.into_iter().filter_map(encoded).collect::<BTreeMap<_, _>>().into_iter().collect()
}

fn racks(name: &TopicName, image: &ClusterImage) -> Option<Vec<Racks>> {
    let topic = image.topics.get(name.as_str())?;
    let of_partition = |replicas: &[i32]| {
        replicas.iter().filter_map(|replica| image.racks.get(replica)).cloned().collect()
    };
    Some(topic.partitions.iter().map(|partition| of_partition(&partition.replicas)).collect())
}

fn topic_partition(key: &Key) -> Option<TopicPartition> {
    let topic = TopicName::new(&key.0).ok()?;
    Some(TopicPartition { topic, partition: PartitionId(key.1) })
}
