//! ShareFetch (key 78): request, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 78, versions = "1-2", flexible = "0+", listeners = "broker")]
pub struct ShareFetchRequest {
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "groupId")]
    pub group_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub member_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub share_session_epoch: i32,
    #[field(versions = "0+")]
    pub max_wait_ms: i32,
    #[field(versions = "0+")]
    pub min_bytes: i32,
    #[field(versions = "0+", default = "0x7fffffff")]
    pub max_bytes: i32,
    #[field(versions = "1+")]
    pub max_records: i32,
    #[field(versions = "1+")]
    pub batch_size: i32,
    #[field(versions = "2+", default = "0", ignorable)]
    pub share_acquire_mode: i8,
    #[field(versions = "2+", default = "false")]
    pub is_renew_ack: bool,
    #[field(versions = "0+")]
    pub topics: Vec<FetchTopic>,
    #[field(versions = "0+")]
    pub forgotten_topics_data: Vec<ForgottenTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct FetchTopic {
    #[field(versions = "0+", map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<FetchPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct FetchPartition {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
    #[field(versions = "0")]
    pub partition_max_bytes: i32,
    #[field(versions = "0+")]
    pub acknowledgement_batches: Vec<AcknowledgementBatch>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AcknowledgementBatch {
    #[field(versions = "0+")]
    pub first_offset: i64,
    #[field(versions = "0+")]
    pub last_offset: i64,
    #[field(versions = "0+")]
    pub acknowledge_types: Vec<i8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ForgottenTopic {
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
