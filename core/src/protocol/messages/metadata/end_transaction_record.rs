//! EndTransactionRecord (type 24): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 24, versions = "0", flexible = "0+")]
pub struct EndTransactionRecord {}
