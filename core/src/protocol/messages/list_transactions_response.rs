//! ListTransactions (key 66): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 66, versions = "0-2", flexible = "0+")]
pub struct ListTransactionsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub unknown_state_filters: Vec<ByteString>,
    #[field(versions = "0+")]
    pub transaction_states: Vec<TransactionState>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TransactionState {
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub transaction_state: ByteString,
}
