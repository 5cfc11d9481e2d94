//! AllocateProducerIds (key 67): response, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 67, versions = "0", flexible = "0+")]
pub struct AllocateProducerIdsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id_start: i64,
    #[field(versions = "0+")]
    pub producer_id_len: i32,
}
