//! TransactionLogValue (type 0): record value, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 0, versions = "0-1", flexible = "1+")]
pub struct TransactionLogValue {
    #[field(versions = "0+")]
    pub producer_id: i64,
    #[field(versions = "1+", tag = 0, default = "-1")]
    pub previous_producer_id: i64,
    #[field(versions = "1+", tag = 1, default = "-1")]
    pub next_producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "1+", tag = 3, default = "-1")]
    pub next_producer_epoch: i16,
    #[field(versions = "0+")]
    pub transaction_timeout_ms: i32,
    #[field(versions = "0+")]
    pub transaction_status: i8,
    #[field(versions = "0+", nullable = "0+")]
    pub transaction_partitions: Option<Vec<PartitionsSchema>>,
    #[field(versions = "0+")]
    pub transaction_last_update_timestamp_ms: i64,
    #[field(versions = "0+")]
    pub transaction_start_timestamp_ms: i64,
    #[field(versions = "1+", tag = 2, default = "0")]
    pub client_transaction_version: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionsSchema {
    #[field(versions = "0+")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partition_ids: Vec<i32>,
}
