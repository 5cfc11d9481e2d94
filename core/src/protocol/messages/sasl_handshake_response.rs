//! SaslHandshake (key 17): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 17, versions = "0-1", flexible = "none")]
pub struct SaslHandshakeResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub mechanisms: Vec<ByteString>,
}
