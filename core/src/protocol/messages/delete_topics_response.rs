//! DeleteTopics (key 20): response, versions 1 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 20, versions = "1-6", flexible = "4+")]
pub struct DeleteTopicsResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub responses: Vec<DeletableTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeletableTopicResult {
    #[field(versions = "0+", nullable = "6+", map_key, entity = "topicName")]
    pub name: Option<ByteString>,
    #[field(versions = "6+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub error_message: Option<ByteString>,
}
