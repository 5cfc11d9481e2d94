//! ShareGroupTargetAssignmentMemberValue (type 13): record value, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 13, versions = "0", flexible = "0+")]
pub struct ShareGroupTargetAssignmentMemberValue {
    #[field(versions = "0+")]
    pub topic_partitions: Vec<TopicPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartition {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
