//! DescribeQuorum (key 55): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 55, versions = "0-2", flexible = "0+", listeners = "broker, controller")]
pub struct DescribeQuorumRequest {
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
}
