//! AlterPartitionReassignments (key 45): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 45, versions = "0-1", flexible = "0+", listeners = "broker, controller")]
pub struct AlterPartitionReassignmentsRequest {
    #[field(versions = "0+", default = "60000")]
    pub timeout_ms: i32,
    #[field(versions = "1+", default = "true")]
    pub allow_replication_factor_change: bool,
    #[field(versions = "0+")]
    pub topics: Vec<ReassignableTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReassignableTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<ReassignablePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReassignablePartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "brokerId")]
    pub replicas: Option<Vec<i32>>,
}
