//! DescribeProducers (key 61): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 61, versions = "0", flexible = "0+", listeners = "broker")]
pub struct DescribeProducersRequest {
    #[field(versions = "0+")]
    pub topics: Vec<TopicRequest>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicRequest {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partition_indexes: Vec<i32>,
}
