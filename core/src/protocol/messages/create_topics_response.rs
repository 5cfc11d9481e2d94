//! CreateTopics (key 19): response, versions 2 to 7.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 19, versions = "2-7", flexible = "5+")]
pub struct CreateTopicsResponse {
    #[field(versions = "2+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub topics: Vec<CreatableTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableTopicResult {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "7+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "1+", nullable = "0+", ignorable)]
    pub error_message: Option<ByteString>,
    #[field(versions = "5+", tag = 0, ignorable)]
    pub topic_config_error_code: i16,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub num_partitions: i32,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub replication_factor: i16,
    #[field(versions = "5+", nullable = "5+", ignorable)]
    pub configs: Option<Vec<CreatableTopicConfigs>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableTopicConfigs {
    #[field(versions = "5+")]
    pub name: ByteString,
    #[field(versions = "5+", nullable = "5+")]
    pub value: Option<ByteString>,
    #[field(versions = "5+")]
    pub read_only: bool,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub config_source: i8,
    #[field(versions = "5+")]
    pub is_sensitive: bool,
}
