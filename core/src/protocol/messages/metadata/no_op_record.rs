//! NoOpRecord (type 20): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 20, versions = "0", flexible = "0+")]
pub struct NoOpRecord {}
