//! ShareAcknowledge (key 79): request, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 79, versions = "1-2", flexible = "0+", listeners = "broker")]
pub struct ShareAcknowledgeRequest {
    #[field(versions = "0+", nullable = "0+", default = "null", entity = "groupId")]
    pub group_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub member_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub share_session_epoch: i32,
    #[field(versions = "2+", default = "false")]
    pub is_renew_ack: bool,
    #[field(versions = "0+")]
    pub topics: Vec<AcknowledgeTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AcknowledgeTopic {
    #[field(versions = "0+", map_key)]
    pub topic_id: Uuid,
    #[field(versions = "0+")]
    pub partitions: Vec<AcknowledgePartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AcknowledgePartition {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
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
