//! ShareFetch (key 78): response, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::{model::Uuid, protocol::codec::Records};

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 78, versions = "1-2", flexible = "0+")]
pub struct ShareFetchResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "1+")]
    pub acquisition_lock_timeout_ms: i32,
    #[field(versions = "0+")]
    pub responses: Vec<ShareFetchableTopicResponse>,
    #[field(versions = "0+")]
    pub node_endpoints: Vec<NodeEndpoint>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ShareFetchableTopicResponse {
    #[field(versions = "0+", map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<PartitionData>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionData {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub acknowledge_error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub acknowledge_error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub current_leader: LeaderIdAndEpoch,
    #[field(versions = "0+", nullable = "0")]
    pub records: Option<Records>,
    #[field(versions = "0+")]
    pub acquired_records: Vec<AcquiredRecords>,
}

#[derive(Clone, PartialEq, Message)]
pub struct LeaderIdAndEpoch {
    #[field(versions = "0+")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub leader_epoch: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct AcquiredRecords {
    #[field(versions = "0+")]
    pub first_offset: i64,
    #[field(versions = "0+")]
    pub last_offset: i64,
    #[field(versions = "0+")]
    pub delivery_count: i16,
}

#[derive(Clone, PartialEq, Message)]
pub struct NodeEndpoint {
    #[field(versions = "0+", map_key, entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack: Option<ByteString>,
}
