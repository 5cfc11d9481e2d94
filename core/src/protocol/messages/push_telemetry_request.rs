//! PushTelemetry (key 72): request, version 0.

use bytes::Bytes;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 72, versions = "0", flexible = "0+", listeners = "broker")]
pub struct PushTelemetryRequest {
    #[field(versions = "0+")]
    pub client_instance_id: Uuid,
    #[field(versions = "0+")]
    pub subscription_id: i32,
    #[field(versions = "0+")]
    pub terminating: bool,
    #[field(versions = "0+")]
    pub compression_type: i8,
    #[field(versions = "0+", zero_copy)]
    pub metrics: Bytes,
}
