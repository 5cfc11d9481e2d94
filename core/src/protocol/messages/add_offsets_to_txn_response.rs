//! AddOffsetsToTxn (key 25): response, versions 0 to 4.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 25, versions = "0-4", flexible = "3+")]
pub struct AddOffsetsToTxnResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
