//! DescribeTopicPartitions (key 75): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 75, versions = "0", flexible = "0+", listeners = "broker")]
pub struct DescribeTopicPartitionsRequest {
    #[field(versions = "0+")]
    pub topics: Vec<TopicRequest>,
    #[field(versions = "0+", default = "2000")]
    pub response_partition_limit: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub cursor: Option<Cursor>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicRequest {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
}

#[derive(Clone, PartialEq, Message)]
pub struct Cursor {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partition_index: i32,
}
