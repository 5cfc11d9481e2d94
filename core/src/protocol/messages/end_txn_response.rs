//! EndTxn (key 26): response, versions 0 to 5.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 26, versions = "0-5", flexible = "3+")]
pub struct EndTxnResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "5+", default = "-1", ignorable, entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub producer_epoch: i16,
}
