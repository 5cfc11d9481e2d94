//! ExpireDelegationToken (key 40): request, versions 1 to 2.

use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 40, versions = "1-2", flexible = "2+", listeners = "broker, controller")]
pub struct ExpireDelegationTokenRequest {
    #[field(versions = "0+")]
    pub hmac: Secret,
    #[field(versions = "0+")]
    pub expiry_time_period_ms: i64,
}
