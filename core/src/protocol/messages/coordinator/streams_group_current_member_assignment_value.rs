//! StreamsGroupCurrentMemberAssignmentValue (type 22): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 22, versions = "0", flexible = "0+")]
pub struct StreamsGroupCurrentMemberAssignmentValue {
    #[field(versions = "0+")]
    pub member_epoch: i32,
    #[field(versions = "0+")]
    pub previous_member_epoch: i32,
    #[field(versions = "0+")]
    pub state: i8,
    #[field(versions = "0+")]
    pub active_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub standby_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub warmup_tasks: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub active_tasks_pending_revocation: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub standby_tasks_pending_revocation: Vec<TaskIds>,
    #[field(versions = "0+")]
    pub warmup_tasks_pending_revocation: Vec<TaskIds>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TaskIds {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
    #[field(versions = "0+", nullable = "0+", tag = 0)]
    pub assignment_epochs: Option<Vec<i32>>,
}
