//! DeleteRecords: asks the leader of each partition, all leaders at once.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DeleteRecordsRequest, DeleteRecordsResponse,
    delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic},
};

use super::{
    Admin, PerItem,
    call::{checked, timeout_ms},
    leaders::{by_leader, by_topic, named},
    settle::{Answers, sharded},
};
use crate::{TopicPartition, driver::cluster::Target, engine::sound::is_an_offset};

const OPERATION: &str = "delete records";
const HIGH_WATERMARK: i64 = -1;

/// Up to where [`Admin::delete_records`] deletes the records of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteBefore {
    /// Before this offset: it is the first that is left. Not above the high watermark.
    Offset(i64),
    /// All that consumers can read now.
    End,
}

/// What [`Admin::delete_records`] left of a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedRecords {
    /// The partition.
    pub partition: TopicPartition,
    /// The first offset that is left; the next record's, if none is.
    pub low_watermark: i64,
}

impl Admin {
    /// Deletes the records of partitions before an offset, for good: consumers that are further back
    /// get `OffsetOutOfRange`. Gives what is left. Whatever was deleted before is no error.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # fixture.topic("orders").await?.send(["paid", "sent"]).await?;
    /// # let client = fixture.client().clone();
    /// use ottla::{TopicPartition, admin::DeleteBefore};
    ///
    /// let before = [
    ///     (TopicPartition::new("orders", 0), DeleteBefore::Offset(1)),
    /// ];
    /// for left in client.admin().delete_records(before).await? {
    ///     println!("{} starts at {}", left.partition, left.low_watermark);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`; `OffsetOutOfRange` for an offset above the high watermark, `InvalidInput` for a negative one; the code
    /// PolicyViolation for a topic that is only compacted; what keeps the leader from answering
    /// within `api_timeout`.
    pub fn delete_records(
        &self,
        before: impl IntoIterator<Item = (TopicPartition, DeleteBefore)>,
    ) -> PerItem<TopicPartition, DeletedRecords> {
        let items = self.items(OPERATION, before, named).judged(|_, before| match *before {
            // The high watermark is -1 on the wire.
            DeleteBefore::Offset(offset) => is_an_offset(OPERATION, offset),
            DeleteBefore::End => Ok(()),
        });
        items.settle(|cluster, pending, _| async move {
            let (leaders, mut answers) = by_leader(&cluster, OPERATION, pending).await?;
            let asked = sharded(leaders, |leader, partitions| {
                let cluster = &cluster;
                async move {
                    let request = DeleteRecordsRequest {
                        topics: by_topic(partitions).into_iter().map(requested).collect(),
                        timeout_ms: timeout_ms(cluster),
                    };
                    let response = cluster.request(Target::Node(leader), &request).await?;
                    Ok(taken(response))
                }
            });
            answers.extend(asked.await);
            Ok(answers)
        })
    }
}

fn requested((name, partitions): (ByteString, Vec<(i32, DeleteBefore)>)) -> DeleteRecordsTopic {
    let partition = |(partition_index, before)| DeleteRecordsPartition {
        partition_index,
        offset: match before {
            DeleteBefore::Offset(offset) => offset,
            DeleteBefore::End => HIGH_WATERMARK,
        },
    };
    DeleteRecordsTopic { name, partitions: partitions.into_iter().map(partition).collect() }
}

fn taken(response: DeleteRecordsResponse) -> Answers<TopicPartition, DeletedRecords> {
    let mut answers = Answers::new();
    for topic in response.topics {
        for answer in topic.partitions {
            let partition = TopicPartition::new(topic.name.clone(), answer.partition_index);
            let low_watermark = answer.low_watermark;
            let outcome = checked(OPERATION, answer.error_code, None);
            let deleted =
                outcome.map(|()| DeletedRecords { partition: partition.clone(), low_watermark });
            answers.insert(partition, deleted);
        }
    }
    answers
}
