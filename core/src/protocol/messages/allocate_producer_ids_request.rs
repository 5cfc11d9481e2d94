//! AllocateProducerIds (key 67): request, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 67, versions = "0", flexible = "0+", listeners = "controller")]
pub struct AllocateProducerIdsRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
}
