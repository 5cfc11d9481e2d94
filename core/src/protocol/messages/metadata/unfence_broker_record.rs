//! UnfenceBrokerRecord (type 8): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 8, versions = "0", flexible = "0+")]
pub struct UnfenceBrokerRecord {
    #[field(versions = "0+", entity = "brokerId")]
    pub id: i32,
    #[field(versions = "0+")]
    pub epoch: i64,
}
