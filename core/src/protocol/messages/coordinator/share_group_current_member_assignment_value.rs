//! ShareGroupCurrentMemberAssignmentValue (type 14): record value, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 14, versions = "0", flexible = "0+")]
pub struct ShareGroupCurrentMemberAssignmentValue {
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub previous_member_epoch: i32,
    #[field(versions = "0+")]
    pub state: i8,
    #[field(versions = "0+")]
    pub assigned_partitions: Vec<TopicPartitions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
