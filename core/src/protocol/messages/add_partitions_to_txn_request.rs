//! AddPartitionsToTxn (key 24): request, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 24, versions = "0-5", flexible = "3+", listeners = "broker")]
pub struct AddPartitionsToTxnRequest {
    #[field(versions = "4+")]
    pub transactions: Vec<AddPartitionsToTxnTransaction>,
    #[field(versions = "0-3", entity = "transactionalId")]
    pub v3_and_below_transactional_id: ByteString,
    #[field(versions = "0-3", entity = "producerId")]
    pub v3_and_below_producer_id: i64,
    #[field(versions = "0-3")]
    pub v3_and_below_producer_epoch: i16,
    #[field(versions = "0-3")]
    pub v3_and_below_topics: Vec<AddPartitionsToTxnTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AddPartitionsToTxnTransaction {
    #[field(versions = "4+", map_key, entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "4+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "4+")]
    pub producer_epoch: i16,
    #[field(versions = "4+", default = "false")]
    pub verify_only: bool,
    #[field(versions = "4+")]
    pub topics: Vec<AddPartitionsToTxnTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AddPartitionsToTxnTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
