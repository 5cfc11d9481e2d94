//! EndTxnMarker: version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "none")]
pub struct EndTxnMarker {
    #[field(versions = "0+")]
    pub coordinator_epoch: i32,
}
