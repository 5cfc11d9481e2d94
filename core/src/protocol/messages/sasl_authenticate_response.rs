//! SaslAuthenticate (key 36): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 36, versions = "0-2", flexible = "2+")]
pub struct SaslAuthenticateResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub auth_bytes: Secret,
    #[field(versions = "1+", default = "0", ignorable)]
    pub session_lifetime_ms: i64,
}
