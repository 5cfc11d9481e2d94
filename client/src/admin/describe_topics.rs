//! Topics in detail: leaders, replicas, in-sync replicas.

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        MetadataRequest, metadata_request::MetadataRequestTopic,
        metadata_response::MetadataResponsePartition,
    },
};

use super::{Admin, call::retried};
use crate::{Error, Result, driver::cluster::Target};

const OPERATION: &str = "describe topics";

/// A topic and its partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicDescription {
    /// The name.
    pub name: ByteString,
    /// The id; zero where brokers are too old to have ids.
    pub id: Uuid,
    /// Whether it belongs to the cluster itself.
    pub internal: bool,
    /// The partitions by number.
    pub partitions: Vec<PartitionDescription>,
}

/// A partition and its replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartitionDescription {
    /// The number.
    pub partition: i32,
    /// The broker that leads it, if one does.
    pub leader: Option<i32>,
    /// How many leaders it has had; -1 where it is not known.
    pub leader_epoch: i32,
    /// The brokers that hold it, the preferred leader first.
    pub replicas: Vec<i32>,
    /// Those that have all that was acknowledged.
    pub in_sync_replicas: Vec<i32>,
}

impl Admin {
    /// Describes topics, in the order of their names.
    ///
    /// # Errors
    /// `UnknownTopic` if one does not exist.
    pub async fn describe_topics<S: AsRef<str>>(
        &self,
        names: impl IntoIterator<Item = S>,
    ) -> Result<Vec<TopicDescription>> {
        let asked = |name: S| MetadataRequestTopic {
            name: Some(name.as_ref().into()),
            ..Default::default()
        };
        let request = MetadataRequest {
            topics: Some(names.into_iter().map(asked).collect()),
            allow_auto_topic_creation: false,
            ..Default::default()
        };
        let response = retried(&self.cluster, OPERATION, || async {
            self.cluster.request(Target::Any, &request).await
        })
        .await?;
        let mut topics = Vec::with_capacity(response.topics.len());
        for topic in response.topics {
            let code = ErrorCode::from_code(topic.error_code);
            let name = topic.name.unwrap_or_default();
            if code.is_error() {
                return Err(Error::from_code(OPERATION, code, None).with("topic", name));
            }
            let mut partitions: Vec<_> = topic.partitions.into_iter().map(partition).collect();
            partitions.sort_by_key(|partition| partition.partition);
            let (id, internal) = (topic.topic_id, topic.is_internal);
            topics.push(TopicDescription { name, id, internal, partitions });
        }
        topics.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(topics)
    }
}

fn partition(partition: MetadataResponsePartition) -> PartitionDescription {
    PartitionDescription {
        partition: partition.partition_index,
        leader: (partition.leader_id >= 0).then_some(partition.leader_id),
        leader_epoch: partition.leader_epoch,
        replicas: partition.replica_nodes,
        in_sync_replicas: partition.isr_nodes,
    }
}
