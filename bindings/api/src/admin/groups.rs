//! Groups of consumers, and what all kinds of groups have in common.

use super::{
    AclOperation, Admin, Refusal,
    call::{all, each, invalid, named, refusals, text, texts},
};
use crate::{Result, TopicPartition};
use ottla::{GroupProtocol, admin};

/// A group, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupListing {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What its members speak: `consumer` for consumers.
    pub protocol_type: String,
    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    pub kind: String,
}

/// A group and its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDescription {
    /// Its id.
    pub group_id: String,
    /// How it is coordinated: `classic` or `consumer`.
    pub protocol: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What assigns partitions.
    pub assignor: String,
    /// Its epoch (KIP-848).
    pub epoch: Option<i32>,
    /// Epoch of what members are to have (KIP-848).
    pub assignment_epoch: Option<i32>,
    /// Its members.
    pub members: Vec<MemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// Groups that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupDescriptions {
    /// Those that are there.
    pub found: Vec<GroupDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// Its epoch (KIP-848).
    pub epoch: Option<i32>,
    /// How it is coordinated, if brokers tell: `classic` or `consumer`.
    pub protocol: Option<String>,
    /// The topics that it subscribes to by name.
    pub topics: Vec<String>,
    /// The regular expression that it subscribes by.
    pub topic_pattern: Option<String>,
    /// What it has.
    pub assignment: Vec<TopicPartition>,
    /// What it is to have (KIP-848).
    pub target_assignment: Option<Vec<TopicPartition>>,
}

/// A member to remove, by one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberToRemove {
    /// Its `group.instance.id`.
    pub group_instance_id: Option<String>,
    /// Its id.
    pub member_id: Option<String>,
}

impl Admin {
    /// All groups; only those in these states, of these kinds, of these protocol types, if some are named.
    pub async fn list_groups(
        &self,
        states: Vec<String>,
        kinds: Vec<String>,
        protocol_types: Vec<String>,
    ) -> Result<Vec<GroupListing>> {
        let listed = |group: admin::GroupListing| GroupListing {
            group_id: group.group_id.to_string(),
            state: group.state.to_string(),
            protocol_type: group.protocol_type.to_string(),
            kind: group.kind.to_string(),
        };
        let filter = admin::GroupFilter {
            states: all(states),
            kinds: all(kinds),
            protocol_types: all(protocol_types),
        };
        let groups = self.client("list groups")?.list_groups_with(filter).await?;
        Ok(groups.into_iter().map(listed).collect())
    }

    /// Groups of consumers with their members; fails if one of them is not there.
    pub async fn describe_groups(
        &self,
        group_ids: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<Vec<GroupDescription>> {
        let client = self.client("describe groups")?;
        let options = asking(authorized_operations);
        Ok(all(client.describe_groups_with(group_ids, options).await?))
    }

    /// As `describe_groups`; tells of those that are not there.
    pub async fn describe_groups_each(
        &self,
        group_ids: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<GroupDescriptions> {
        let client = self.client("describe groups")?;
        let options = asking(authorized_operations);
        let outcomes = client.describe_groups_with(group_ids, options).each().await;
        let (found, refused) = each(outcomes, |_, group| group.into());
        Ok(GroupDescriptions { found, refused })
    }

    /// Deletes groups of any kind without members; tells of those that could not be deleted.
    pub async fn delete_groups(&self, group_ids: Vec<String>) -> Result<Vec<Refusal>> {
        Ok(refusals(self.client("delete groups")?.delete_groups(group_ids).each().await))
    }

    /// Has members leave a group; tells of those that could not be removed.
    pub async fn remove_members(
        &self,
        group_id: String,
        members: Vec<MemberToRemove>,
        reason: Option<String>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("remove members")?;
        let members = members.into_iter().map(MemberToRemove::of_client);
        let members = members.collect::<Result<Vec<_>>>()?;
        let asked = client.remove_members_from_group(&group_id, members, reason.as_deref());
        Ok(refusals(named(asked.each().await, |member| match member {
            admin::MemberToRemove::Static(id) | admin::MemberToRemove::Member(id) => id.to_string(),
        })))
    }

    /// Has all members leave a group.
    pub async fn remove_all_members(&self, group_id: String, reason: Option<String>) -> Result<()> {
        let client = self.client("remove members")?;
        client.remove_all_members_from_group(&group_id, reason.as_deref()).await
    }
}

pub(super) fn asking(authorized_operations: Option<bool>) -> admin::DescribeGroupsOptions {
    admin::DescribeGroupsOptions { authorized_operations: authorized_operations.unwrap_or(false) }
}

fn protocol(protocol: GroupProtocol) -> String {
    match protocol {
        GroupProtocol::Classic => "classic".to_owned(),
        GroupProtocol::Consumer => "consumer".to_owned(),
    }
}

impl MemberToRemove {
    fn of_client(self) -> Result<admin::MemberToRemove> {
        match (self.group_instance_id, self.member_id) {
            (Some(id), None) => Ok(admin::MemberToRemove::Static(id.into())),
            (None, Some(id)) => Ok(admin::MemberToRemove::Member(id.into())),
            (Some(_), Some(_)) | (None, None) => {
                let message = "a member to remove is named by `group_instance_id` or by `member_id`, and not by both";
                Err(invalid("remove members", message))
            }
        }
    }
}

impl From<admin::GroupDescription> for GroupDescription {
    fn from(group: admin::GroupDescription) -> Self {
        Self {
            group_id: group.group_id.to_string(),
            protocol: protocol(group.protocol),
            state: group.state.to_string(),
            assignor: group.assignor.to_string(),
            epoch: group.epoch,
            assignment_epoch: group.assignment_epoch,
            members: all(group.members),
            coordinator: group.coordinator,
            authorized_operations: group.authorized_operations.map(all),
        }
    }
}

impl From<admin::MemberDescription> for MemberDescription {
    fn from(member: admin::MemberDescription) -> Self {
        Self {
            member_id: member.member_id.to_string(),
            group_instance_id: text(member.group_instance_id),
            rack: text(member.rack),
            client_id: member.client_id.to_string(),
            host: member.host.to_string(),
            epoch: member.epoch,
            protocol: member.protocol.map(protocol),
            topics: texts(member.topics),
            topic_pattern: text(member.topic_pattern),
            assignment: all(member.assignment),
            target_assignment: member.target_assignment.map(all),
        }
    }
}
