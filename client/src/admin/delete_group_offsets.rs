//! Deletes what a group has committed of some partitions.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    OffsetDeleteRequest,
    offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic},
};

use super::{Admin, call::checked, group_coordinator::with_coordinator};
use crate::{Result, TopicPartition};

const OPERATION: &str = "delete offsets of a group";

impl Admin {
    /// Forgets what a group has committed of partitions. What it has not committed is no error.
    ///
    /// # Errors
    /// The code GroupSubscribedToTopic where members of the group read the topic, GroupIdNotFound for a
    /// group that does not exist. Offsets of other topics are deleted then.
    pub async fn delete_group_offsets(
        &self,
        group_id: &str,
        partitions: impl IntoIterator<Item = TopicPartition>,
    ) -> Result<()> {
        let group_id = ByteString::from(group_id);
        let mut topics: BTreeMap<ByteString, Vec<OffsetDeleteRequestPartition>> = BTreeMap::new();
        for TopicPartition { topic, partition } in partitions {
            let asked = OffsetDeleteRequestPartition { partition_index: partition };
            topics.entry(topic).or_default().push(asked);
        }
        let topic = |(name, partitions)| OffsetDeleteRequestTopic { name, partitions };
        let topics = topics.into_iter().map(topic).collect();
        let request = &OffsetDeleteRequest { group_id: group_id.clone(), topics };
        with_coordinator(&self.cluster, OPERATION, &group_id, |connection| async move {
            let response = connection.request(request).await?;
            checked(OPERATION, response.error_code, None)?;
            for topic in response.topics {
                for partition in topic.partitions {
                    checked(OPERATION, partition.error_code, None).map_err(|error| {
                        error
                            .with("topic", &topic.name)
                            .with("partition", partition.partition_index)
                    })?;
                }
            }
            Ok(())
        })
        .await
    }
}
