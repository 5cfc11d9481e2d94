//! StreamsGroupDescribe (key 89): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 89, versions = "0", flexible = "0+", listeners = "broker")]
pub struct StreamsGroupDescribeRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_ids: Vec<ByteString>,
    #[field(versions = "0+")]
    pub include_authorized_operations: bool,
}
