//! Produce (key 0): request, versions 3 to 13.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::{model::Uuid, protocol::codec::Records};

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 0, versions = "3-13", flexible = "9+", listeners = "broker")]
pub struct ProduceRequest {
    #[field(versions = "3+", nullable = "3+", default = "null", entity = "transactionalId")]
    pub transactional_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub acks: i16,
    #[field(versions = "0+")]
    pub timeout_ms: i32,
    #[field(versions = "0+")]
    pub topic_data: Vec<TopicProduceData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicProduceData {
    #[field(versions = "0-12", ignorable, map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "13+", ignorable, map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partition_data: Vec<PartitionProduceData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionProduceData {
    #[field(versions = "0+")]
    pub index: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub records: Option<Records>,
}
