//! AssignReplicasToDirs (key 73): request, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 73, versions = "0", flexible = "0+", listeners = "controller")]
pub struct AssignReplicasToDirsRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
    #[field(versions = "0+")]
    pub directories: Vec<DirectoryData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DirectoryData {
    #[field(versions = "0+")]
    pub id: Uuid,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
}
