//! ConsumerGroupMemberMetadataValue (type 5): record value, version 0.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 5, versions = "0", flexible = "0+")]
pub struct ConsumerGroupMemberMetadataValue {
    #[field(versions = "0+", nullable = "0+")]
    pub instance_id: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+")]
    pub subscribed_topic_names: Vec<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub subscribed_topic_regex: Option<ByteString>,
    #[field(versions = "0+", default = "-1")]
    pub rebalance_timeout_ms: i32,
    #[field(versions = "0+", nullable = "0+")]
    pub server_assignor: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+", tag = 0)]
    pub classic_member_metadata: Option<ClassicMemberMetadata>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ClassicMemberMetadata {
    #[field(versions = "0+")]
    pub session_timeout_ms: i32,
    #[field(versions = "0+")]
    pub supported_protocols: Vec<ClassicProtocol>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ClassicProtocol {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub metadata: Bytes,
}
