//! AlterReplicaLogDirs (key 34): response, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 34, versions = "1-2", flexible = "2+")]
pub struct AlterReplicaLogDirsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub results: Vec<AlterReplicaLogDirTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterReplicaLogDirTopicResult {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<AlterReplicaLogDirPartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterReplicaLogDirPartitionResult {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
