//! ConsumerProtocolAssignment: versions 0 to 3.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0-3", flexible = "none")]
pub struct ConsumerProtocolAssignment {
    #[field(versions = "0+")]
    pub assigned_partitions: Vec<TopicPartition>,
    #[field(versions = "0+", nullable = "0+", default = "null", zero_copy)]
    pub user_data: Option<Bytes>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartition {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
