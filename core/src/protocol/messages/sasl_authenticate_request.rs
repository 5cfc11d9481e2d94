//! SaslAuthenticate (key 36): request, versions 0 to 2.

use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 36, versions = "0-2", flexible = "2+", listeners = "broker, controller")]
pub struct SaslAuthenticateRequest {
    #[field(versions = "0+")]
    pub auth_bytes: Secret,
}
