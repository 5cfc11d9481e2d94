//! FindCoordinator (key 10): request, versions 0 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 10, versions = "0-6", flexible = "3+", listeners = "broker")]
pub struct FindCoordinatorRequest {
    #[field(versions = "0-3")]
    pub key: ByteString,
    #[field(versions = "1+", default = "0")]
    pub key_type: i8,
    #[field(versions = "4+")]
    pub coordinator_keys: Vec<ByteString>,
}
