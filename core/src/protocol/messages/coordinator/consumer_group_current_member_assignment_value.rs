//! ConsumerGroupCurrentMemberAssignmentValue (type 8): record value, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 8, versions = "0", flexible = "0+")]
pub struct ConsumerGroupCurrentMemberAssignmentValue {
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub previous_member_epoch: i32,
    #[field(versions = "0+")]
    pub state: i8,
    #[field(versions = "0+")]
    pub assigned_partitions: Vec<TopicPartitions>,
    #[field(versions = "0+")]
    pub partitions_pending_revocation: Vec<TopicPartitions>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
    #[field(versions = "0+", nullable = "0+", tag = 0)]
    pub assignment_epochs: Option<Vec<i32>>,
}
