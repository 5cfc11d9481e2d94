//! AlterPartition (key 56): response, versions 2 to 3.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 56, versions = "2-3", flexible = "0+")]
pub struct AlterPartitionResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "2+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub isr: Vec<i32>,
    #[field(versions = "1+", default = "0", ignorable)]
    pub leader_recovery_state: i8,
    #[field(versions = "0+")]
    pub partition_epoch: i32,
}
