//! BrokerRegistration (key 62): response, versions 0 to 4.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 62, versions = "0-4", flexible = "0+")]
pub struct BrokerRegistrationResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
}
