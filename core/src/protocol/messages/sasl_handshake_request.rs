//! SaslHandshake (key 17): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 17, versions = "0-1", flexible = "none", listeners = "broker, controller")]
pub struct SaslHandshakeRequest {
    #[field(versions = "0+")]
    pub mechanism: ByteString,
}
