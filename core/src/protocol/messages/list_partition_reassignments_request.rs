//! ListPartitionReassignments (key 46): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 46, versions = "0", flexible = "0+", listeners = "broker, controller")]
pub struct ListPartitionReassignmentsRequest {
    #[field(versions = "0+", default = "60000")]
    pub timeout_ms: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub topics: Option<Vec<ListPartitionReassignmentsTopics>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ListPartitionReassignmentsTopics {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partition_indexes: Vec<i32>,
}
