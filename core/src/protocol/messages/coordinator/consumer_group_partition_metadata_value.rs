//! ConsumerGroupPartitionMetadataValue (type 4): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 4, versions = "0", flexible = "0+")]
pub struct ConsumerGroupPartitionMetadataValue {
    #[field(versions = "0+")]
    pub topics: Vec<TopicMetadata>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicMetadata {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub topic_name: ByteString,
    #[field(versions = "0+")]
    pub num_partitions: i32,
    #[field(versions = "0+")]
    pub partition_metadata: Vec<PartitionMetadata>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionMetadata {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "0+")]
    pub racks: Vec<ByteString>,
}
