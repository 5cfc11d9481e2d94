//! GroupMetadataValue (type 2): record value, versions 0 to 4.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 2, versions = "0-4", flexible = "4+")]
pub struct GroupMetadataValue {
    #[field(name = "protocolType", versions = "0+")]
    pub protocol_type: ByteString,
    #[field(name = "generation", versions = "0+")]
    pub generation: i32,
    #[field(name = "protocol", versions = "0+", nullable = "0+")]
    pub protocol: Option<ByteString>,
    #[field(name = "leader", versions = "0+", nullable = "0+")]
    pub leader: Option<ByteString>,
    #[field(name = "currentStateTimestamp", versions = "2+", default = "-1", ignorable)]
    pub current_state_timestamp: i64,
    #[field(name = "members", versions = "0+")]
    pub members: Vec<MemberMetadata>,
}

#[derive(Clone, PartialEq, Message)]
pub struct MemberMetadata {
    #[field(name = "memberId", versions = "0+")]
    pub member_id: ByteString,
    #[field(
        name = "groupInstanceId",
        versions = "3+",
        nullable = "3+",
        default = "null",
        ignorable
    )]
    pub group_instance_id: Option<ByteString>,
    #[field(name = "clientId", versions = "0+")]
    pub client_id: ByteString,
    #[field(name = "clientHost", versions = "0+")]
    pub client_host: ByteString,
    #[field(name = "rebalanceTimeout", versions = "1+", default = "-1", ignorable)]
    pub rebalance_timeout: i32,
    #[field(name = "sessionTimeout", versions = "0+")]
    pub session_timeout: i32,
    #[field(name = "subscription", versions = "0+")]
    pub subscription: Bytes,
    #[field(name = "assignment", versions = "0+")]
    pub assignment: Bytes,
}
