//! UnregisterBroker (key 64): request, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 64, versions = "0", flexible = "0+", listeners = "broker, controller")]
pub struct UnregisterBrokerRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
}
