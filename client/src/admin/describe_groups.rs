//! Groups in detail: members and who has what, of both kinds of groups.

use bytestring::ByteString;
use ottla_core::{
    assignors::client::{MemberSubscription, decode_assignment},
    model::ErrorCode,
    protocol::messages::{
        ConsumerGroupDescribeRequest, DescribeGroupsRequest, consumer_group_describe_response,
        describe_groups_response,
    },
};

use super::{Admin, call::checked, group_coordinator::with_coordinator};
use crate::{
    Error, ErrorKind, GroupProtocol, Result, TopicPartition, driver::connection::Connection,
};

const OPERATION: &str = "describe groups";
const DEAD: &str = "Dead";

/// A group and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDescription {
    /// The group.
    pub group_id: ByteString,
    /// How it is coordinated.
    pub protocol: GroupProtocol,
    /// Its state, by Kafka's name: `Stable`, `Empty`, `PreparingRebalance`, `Reconciling`, ...
    pub state: ByteString,
    /// The assignor that it uses; empty while it has none.
    pub assignor: ByteString,
    /// The group's epoch with KIP-848.
    pub epoch: Option<i32>,
    /// The members, by id.
    pub members: Vec<MemberDescription>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    /// The member.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member.
    pub group_instance_id: Option<ByteString>,
    /// What the client calls itself.
    pub client_id: ByteString,
    /// Where it is connected from.
    pub host: ByteString,
    /// The member's epoch with KIP-848.
    pub epoch: Option<i32>,
    /// The topics that it subscribes to.
    pub topics: Vec<ByteString>,
    /// The regular expression that it subscribes with, with KIP-848.
    pub topic_pattern: Option<ByteString>,
    /// The partitions that it has.
    pub assignment: Vec<TopicPartition>,
    /// Those that it is to have, with KIP-848.
    pub target_assignment: Option<Vec<TopicPartition>>,
}

impl Admin {
    /// Describes groups of consumers, in the order of the names.
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group that does not exist, or is none of consumers.
    pub async fn describe_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> Result<Vec<GroupDescription>> {
        let mut described = Vec::new();
        for group in groups {
            let group_id = ByteString::from(group.as_ref());
            let describe = |connection| describe(connection, &group_id);
            let group = with_coordinator(&self.cluster, OPERATION, &group_id, describe).await?;
            described.push(group);
        }
        described.sort_by(|a, b| a.group_id.cmp(&b.group_id));
        Ok(described)
    }
}

/// Asks for a group of KIP-848, and for a classic one if there is none of that name.
async fn describe(connection: Connection, group_id: &ByteString) -> Result<GroupDescription> {
    if connection.versions().newest::<ConsumerGroupDescribeRequest>().is_ok() {
        let group_ids = vec![group_id.clone()];
        let request = ConsumerGroupDescribeRequest { group_ids, ..Default::default() };
        let response = connection.request(&request).await?;
        let group = response.groups.into_iter().next().ok_or_else(left_out)?;
        let other = [ErrorCode::GroupIdNotFound, ErrorCode::UnsupportedVersion];
        if !other.contains(&ErrorCode::from_code(group.error_code)) {
            checked(OPERATION, group.error_code, group.error_message.as_deref())?;
            return Ok(consumer_group(group));
        }
    }
    let groups = vec![group_id.clone()];
    let request = DescribeGroupsRequest { groups, ..Default::default() };
    let response = connection.request(&request).await?;
    let group = response.groups.into_iter().next().ok_or_else(left_out)?;
    checked(OPERATION, group.error_code, group.error_message.as_deref())?;
    if group.group_state == DEAD {
        // Before version 6 a group that does not exist was described as a dead one.
        return Err(Error::from_code(OPERATION, ErrorCode::GroupIdNotFound, None));
    }
    classic_group(group)
}

fn left_out() -> Error {
    Error::new(ErrorKind::Corrupt, OPERATION, "the coordinator's answer leaves the group out")
}

fn consumer_group(group: consumer_group_describe_response::DescribedGroup) -> GroupDescription {
    let partitions = |assignment: consumer_group_describe_response::Assignment| {
        let topics = assignment.topic_partitions.into_iter();
        let mut partitions: Vec<TopicPartition> = topics
            .flat_map(|topic| {
                let name = topic.topic_name;
                topic.partitions.into_iter().map(move |id| TopicPartition::new(name.clone(), id))
            })
            .collect();
        partitions.sort();
        partitions
    };
    let member = |member: consumer_group_describe_response::Member| MemberDescription {
        member_id: member.member_id,
        group_instance_id: member.instance_id,
        client_id: member.client_id,
        host: member.client_host,
        epoch: Some(member.member_epoch),
        topics: member.subscribed_topic_names,
        topic_pattern: member.subscribed_topic_regex.filter(|pattern| !pattern.is_empty()),
        assignment: partitions(member.assignment),
        target_assignment: Some(partitions(member.target_assignment)),
    };
    let mut members: Vec<MemberDescription> = group.members.into_iter().map(member).collect();
    members.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    GroupDescription {
        group_id: group.group_id,
        protocol: GroupProtocol::Consumer,
        state: group.group_state,
        assignor: group.assignor_name,
        epoch: Some(group.group_epoch),
        members,
    }
}

fn classic_group(group: describe_groups_response::DescribedGroup) -> Result<GroupDescription> {
    let member = |member: describe_groups_response::DescribedGroupMember| {
        let unreadable = |error| {
            let message = "what a member of the group says cannot be read";
            Error::new(ErrorKind::Corrupt, OPERATION, message).caused_by(error)
        };
        // While the group rebalances nobody has said anything yet.
        let subscription = match member.member_metadata.is_empty() {
            true => MemberSubscription::default(),
            false => MemberSubscription::decode(
                member.member_id.clone(),
                member.group_instance_id.clone(),
                member.member_metadata,
            )
            .map_err(unreadable)?,
        };
        let assigned = decode_assignment(member.member_assignment).map_err(unreadable)?;
        let topics = subscription.topics.iter().map(|topic| topic.as_str().into());
        let mut assignment: Vec<TopicPartition> = assigned
            .iter()
            .map(|key| TopicPartition::new(key.topic.as_str(), key.partition.0))
            .collect();
        assignment.sort();
        Ok(MemberDescription {
            member_id: member.member_id,
            group_instance_id: member.group_instance_id,
            client_id: member.client_id,
            host: member.client_host,
            epoch: None,
            topics: topics.collect(),
            topic_pattern: None,
            assignment,
            target_assignment: None,
        })
    };
    let mut members = group.members.into_iter().map(member).collect::<Result<Vec<_>>>()?;
    members.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    Ok(GroupDescription {
        group_id: group.group_id,
        protocol: GroupProtocol::Classic,
        state: group.group_state,
        assignor: group.protocol_data,
        epoch: None,
        members,
    })
}
