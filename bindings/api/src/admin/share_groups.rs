//! Share groups (KIP-932), and where they begin.

use super::{
    AclOperation, Admin, Refusal,
    call::{all, each, refusals, text, texts},
    groups::asking,
};
use crate::{PartitionOffset, Result, TopicPartition};
use ottla::admin;

/// A share group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its epoch.
    pub epoch: i32,
    /// Epoch of what members are to have.
    pub assignment_epoch: i32,
    /// What assigns partitions.
    pub assignor: String,
    /// Its members.
    pub members: Vec<ShareMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A member of a share group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its epoch.
    pub epoch: i32,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// The topics that it subscribes to.
    pub topics: Vec<String>,
    /// The partitions that it acquires records of.
    pub assignment: Vec<TopicPartition>,
}

/// Share groups that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupDescriptions {
    /// Those that are there.
    pub found: Vec<ShareGroupDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A question for where a share group begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupOffsetsQuery {
    /// The group.
    pub group_id: String,
    /// In which partitions; in all where it is not said.
    pub partitions: Option<Vec<TopicPartition>>,
}

/// Where a share group begins in a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The first offset that may still be shared out.
    pub start_offset: i64,
    /// Epoch of the leader that knows it, where it is told.
    pub leader_epoch: Option<i32>,
    /// How many records are not done (KIP-1226), where brokers tell.
    pub lag: Option<i64>,
}

/// Where a share group begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupOffsets {
    /// The group.
    pub group_id: String,
    /// In each partition.
    pub offsets: Vec<ShareGroupOffset>,
}

/// Where several share groups begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareGroupOffsetsListings {
    /// Groups that are known.
    pub found: Vec<ShareGroupOffsets>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// Share groups with their members.
    pub async fn describe_share_groups(
        &self,
        group_ids: Vec<String>,
        authorized_operations: Option<bool>,
    ) -> Result<ShareGroupDescriptions> {
        let client = self.client("describe share groups")?;
        let options = asking(authorized_operations);
        let outcomes = client.describe_share_groups_with(group_ids, options).each().await;
        let (found, refused) = each(outcomes, |_, group| group.into());
        Ok(ShareGroupDescriptions { found, refused })
    }

    /// Where share groups begin.
    pub async fn list_share_group_offsets(
        &self,
        groups: Vec<ShareGroupOffsetsQuery>,
    ) -> Result<ShareGroupOffsetsListings> {
        let client = self.client("list offsets of share groups")?;
        let asked = groups.into_iter().map(|ShareGroupOffsetsQuery { group_id, partitions }| {
            (group_id, partitions.map(all::<_, ottla::TopicPartition>))
        });
        let outcomes = client.list_share_group_offsets(asked).each().await;
        let (found, refused) = each(outcomes, |group_id, offsets| ShareGroupOffsets {
            group_id: group_id.to_string(),
            offsets: all(offsets),
        });
        Ok(ShareGroupOffsetsListings { found, refused })
    }

    /// Sets where a share group begins, while it has no members; tells of partitions where that did not work.
    pub async fn alter_share_group_offsets(
        &self,
        group_id: String,
        offsets: Vec<PartitionOffset>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("alter offsets of a share group")?;
        let offsets = offsets.into_iter().map(|offset| {
            let (partition, at) = offset.pair();
            (partition, at.offset)
        });
        Ok(refusals(client.alter_share_group_offsets(&group_id, offsets).each().await))
    }

    /// Forgets where a share group is in topics, while it has no members; tells of topics where that did not work.
    pub async fn delete_share_group_offsets(
        &self,
        group_id: String,
        topics: Vec<String>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("delete offsets of a share group")?;
        Ok(refusals(client.delete_share_group_offsets(&group_id, topics).each().await))
    }
}

impl From<admin::ShareGroupDescription> for ShareGroupDescription {
    fn from(group: admin::ShareGroupDescription) -> Self {
        Self {
            group_id: group.group_id.to_string(),
            state: group.state.to_string(),
            epoch: group.epoch,
            assignment_epoch: group.assignment_epoch,
            assignor: group.assignor.to_string(),
            members: all(group.members),
            coordinator: group.coordinator,
            authorized_operations: group.authorized_operations.map(all),
        }
    }
}

impl From<admin::ShareMemberDescription> for ShareMemberDescription {
    fn from(member: admin::ShareMemberDescription) -> Self {
        Self {
            member_id: member.member_id.to_string(),
            rack: text(member.rack),
            epoch: member.epoch,
            client_id: member.client_id.to_string(),
            host: member.host.to_string(),
            topics: texts(member.topics),
            assignment: all(member.assignment),
        }
    }
}

impl From<(ottla::TopicPartition, admin::ShareGroupOffset)> for ShareGroupOffset {
    fn from((at, offset): (ottla::TopicPartition, admin::ShareGroupOffset)) -> Self {
        Self {
            topic: at.topic.to_string(),
            partition: at.partition,
            start_offset: offset.start_offset,
            leader_epoch: offset.leader_epoch,
            lag: offset.lag,
        }
    }
}
