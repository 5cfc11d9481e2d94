//! Sets what a group has committed.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{model::ErrorCode, protocol::messages::OffsetCommitRequest};

use super::{Admin, group_coordinator::with_coordinator};
use crate::{
    CommittedOffset, Error, ErrorKind, Result, TopicPartition,
    engine::{group::offsets, positions::Key},
};

const OPERATION: &str = "alter offsets of a group";

impl Admin {
    /// Sets where a group without members goes on; makes the group if there is none.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::TopicPartition;
    ///
    /// let again = [(TopicPartition::new("orders", 0), 0)];
    /// client.admin().alter_group_offsets("billing", again).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `Rebalanced` if the group has members: they have to leave first. `UnknownTopic` for a partition
    /// that does not exist. Offsets of other partitions may have been set then.
    pub async fn alter_group_offsets<O: Into<CommittedOffset>>(
        &self,
        group_id: &str,
        offsets: impl IntoIterator<Item = (TopicPartition, O)>,
    ) -> Result<()> {
        let offset = |(partition, offset): (TopicPartition, O)| (partition.key(), offset.into());
        let offsets: BTreeMap<Key, CommittedOffset> = offsets.into_iter().map(offset).collect();
        if offsets.is_empty() {
            return Ok(());
        }
        let group_id = &ByteString::from(group_id);
        let (cluster, offsets) = (&self.cluster, &offsets);
        let image = &cluster.image();
        with_coordinator(cluster, OPERATION, group_id, |connection| async move {
            let max = offsets::version_max(image, offsets.keys().map(|(topic, _)| topic));
            let version = connection.versions().newest_up_to::<OffsetCommitRequest>(max)?;
            let request = offsets::commit_request(group_id, None, offsets, image);
            let timeout = cluster.options.request_timeout;
            let response = connection.submit(&request, version)?.answer(timeout).await?;
            for (key, code) in offsets::commit_outcomes(&response, &request) {
                let error = match code {
                    ErrorCode::None => continue,
                    // As a code it would be tried again for as long as calls may take.
                    ErrorCode::UnknownTopicOrPartition | ErrorCode::UnknownTopicId => {
                        let message = "the topic does not have this partition, or does not exist";
                        Error::new(ErrorKind::UnknownTopic, OPERATION, message)
                    }
                    code => Error::from_code(OPERATION, code, None),
                };
                return Err(error.with("topic", &key.0).with("partition", key.1));
            }
            Ok(())
        })
        .await
    }
}
