//! ConsumerGroupHeartbeat (key 68): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 68, versions = "0-1", flexible = "0+", listeners = "broker")]
pub struct ConsumerGroupHeartbeatRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+")]
    pub member_id: ByteString,
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+", default = "-1")]
    pub rebalance_timeout_ms: i32,
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "topicName")]
    pub subscribed_topic_names: Option<Vec<ByteString>>,
    #[field(versions = "1+", nullable = "1+", default = "null")]
    pub subscribed_topic_regex: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub server_assignor: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub topic_partitions: Option<Vec<TopicPartitions>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
