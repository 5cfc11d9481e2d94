//! ShareGroupTargetAssignmentMetadataValue (type 12): record value, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 12, versions = "0", flexible = "0+")]
pub struct ShareGroupTargetAssignmentMetadataValue {
    #[field(versions = "0+")]
    pub assignment_epoch: i32,
    #[field(versions = "0+", tag = 0, default = "0", ignorable)]
    pub assignment_timestamp: i64,
}
