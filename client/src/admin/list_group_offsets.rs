//! What a group has committed.

use std::collections::BTreeMap;

use bytestring::ByteString;

use super::{Admin, call::retried};
use crate::{
    CommittedOffset, Result, TopicPartition,
    driver::{coordinator, group_offsets},
    engine::group::offsets::Stability,
};

const OPERATION: &str = "list offsets of a group";

impl Admin {
    /// Everything that a group has committed; nothing for a group that does not exist.
    ///
    /// # Errors
    /// What keeps the coordinator from answering within `api_timeout`.
    pub async fn list_group_offsets(
        &self,
        group_id: &str,
    ) -> Result<BTreeMap<TopicPartition, CommittedOffset>> {
        let group_id = ByteString::from(group_id);
        let cluster = &self.cluster;
        let found = retried(cluster, OPERATION, || async {
            let address = coordinator::find(cluster, coordinator::Of::Group, &group_id).await?;
            group_offsets::fetch(cluster, &address, &group_id, None, None, Stability::Any).await
        });
        let found = found.await.map_err(|error| error.with("group", &group_id))?;
        let committed = found.into_iter().filter_map(|(key, committed)| Some((key, committed?)));
        Ok(committed.map(|(key, committed)| (key.into(), committed)).collect())
    }
}
