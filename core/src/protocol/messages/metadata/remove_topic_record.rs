//! RemoveTopicRecord (type 9): record of the metadata log, version 0.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 9, versions = "0", flexible = "0+")]
pub struct RemoveTopicRecord {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
}
