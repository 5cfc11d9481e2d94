//! WriteTxnMarkers (key 27): response, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 27, versions = "1-2", flexible = "1+")]
pub struct WriteTxnMarkersResponse {
    #[field(versions = "0+")]
    pub markers: Vec<WritableTxnMarkerResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WritableTxnMarkerResult {
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub topics: Vec<WritableTxnMarkerTopicResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WritableTxnMarkerTopicResult {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<WritableTxnMarkerPartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WritableTxnMarkerPartitionResult {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
}
