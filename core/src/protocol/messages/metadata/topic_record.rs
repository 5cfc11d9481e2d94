//! TopicRecord (type 2): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 2, versions = "0", flexible = "0+")]
pub struct TopicRecord {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
}
