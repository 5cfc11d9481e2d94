//! ProducerIdsRecord (type 15): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 15, versions = "0", flexible = "0+")]
pub struct ProducerIdsRecord {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
    #[field(versions = "0+")]
    pub next_producer_id: i64,
}
