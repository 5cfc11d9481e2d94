//! ElectLeaders (key 43): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 43, versions = "0-2", flexible = "2+", listeners = "broker, controller")]
pub struct ElectLeadersRequest {
    #[field(versions = "1+")]
    pub election_type: i8,
    #[field(versions = "0+", nullable = "0+")]
    pub topic_partitions: Option<Vec<TopicPartitions>>,
    #[field(versions = "0+", default = "60000")]
    pub timeout_ms: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitions {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
