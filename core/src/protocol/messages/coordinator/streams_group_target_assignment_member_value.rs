//! StreamsGroupTargetAssignmentMemberValue (type 21): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 21, versions = "0", flexible = "0+")]
pub struct StreamsGroupTargetAssignmentMemberValue {
    #[field(versions = "0+")]
    pub active_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub standby_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub warmup_tasks: Vec<TaskIds>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskIds {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
