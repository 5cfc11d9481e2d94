//! BrokerHeartbeat (key 63): response, versions 0 to 2.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 63, versions = "0-2", flexible = "0+")]
pub struct BrokerHeartbeatResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", default = "false")]
    pub is_caught_up: bool,
    #[field(versions = "0+", default = "true")]
    pub is_fenced: bool,
    #[field(versions = "0+")]
    pub should_shut_down: bool,
}
