//! DescribeShareGroupOffsets (key 90): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 90, versions = "0-1", flexible = "0+", listeners = "broker")]
pub struct DescribeShareGroupOffsetsRequest {
    #[field(versions = "0+")]
    pub groups: Vec<DescribeShareGroupOffsetsRequestGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeShareGroupOffsetsRequestGroup {
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub topics: Option<Vec<DescribeShareGroupOffsetsRequestTopic>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeShareGroupOffsetsRequestTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
