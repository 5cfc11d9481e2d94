//! BeginTransactionRecord (type 23): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 23, versions = "0", flexible = "0+")]
pub struct BeginTransactionRecord {
    #[field(versions = "0+", nullable = "0+", tag = 0, default = "null")]
    pub name: Option<ByteString>,
}
