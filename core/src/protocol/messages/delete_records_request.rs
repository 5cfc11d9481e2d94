//! DeleteRecords (key 21): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 21, versions = "0-2", flexible = "2+", listeners = "broker")]
pub struct DeleteRecordsRequest {
    #[field(versions = "0+")]
    pub topics: Vec<DeleteRecordsTopic>,
    #[field(versions = "0+")]
    pub timeout_ms: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteRecordsTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<DeleteRecordsPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteRecordsPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub offset: i64,
}
