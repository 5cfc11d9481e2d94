//! WriteTxnMarkers (key 27): request, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 27, versions = "1-2", flexible = "1+", listeners = "broker")]
pub struct WriteTxnMarkersRequest {
    #[field(versions = "0+")]
    pub markers: Vec<WritableTxnMarker>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WritableTxnMarker {
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "0+")]
    pub transaction_result: bool,
    #[field(versions = "0+")]
    pub topics: Vec<WritableTxnMarkerTopic>,
    #[field(versions = "0+")]
    pub coordinator_epoch: i32,
    #[field(versions = "2+", default = "0", ignorable)]
    pub transaction_version: i8,
}

#[derive(Clone, PartialEq, Message)]
pub struct WritableTxnMarkerTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partition_indexes: Vec<i32>,
}
