//! Offsets of partitions by place or time.

use super::{Admin, ListedOffset, offsets};
use crate::{
    Result,
    driver::cluster::AutoCreation,
    options::{IsolationLevel, StartOffset},
};

impl Admin {
    /// The offset of each of these partitions that `start` means, in the order that they are named.
    ///
    /// # Errors
    /// `UnknownTopic` if one does not exist; what keeps the leaders from answering within
    /// `api_timeout`.
    pub async fn list_offsets(
        &self,
        topic: &str,
        partitions: impl IntoIterator<Item = i32>,
        start: StartOffset,
        isolation: IsolationLevel,
    ) -> Result<Vec<ListedOffset>> {
        let patience = self.cluster.options.api_timeout;
        self.cluster.topic(topic, AutoCreation::Forbidden, patience).await?;
        let wanted: Vec<_> =
            partitions.into_iter().map(|partition| ((topic.into(), partition), start)).collect();
        let listed = offsets::list(&self.cluster, &wanted, isolation).await?;
        Ok(listed.into_iter().map(|(_, offset)| offset).collect())
    }
}
