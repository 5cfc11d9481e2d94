//! ProducerSnapshot: version 1.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "1", flexible = "none")]
pub struct ProducerSnapshot {
    #[field(versions = "1")]
    pub crc: u32,
    #[field(versions = "1")]
    pub producer_entries: Vec<ProducerEntry>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ProducerEntry {
    #[field(versions = "1")]
    pub producer_id: i64,
    #[field(versions = "1")]
    pub epoch: i16,
    #[field(versions = "1")]
    pub last_sequence: i32,
    #[field(versions = "1")]
    pub last_offset: i64,
    #[field(versions = "1")]
    pub offset_delta: i32,
    #[field(versions = "1")]
    pub timestamp: i64,
    #[field(versions = "1")]
    pub coordinator_epoch: i32,
    #[field(versions = "1")]
    pub current_txn_first_offset: i64,
}
