//! CreatePartitions (key 37): request, versions 0 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 37, versions = "0-3", flexible = "2+", listeners = "broker, controller")]
pub struct CreatePartitionsRequest {
    #[field(versions = "0+")]
    pub topics: Vec<CreatePartitionsTopic>,
    #[field(versions = "0+")]
    pub timeout_ms: i32,
    #[field(versions = "0+")]
    pub validate_only: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatePartitionsTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub count: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub assignments: Option<Vec<CreatePartitionsAssignment>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatePartitionsAssignment {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_ids: Vec<i32>,
}
