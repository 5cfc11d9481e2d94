//! UnregisterBrokerRecord (type 1): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 1, versions = "0", flexible = "0+")]
pub struct UnregisterBrokerRecord {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+")]
    pub broker_epoch: i64,
}
