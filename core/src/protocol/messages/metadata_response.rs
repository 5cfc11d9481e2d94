//! Metadata (key 3): response, versions 0 to 13.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 3, versions = "0-13", flexible = "9+")]
pub struct MetadataResponse {
    #[field(versions = "3+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub brokers: Vec<MetadataResponseBroker>,
    #[field(versions = "2+", nullable = "2+", default = "null", ignorable)]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "1+", default = "-1", ignorable, entity = "brokerId")]
    pub controller_id: i32,
    #[field(versions = "0+")]
    pub topics: Vec<MetadataResponseTopic>,
    #[field(versions = "8-10", default = "-2147483648")]
    pub cluster_authorized_operations: i32,
    #[field(versions = "13+", ignorable)]
    pub error_code: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct MetadataResponseBroker {
    #[field(versions = "0+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: i32,
    #[field(versions = "1+", nullable = "1+", default = "null", ignorable)]
    pub rack: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct MetadataResponseTopic {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "12+", map_key, entity = "topicName")]
    pub name: Option<ByteString>,
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "1+", default = "false", ignorable)]
    pub is_internal: bool,
    #[field(versions = "0+")]
    pub partitions: Vec<MetadataResponsePartition>,
    #[field(versions = "8+", default = "-2147483648")]
    pub topic_authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct MetadataResponsePartition {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "7+", default = "-1", ignorable)]
    pub leader_epoch: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub replica_nodes: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub isr_nodes: Vec<i32>,
    #[field(versions = "5+", ignorable, entity = "brokerId")]
    pub offline_replicas: Vec<i32>,
}
