//! DescribeLogDirs (key 35): request, versions 1 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 35, versions = "1-5", flexible = "2+", listeners = "broker")]
pub struct DescribeLogDirsRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub topics: Option<Vec<DescribableLogDirTopic>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribableLogDirTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
