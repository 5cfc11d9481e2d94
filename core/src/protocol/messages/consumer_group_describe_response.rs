//! ConsumerGroupDescribe (key 69): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 69, versions = "0-1", flexible = "0+")]
pub struct ConsumerGroupDescribeResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub groups: Vec<DescribedGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedGroup {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub group_state: ByteString,
    #[field(versions = "0+")]
    pub group_epoch: i32,
    #[field(versions = "0+")]
    pub assignment_epoch: i32,
    #[field(versions = "0+")]
    pub assignor_name: ByteString,
    #[field(versions = "0+")]
    pub members: Vec<Member>,
    #[field(versions = "0+", default = "-2147483648")]
    pub authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct Member {
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+", entity = "topicName")]
    pub subscribed_topic_names: Vec<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub subscribed_topic_regex: Option<ByteString>,
    #[field(versions = "0+")]
    pub assignment: Assignment,
    #[field(versions = "0+")]
    pub target_assignment: Assignment,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub member_type: i8,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Assignment {
    #[field(versions = "0+")]
    pub topic_partitions: Vec<TopicPartitions>,
}
