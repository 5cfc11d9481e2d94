//! AddPartitionsToTxn (key 24): response, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 24, versions = "0-5", flexible = "3+")]
pub struct AddPartitionsToTxnResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "4+", ignorable)]
    pub error_code: i16,
    #[field(versions = "4+")]
    pub results_by_transaction: Vec<AddPartitionsToTxnResult>,
    #[field(versions = "0-3")]
    pub results_by_topic_v3_and_below: Vec<AddPartitionsToTxnTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AddPartitionsToTxnResult {
    #[field(versions = "4+", map_key, entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "4+")]
    pub topic_results: Vec<AddPartitionsToTxnTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AddPartitionsToTxnTopicResult {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub results_by_partition: Vec<AddPartitionsToTxnPartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AddPartitionsToTxnPartitionResult {
    #[field(versions = "0+", map_key)]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub partition_error_code: i16,
}
