//! ClearElrRecord (type 28): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 28, versions = "0", flexible = "0+")]
pub struct ClearElrRecord {
    #[field(versions = "0+", entity = "topicName")]
    pub topic_name: ByteString,
}
