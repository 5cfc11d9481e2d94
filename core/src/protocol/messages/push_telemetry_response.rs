//! PushTelemetry (key 72): response, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 72, versions = "0", flexible = "0+")]
pub struct PushTelemetryResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
