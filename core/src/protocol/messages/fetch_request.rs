//! Fetch (key 1): request, versions 4 to 18.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 1, versions = "4-18", flexible = "12+", listeners = "broker, controller")]
pub struct FetchRequest {
    #[field(versions = "12+", nullable = "12+", tag = 0, default = "null", ignorable)]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0-14", default = "-1", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "15+", tag = 1)]
    pub replica_state: ReplicaState,
    #[field(versions = "0+")]
    pub max_wait_ms: i32,
    #[field(versions = "0+")]
    pub min_bytes: i32,
    #[field(versions = "3+", default = "0x7fffffff", ignorable)]
    pub max_bytes: i32,
    #[field(versions = "4+", default = "0", ignorable)]
    pub isolation_level: i8,
    #[field(versions = "7+", default = "0", ignorable)]
    pub session_id: i32,
    #[field(versions = "7+", default = "-1", ignorable)]
    pub session_epoch: i32,
    #[field(versions = "0+")]
    pub topics: Vec<FetchTopic>,
    #[field(versions = "7+")]
    pub forgotten_topics_data: Vec<ForgottenTopic>,
    #[field(versions = "11+", ignorable)]
    pub rack_id: ByteString,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReplicaState {
    #[field(versions = "15+", default = "-1", entity = "brokerId")]
    pub replica_id: i32,
    #[field(versions = "15+", default = "-1")]
    pub replica_epoch: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct FetchTopic {
    #[field(versions = "0-12", ignorable, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "13+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<FetchPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct FetchPartition {
    #[field(versions = "0+")]
    pub partition: i32,
    #[field(versions = "9+", default = "-1", ignorable)]
    pub current_leader_epoch: i32,
    #[field(versions = "0+")]
    pub fetch_offset: i64,
    #[field(versions = "12+", default = "-1")]
    pub last_fetched_epoch: i32,
    #[field(versions = "5+", default = "-1", ignorable)]
    pub log_start_offset: i64,
    #[field(versions = "0+")]
    pub partition_max_bytes: i32,
    #[field(versions = "17+", tag = 0, ignorable)]
    pub replica_directory_id: Uuid,
    #[field(versions = "18+", tag = 1, default = "9223372036854775807", ignorable)]
    pub high_watermark: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct ForgottenTopic {
    #[field(versions = "7-12", ignorable, entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "13+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "7+")]
    pub partitions: Vec<i32>,
}
