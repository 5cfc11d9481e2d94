//! InitProducerId (key 22): response, versions 0 to 6.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 22, versions = "0-6", flexible = "2+")]
pub struct InitProducerIdResponse {
    #[field(versions = "0+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", default = "-1", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "6+", default = "-1", entity = "producerId")]
    pub ongoing_txn_producer_id: i64,
    #[field(versions = "6+", default = "-1")]
    pub ongoing_txn_producer_epoch: i16,
}
