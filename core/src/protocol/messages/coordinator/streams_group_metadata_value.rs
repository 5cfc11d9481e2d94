//! StreamsGroupMetadataValue (type 17): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 17, versions = "0", flexible = "0+")]
pub struct StreamsGroupMetadataValue {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+")]
    pub metadata_hash: i64,
    #[field(versions = "0+", tag = 0, default = "-1")]
    pub validated_topology_epoch: i32,
    #[field(versions = "0+", nullable = "0+", tag = 1)]
    pub last_assignment_configs: Option<Vec<LastAssignmentConfig>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct LastAssignmentConfig {
    #[field(versions = "0+")]
    pub key: ByteString,
    #[field(versions = "0+")]
    pub value: ByteString,
}
