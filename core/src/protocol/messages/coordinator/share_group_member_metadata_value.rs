//! ShareGroupMemberMetadataValue (type 10): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 10, versions = "0", flexible = "0+")]
pub struct ShareGroupMemberMetadataValue {
    #[field(versions = "0+", nullable = "0+")]
    pub rack_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub client_id: ByteString,
    #[field(versions = "0+")]
    pub client_host: ByteString,
    #[field(versions = "0+")]
    pub subscribed_topic_names: Vec<ByteString>,
}
