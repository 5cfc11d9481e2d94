//! Envelope (key 58): response, version 0.

use bytes::Bytes;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 58, versions = "0", flexible = "0+")]
pub struct EnvelopeResponse {
    #[field(versions = "0+", nullable = "0+", default = "null", zero_copy)]
    pub response_data: Option<Bytes>,
    #[field(versions = "0+")]
    pub error_code: i16,
}
