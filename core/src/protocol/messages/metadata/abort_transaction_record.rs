//! AbortTransactionRecord (type 25): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 25, versions = "0", flexible = "0+")]
pub struct AbortTransactionRecord {
    #[field(versions = "0+", nullable = "0+", tag = 0, default = "null")]
    pub reason: Option<ByteString>,
}
