//! Share groups in detail (KIP-932).

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    ShareGroupDescribeRequest,
    share_group_describe_response::{DescribedGroup, Member, TopicPartitions},
};

use super::{
    AclOperation, Admin, DescribeGroupsOptions, PerItem, acl::operations, call::checked,
    settle::left_out,
};
use crate::{TopicPartition, driver::coordinator::Of};

const OPERATION: &str = "describe share groups";

/// A share group and its members, as [`Admin::describe_share_groups`] tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupDescription {
    /// The group.
    pub group_id: ByteString,
    /// Its state, by Kafka's name: `Stable`, `Empty`, `Dead`.
    pub state: ByteString,
    /// The group's epoch.
    pub epoch: i32,
    /// The epoch of what members are to have.
    pub assignment_epoch: i32,
    /// The assignor that it uses.
    pub assignor: ByteString,
    /// The members, by id.
    pub members: Vec<ShareMemberDescription>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A member of a share group, as [`Admin::describe_share_groups`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareMemberDescription {
    /// The member.
    pub member_id: ByteString,
    /// The rack that it is in, if it says.
    pub rack: Option<ByteString>,
    /// The member's epoch.
    pub epoch: i32,
    /// What the client calls itself.
    pub client_id: ByteString,
    /// Where it is connected from.
    pub host: ByteString,
    /// The topics that it subscribes to.
    pub topics: Vec<ByteString>,
    /// The partitions that it shares in.
    pub assignment: Vec<TopicPartition>,
}

impl Admin {
    /// Describes share groups.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// let jobs = client.admin().describe_share_groups(["jobs"]).one().await?;
    /// for member in jobs.members {
    ///     println!("{} shares in {} partitions", member.member_id, member.assignment.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code GroupIdNotFound for a group that does not exist, or is of another kind. `Unsupported` where brokers
    /// have no share groups.
    pub fn describe_share_groups<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, ShareGroupDescription> {
        self.describe_share_groups_with(groups, DescribeGroupsOptions::default())
    }

    /// Describes share groups as the options say.
    ///
    /// # Errors
    /// As [`Admin::describe_share_groups`].
    pub fn describe_share_groups_with<S: AsRef<str>>(
        &self,
        groups: impl IntoIterator<Item = S>,
        options: DescribeGroupsOptions,
    ) -> PerItem<ByteString, ShareGroupDescription> {
        let groups = groups.into_iter().map(|group| (ByteString::from(group.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators(Of::Group, move |_, connection, group_id, ()| async move {
            let request = ShareGroupDescribeRequest {
                group_ids: vec![group_id.clone()],
                include_authorized_operations: options.authorized_operations,
            };
            let mut groups = connection.request(&request).await?.groups.into_iter();
            let group = groups.find(|group| group.group_id == group_id);
            let group = group.ok_or_else(|| left_out(OPERATION))?;
            checked(OPERATION, group.error_code, group.error_message.as_deref())?;
            Ok(description(group, connection.address().to_string()))
        })
    }
}

fn description(group: DescribedGroup, coordinator: String) -> ShareGroupDescription {
    let mut members: Vec<_> = group.members.into_iter().map(member).collect();
    members.sort_by(|a, b| a.member_id.cmp(&b.member_id));
    ShareGroupDescription {
        group_id: group.group_id,
        state: group.group_state,
        epoch: group.group_epoch,
        assignment_epoch: group.assignment_epoch,
        assignor: group.assignor_name,
        members,
        coordinator,
        authorized_operations: operations(group.authorized_operations),
    }
}

fn member(member: Member) -> ShareMemberDescription {
    let partitions = |topic: TopicPartitions| {
        let name = topic.topic_name;
        topic.partitions.into_iter().map(move |id| TopicPartition::new(name.clone(), id))
    };
    let mut assignment: Vec<TopicPartition> =
        member.assignment.topic_partitions.into_iter().flat_map(partitions).collect();
    assignment.sort();
    ShareMemberDescription {
        member_id: member.member_id,
        rack: member.rack_id,
        epoch: member.member_epoch,
        client_id: member.client_id,
        host: member.client_host,
        topics: member.subscribed_topic_names,
        assignment,
    }
}
