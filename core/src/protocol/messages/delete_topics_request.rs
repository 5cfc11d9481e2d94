//! DeleteTopics (key 20): request, versions 1 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 20, versions = "1-6", flexible = "4+", listeners = "broker, controller")]
pub struct DeleteTopicsRequest {
    #[field(versions = "6+")]
    pub topics: Vec<DeleteTopicState>,
    #[field(versions = "0-5", ignorable, entity = "topicName")]
    pub topic_names: Vec<ByteString>,
    #[field(versions = "0+")]
    pub timeout_ms: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteTopicState {
    #[field(versions = "6+", nullable = "6+", default = "null", entity = "topicName")]
    pub name: Option<ByteString>,
    #[field(versions = "6+")]
    pub topic_id: Uuid,
}
