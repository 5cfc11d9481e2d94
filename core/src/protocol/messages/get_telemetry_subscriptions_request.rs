//! GetTelemetrySubscriptions (key 71): request, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 71, versions = "0", flexible = "0+", listeners = "broker")]
pub struct GetTelemetrySubscriptionsRequest {
    #[field(versions = "0+")]
    pub client_instance_id: Uuid,
}
