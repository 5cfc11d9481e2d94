//! ShareGroupStatePartitionMetadataValue (type 15): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 15, versions = "0", flexible = "0+")]
pub struct ShareGroupStatePartitionMetadataValue {
    #[field(versions = "0+")]
    pub initializing_topics: Vec<TopicPartitionsInfo>,
    #[field(versions = "0+")]
    pub initialized_topics: Vec<TopicPartitionsInfo>,
    #[field(versions = "0+")]
    pub deleting_topics: Vec<TopicInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicPartitionsInfo {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicInfo {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub topic_name: ByteString,
}
