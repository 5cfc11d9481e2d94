//! Metadata (key 3): request, versions 0 to 13.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 3, versions = "0-13", flexible = "9+", listeners = "broker")]
pub struct MetadataRequest {
    #[field(versions = "0+", nullable = "1+")]
    pub topics: Option<Vec<MetadataRequestTopic>>,
    #[field(versions = "4+", default = "true")]
    pub allow_auto_topic_creation: bool,
    #[field(versions = "8-10")]
    pub include_cluster_authorized_operations: bool,
    #[field(versions = "8+")]
    pub include_topic_authorized_operations: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct MetadataRequestTopic {
    #[field(versions = "10+", ignorable)]
    pub topic_id: Uuid,
    #[field(versions = "0+", nullable = "10+", entity = "topicName")]
    pub name: Option<ByteString>,
}
