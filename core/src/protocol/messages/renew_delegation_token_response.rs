//! RenewDelegationToken (key 39): response, versions 1 to 2.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 39, versions = "1-2", flexible = "2+")]
pub struct RenewDelegationTokenResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub expiry_timestamp_ms: i64,
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
}
