//! What groups have committed.

use std::collections::BTreeMap;

use super::{
    Admin, Refusal,
    call::{all, each, refusals},
};
use crate::{PartitionOffset, Result, TopicPartition};
use ottla::{CommittedOffset, admin::GroupOffsetsSpec};

/// A question for what a group has committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOffsetsQuery {
    /// The group.
    pub group_id: String,
    /// Of which partitions; of all where it is not said.
    pub partitions: Option<Vec<TopicPartition>>,
    /// Whether open transactions that commit offsets are waited for.
    pub stable: Option<bool>,
}

/// What a group has committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOffsets {
    /// The group.
    pub group_id: String,
    /// The offsets; partitions without one are left out.
    pub offsets: Vec<PartitionOffset>,
}

/// What several groups have committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOffsetsListings {
    /// Groups that are known.
    pub found: Vec<GroupOffsets>,
    /// The others.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// What a group has committed.
    pub async fn list_group_offsets(&self, group_id: String) -> Result<Vec<PartitionOffset>> {
        let client = self.client("list offsets of a group")?;
        Ok(plain(client.list_group_offsets(&group_id).await?))
    }

    /// What several groups have committed.
    pub async fn list_offsets_of_groups(
        &self,
        groups: Vec<GroupOffsetsQuery>,
    ) -> Result<GroupOffsetsListings> {
        let client = self.client("list offsets of groups")?;
        let asked = groups.into_iter().map(|GroupOffsetsQuery { group_id, partitions, stable }| {
            let asked = match partitions {
                None => GroupOffsetsSpec::all(group_id),
                Some(partitions) => {
                    GroupOffsetsSpec::of(group_id, all::<_, ottla::TopicPartition>(partitions))
                }
            };
            if stable == Some(true) { asked.stable() } else { asked }
        });
        let outcomes = client.list_offsets_of_groups(asked).each().await;
        let (found, refused) = each(outcomes, |group_id, offsets| GroupOffsets {
            group_id: group_id.to_string(),
            offsets: plain(offsets),
        });
        Ok(GroupOffsetsListings { found, refused })
    }

    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    pub async fn alter_group_offsets(
        &self,
        group_id: String,
        offsets: Vec<PartitionOffset>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("alter offsets of a group")?;
        let offsets = offsets.into_iter().map(PartitionOffset::pair);
        Ok(refusals(client.alter_group_offsets(&group_id, offsets).each().await))
    }

    /// Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
    /// did not work.
    pub async fn delete_group_offsets(
        &self,
        group_id: String,
        partitions: Vec<TopicPartition>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("delete offsets of a group")?;
        let partitions = partitions.into_iter().map(Into::into);
        Ok(refusals(client.delete_group_offsets(&group_id, partitions).each().await))
    }
}

fn plain(offsets: BTreeMap<ottla::TopicPartition, CommittedOffset>) -> Vec<PartitionOffset> {
    offsets.iter().map(|(partition, offset)| PartitionOffset::of(partition, offset)).collect()
}
