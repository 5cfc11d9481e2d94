//! DeleteRecords: asks the leader of each partition, all leaders at once.

use std::collections::BTreeMap;

use futures::future::join_all;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DeleteRecordsRequest,
        delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic},
    },
};

use super::{
    Admin,
    call::{Retrying, checked},
};
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{AutoCreation, Target},
};

const OPERATION: &str = "delete records";
const HIGH_WATERMARK: i64 = -1;

/// Up to where the records of a partition are deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteBefore {
    /// Before this offset: it is the first that is left. Not above the high watermark.
    Offset(i64),
    /// All that consumers can read now.
    End,
}

/// What a deletion left of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeletedRecords {
    /// The partition.
    pub partition: i32,
    /// The first offset that is left; the next record's, if none is.
    pub low_watermark: i64,
}

impl Admin {
    /// Deletes the records of partitions before an offset, for good: consumers that are further back
    /// get `OffsetOutOfRange`. Gives what is left, in the order of the partitions' numbers. Whatever
    /// was deleted before is no error.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::admin::DeleteBefore;
    ///
    /// let before = [(0, DeleteBefore::Offset(1_000)), (1, DeleteBefore::End)];
    /// for left in client.admin().delete_records("orders", before).await? {
    ///     println!("partition {} starts at {}", left.partition, left.low_watermark);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`; `OffsetOutOfRange` for an offset above the high watermark; the code
    /// PolicyViolation for a topic that is only compacted; what keeps the leaders from answering
    /// within `api_timeout`. Records of the other partitions may have been deleted then.
    pub async fn delete_records(
        &self,
        topic: &str,
        before: impl IntoIterator<Item = (i32, DeleteBefore)>,
    ) -> Result<Vec<DeletedRecords>> {
        let patience = self.cluster.options.api_timeout;
        self.cluster.topic(topic, AutoCreation::Forbidden, patience).await?;
        let mut wanted: BTreeMap<i32, DeleteBefore> = before.into_iter().collect();
        let mut deleted = BTreeMap::new();
        let mut retrying = Retrying::new(&self.cluster, OPERATION);
        loop {
            let attempt = self.delete_once(topic, &mut wanted, &mut deleted);
            if let Some(outcome) = retrying.outcome(attempt).await {
                outcome?;
                break;
            }
        }
        let left = deleted.into_iter();
        Ok(left
            .map(|(partition, low_watermark)| DeletedRecords { partition, low_watermark })
            .collect())
    }

    /// One attempt. What is done goes from `wanted` to `deleted`: `End` means another offset later.
    async fn delete_once(
        &self,
        topic: &str,
        wanted: &mut BTreeMap<i32, DeleteBefore>,
        deleted: &mut BTreeMap<i32, i64>,
    ) -> Result<()> {
        let image = self.cluster.image();
        let mut by_node: BTreeMap<i32, Vec<DeleteRecordsPartition>> = BTreeMap::new();
        for (partition, before) in &*wanted {
            let Some(node) = image.leader(topic, *partition) else {
                let error = Error::from_code(OPERATION, ErrorCode::LeaderNotAvailable, None);
                return Err(error.with("topic", topic).with("partition", partition));
            };
            let offset = match before {
                DeleteBefore::Offset(offset) => *offset,
                DeleteBefore::End => HIGH_WATERMARK,
            };
            by_node
                .entry(node)
                .or_default()
                .push(DeleteRecordsPartition { partition_index: *partition, offset });
        }
        let timeout = self.cluster.options.request_timeout;
        let asking = by_node.into_iter().map(|(node, partitions)| {
            let topics = vec![DeleteRecordsTopic { name: topic.into(), partitions }];
            let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
            let request = DeleteRecordsRequest { topics, timeout_ms };
            async move { self.cluster.request(Target::Node(node), &request).await }
        });
        let mut failure = None;
        for response in join_all(asking).await {
            let topics = match response {
                Ok(response) => response.topics,
                Err(error) => {
                    failure.get_or_insert(error);
                    continue;
                }
            };
            for answer in topics.into_iter().flat_map(|topic| topic.partitions) {
                let partition = answer.partition_index;
                match checked(OPERATION, answer.error_code, None) {
                    Ok(()) => {
                        wanted.remove(&partition);
                        deleted.insert(partition, answer.low_watermark);
                    }
                    Err(error) => {
                        let error = error.with("topic", topic).with("partition", partition);
                        failure.get_or_insert(error);
                    }
                }
            }
        }
        match (failure, wanted.keys().next()) {
            (Some(error), _) => Err(error),
            (None, None) => Ok(()),
            (None, Some(partition)) => {
                let message = "the broker's answer leaves the partition out";
                let error = Error::new(ErrorKind::Corrupt, OPERATION, message);
                Err(error.with("topic", topic).with("partition", partition))
            }
        }
    }
}
