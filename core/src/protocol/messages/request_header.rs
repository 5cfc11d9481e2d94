//! RequestHeader: versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(header, versions = "1-2", flexible = "2+")]
pub struct RequestHeader {
    #[field(versions = "0+")]
    pub request_api_key: i16,
    #[field(versions = "0+")]
    pub request_api_version: i16,
    #[field(versions = "0+")]
    pub correlation_id: i32,
    #[field(versions = "1+", nullable = "1+", flexible = "none")]
    pub client_id: Option<ByteString>,
}
