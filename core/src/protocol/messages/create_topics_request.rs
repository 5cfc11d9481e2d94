//! CreateTopics (key 19): request, versions 2 to 7.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 19, versions = "2-7", flexible = "5+", listeners = "broker, controller")]
pub struct CreateTopicsRequest {
    #[field(versions = "0+")]
    pub topics: Vec<CreatableTopic>,
    #[field(name = "timeoutMs", versions = "0+", default = "60000")]
    pub timeout_ms: i32,
    #[field(name = "validateOnly", versions = "1+", default = "false")]
    pub validate_only: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub num_partitions: i32,
    #[field(versions = "0+")]
    pub replication_factor: i16,
    #[field(versions = "0+")]
    pub assignments: Vec<CreatableReplicaAssignment>,
    #[field(versions = "0+")]
    pub configs: Vec<CreatableTopicConfig>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableReplicaAssignment {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_ids: Vec<i32>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableTopicConfig {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub value: Option<ByteString>,
}
