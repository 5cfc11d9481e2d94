//! What groups have committed.

use std::collections::BTreeMap;

use bytestring::ByteString;

use super::{Admin, PerItem};
use crate::{
    CommittedOffset, Result, TopicPartition,
    driver::{coordinator::Of, group_offsets},
    engine::{group::offsets::Stability, positions::Key},
};

const OPERATION: &str = "list offsets of a group";

/// Which of a group's offsets [`Admin::list_offsets_of_groups`] lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupOffsetsSpec {
    group_id: ByteString,
    partitions: Option<Vec<TopicPartition>>,
    stability: Stability,
}

impl GroupOffsetsSpec {
    /// All that the group has committed.
    #[must_use]
    pub fn all(group_id: impl Into<ByteString>) -> Self {
        Self { group_id: group_id.into(), partitions: None, stability: Stability::Any }
    }

    /// What the group has committed of these partitions.
    #[must_use]
    pub fn of(
        group_id: impl Into<ByteString>,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Self {
        let partitions = Some(partitions.into_iter().collect());
        Self { group_id: group_id.into(), partitions, stability: Stability::Any }
    }

    /// Waits, within `api_timeout`, until no open transaction is about to change them (KIP-447).
    #[must_use]
    pub fn stable(mut self) -> Self {
        self.stability = Stability::Stable;
        self
    }
}

impl Admin {
    /// Everything that a group has committed; nothing for a group that does not exist.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// # let offsets = [(ottla::TopicPartition::new("orders", 0), 0)];
    /// # client.admin().alter_group_offsets("billing", offsets).await?;
    /// for (partition, committed) in client.admin().list_group_offsets("billing").await? {
    ///     println!("{partition}: {}", committed.offset);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// What keeps the coordinator from answering within `api_timeout`.
    pub async fn list_group_offsets(
        &self,
        group_id: &str,
    ) -> Result<BTreeMap<TopicPartition, CommittedOffset>> {
        self.list_offsets_of_groups([GroupOffsetsSpec::all(group_id)]).one().await
    }

    /// What groups have committed, of partitions or of all. A partition that a group has committed nothing of is
    /// left out, and so is all of a group that does not exist.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::{TopicPartition, admin::GroupOffsetsSpec};
    ///
    /// let asked = [
    ///     GroupOffsetsSpec::all("billing"),
    ///     GroupOffsetsSpec::of("reports", [TopicPartition::new("orders", 0)]).stable(),
    /// ];
    /// for (group, offsets) in client.admin().list_offsets_of_groups(asked).each().await {
    ///     println!("{group}: {:?}", offsets?);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`; what keeps the coordinator from answering within `api_timeout`.
    pub fn list_offsets_of_groups(
        &self,
        groups: impl IntoIterator<Item = GroupOffsetsSpec>,
    ) -> PerItem<ByteString, BTreeMap<TopicPartition, CommittedOffset>> {
        let groups = groups.into_iter().map(|group| (group.group_id.clone(), group));
        let items = self.coordinated(OPERATION, Of::Group, groups);
        items.ask_coordinators(Of::Group, |cluster, connection, group_id, group| async move {
            let keys = group
                .partitions
                .map(|partitions| partitions.iter().map(TopicPartition::key).collect::<Vec<Key>>());
            let address = connection.address();
            let (keys, stability) = (keys.as_deref(), group.stability);
            let found =
                group_offsets::fetch(&cluster, address, &group_id, None, keys, stability).await?;
            let committed = found
                .into_iter()
                .filter_map(|(key, committed)| Some((TopicPartition::from(key), committed?)));
            Ok(committed.collect())
        })
    }
}
