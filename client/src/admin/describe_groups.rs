//! Groups of consumers in detail: members and who has what, of both kinds of groups.

use bytestring::ByteString;
use ottla_core::{
    assignors::client::{MemberSubscription, decode_assignment},
    model::ErrorCode,
    protocol::messages::{
        ConsumerGroupDescribeRequest, consumer_group_describe_response, describe_groups_response,
    },
};

use super::{
    AclOperation, Admin, PerItem,
    acl::operations,
    call::{checked, corrupt},
    describe_classic_groups::ask_classic,
    settle::left_out,
};
use crate::{
    GroupProtocol, Result, TopicPartition,
    driver::{connection::Connection, coordinator::Of},
};

const OPERATION: &str = "describe groups";
/// The `member_type` of members who speak the classic protocol in a group of KIP-848.
const CLASSIC_MEMBER: i8 = 0;

/// A group of consumers and its members, as [`Admin::describe_groups`] tells of them.
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
    /// The epoch of what members are to have, with KIP-848.
    pub assignment_epoch: Option<i32>,
    /// The members, by id.
    pub members: Vec<MemberDescription>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A member of a group, as [`Admin::describe_groups`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    /// The member.
    pub member_id: ByteString,
    /// `group.instance.id` of a static member.
    pub group_instance_id: Option<ByteString>,
    /// The rack that it is in, with KIP-848.
    pub rack: Option<ByteString>,
    /// What the client calls itself.
    pub client_id: ByteString,
    /// Where it is connected from.
    pub host: ByteString,
    /// The member's epoch with KIP-848.
    pub epoch: Option<i32>,
    /// How the member itself speaks, in a group of KIP-848; `None` where brokers are too old to tell.
    pub protocol: Option<GroupProtocol>,
    /// The topics that it subscribes to.
    pub topics: Vec<ByteString>,
    /// The regular expression that it subscribes with, with KIP-848.
    pub topic_pattern: Option<ByteString>,
    /// The partitions that it has.
    pub assignment: Vec<TopicPartition>,
    /// Those that it is to have, with KIP-848.
    pub target_assignment: Option<Vec<TopicPartition>>,
}

/// How groups are described: [`Admin::describe_groups_with`].
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?.send(["paid"]).await?;
/// # let options = ottla::ConsumerOptions {
/// #     group_id: "billing".into(),
/// #     topics: vec!["orders".into()],
/// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
/// #     ..Default::default()
/// # };
/// # let mut member = client.consumer(options).await?;
/// # member.next_batch().await?;
/// use ottla::admin::{AclOperation, DescribeGroupsOptions};
///
/// let options = DescribeGroupsOptions { authorized_operations: true };
/// let billing = client.admin().describe_groups_with(["billing"], options).one().await?;
/// let may = billing.authorized_operations.unwrap_or_default();
/// println!("may be deleted by me: {}", may.contains(&AclOperation::Delete));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DescribeGroupsOptions {
    /// Whether it is told what the principal may do with each group. Default false.
    pub authorized_operations: bool,
}

impl Admin {
    /// Describes groups of consumers.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?.send(["paid"]).await?;
    /// # let options = ottla::ConsumerOptions {
    /// #     group_id: "billing".into(),
    /// #     topics: vec!["orders".into()],
    /// #     auto_offset_reset: ottla::AutoOffsetReset::Earliest,
    /// #     ..Default::default()
    /// # };
    /// # let mut member = client.consumer(options).await?;
    /// # member.next_batch().await?;
    /// let billing = client.admin().describe_groups(["billing"]).one().await?;
    /// for member in billing.members {
    ///     println!("{} has {} partitions", member.member_id, member.assignment.len());
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group that does not exist, or is none of consumers.
    pub fn describe_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, GroupDescription> {
        self.describe_groups_with(groups, DescribeGroupsOptions::default())
    }

    /// Describes groups of consumers as the options say.
    ///
    /// # Errors
    /// As [`Admin::describe_groups`].
    pub fn describe_groups_with<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
        options: DescribeGroupsOptions,
    ) -> PerItem<ByteString, GroupDescription> {
        let groups = groups.into_iter().map(|group| (ByteString::from(group.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators(Of::Group, move |_, connection, group_id, ()| async move {
            describe(&connection, group_id, options).await
        })
    }
}

/// Asks for a group of KIP-848, and for a classic one if there is none of that name.
async fn describe(
    connection: &Connection,
    group_id: ByteString,
    options: DescribeGroupsOptions,
) -> Result<GroupDescription> {
    let coordinator = connection.address().to_string();
    if connection.versions().newest::<ConsumerGroupDescribeRequest>().is_ok() {
        let request = ConsumerGroupDescribeRequest {
            group_ids: vec![group_id.clone()],
            include_authorized_operations: options.authorized_operations,
        };
        let mut groups = connection.request(&request).await?.groups.into_iter();
        let group = groups.find(|group| group.group_id == group_id);
        let group = group.ok_or_else(|| left_out(OPERATION))?;
        let other = [ErrorCode::GroupIdNotFound, ErrorCode::UnsupportedVersion];
        if !other.contains(&ErrorCode::from_code(group.error_code)) {
            checked(OPERATION, group.error_code, group.error_message.as_deref())?;
            return Ok(GroupDescription { coordinator, ..consumer_group(group) });
        }
    }
    let group = ask_classic(OPERATION, connection, group_id, options).await?;
    Ok(GroupDescription { coordinator, ..classic_group(group)? })
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
        rack: member.rack_id,
        client_id: member.client_id,
        host: member.client_host,
        epoch: Some(member.member_epoch),
        protocol: match member.member_type {
            i8::MIN..=-1 => None,
            CLASSIC_MEMBER => Some(GroupProtocol::Classic),
            1..=i8::MAX => Some(GroupProtocol::Consumer),
        },
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
        assignment_epoch: Some(group.assignment_epoch),
        members,
        coordinator: String::new(),
        authorized_operations: operations(group.authorized_operations),
    }
}

fn classic_group(group: describe_groups_response::DescribedGroup) -> Result<GroupDescription> {
    let member = |member: describe_groups_response::DescribedGroupMember| {
        let unreadable = |error| {
            corrupt(OPERATION, "what a member of the group says cannot be read").caused_by(error)
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
            rack: None,
            client_id: member.client_id,
            host: member.client_host,
            epoch: None,
            protocol: None,
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
        assignment_epoch: None,
        members,
        coordinator: String::new(),
        authorized_operations: operations(group.authorized_operations),
    })
}
