//! CreatePartitions (key 37): response, versions 0 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 37, versions = "0-3", flexible = "2+")]
pub struct CreatePartitionsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub results: Vec<CreatePartitionsTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatePartitionsTopicResult {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
}
