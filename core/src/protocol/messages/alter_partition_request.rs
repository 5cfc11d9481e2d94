//! AlterPartition (key 56): request, versions 2 to 3.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 56, versions = "2-3", flexible = "0+", listeners = "controller")]
pub struct AlterPartitionRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
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
    pub leader_epoch: i32,
    #[field(versions = "0-2", entity = "brokerId")]
    pub new_isr: Vec<i32>,
    #[field(versions = "3+")]
    pub new_isr_with_epochs: Vec<BrokerState>,
    #[field(versions = "1+", default = "0")]
    pub leader_recovery_state: i8,
    #[field(versions = "0+")]
    pub partition_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct BrokerState {
    #[field(versions = "3+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "3+", default = "-1")]
    pub broker_epoch: i64,
}
