//! ShareUpdateValue (type 1): record value, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 1, versions = "0", flexible = "0+")]
pub struct ShareUpdateValue {
    #[field(versions = "0+")]
    pub snapshot_epoch: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
    #[field(versions = "0+")]
    pub start_offset: i64,
    #[field(versions = "0+", tag = 0, default = "-1")]
    pub delivery_complete_count: i32,
    #[field(versions = "0+")]
    pub state_batches: Vec<StateBatch>,
}

#[derive(Clone, PartialEq, Message)]
pub struct StateBatch {
    #[field(versions = "0+")]
    pub first_offset: i64,
    #[field(versions = "0+")]
    pub last_offset: i64,
    #[field(versions = "0+")]
    pub delivery_state: i8,
    #[field(versions = "0+")]
    pub delivery_count: i16,
}
