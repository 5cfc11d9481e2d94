//! DescribeTransactions (key 65): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 65, versions = "0", flexible = "0+")]
pub struct DescribeTransactionsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub transaction_states: Vec<TransactionState>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TransactionState {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "0+")]
    pub transaction_state: ByteString,
    #[field(versions = "0+")]
    pub transaction_timeout_ms: i32,
    #[field(versions = "0+")]
    pub transaction_start_time_ms: i64,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "0+")]
    pub topics: Vec<TopicData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicData {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
