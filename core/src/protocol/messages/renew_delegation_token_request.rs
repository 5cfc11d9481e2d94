//! RenewDelegationToken (key 39): request, versions 1 to 2.

use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 39, versions = "1-2", flexible = "2+", listeners = "broker, controller")]
pub struct RenewDelegationTokenRequest {
    #[field(versions = "0+")]
    pub hmac: Secret,
    #[field(versions = "0+")]
    pub renew_period_ms: i64,
}
