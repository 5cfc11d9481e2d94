//! ConsumerProtocolSubscription: versions 0 to 3.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0-3", flexible = "none")]
pub struct ConsumerProtocolSubscription {
    #[field(versions = "0+")]
    pub topics: Vec<ByteString>,
    #[field(versions = "0+", nullable = "0+", default = "null", zero_copy)]
    pub user_data: Option<Bytes>,
    #[field(versions = "1+", ignorable)]
    pub owned_partitions: Vec<TopicPartition>,
    #[field(versions = "2+", default = "-1", ignorable)]
    pub generation_id: i32,
    #[field(versions = "3+", nullable = "3+", default = "null", ignorable)]
    pub rack_id: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartition {
    #[field(versions = "1+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "1+")]
    pub partitions: Vec<i32>,
}
