//! Envelope (key 58): request, version 0.

use bytes::Bytes;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 58, versions = "0", flexible = "0+", listeners = "controller")]
pub struct EnvelopeRequest {
    #[field(versions = "0+", zero_copy)]
    pub request_data: Bytes,
    #[field(versions = "0+", nullable = "0+")]
    pub request_principal: Option<Bytes>,
    #[field(versions = "0+")]
    pub client_host_address: Bytes,
}
