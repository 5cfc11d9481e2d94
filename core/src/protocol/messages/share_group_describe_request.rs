//! ShareGroupDescribe (key 77): request, version 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 77, versions = "1", flexible = "0+", listeners = "broker")]
pub struct ShareGroupDescribeRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_ids: Vec<ByteString>,
    #[field(versions = "0+")]
    pub include_authorized_operations: bool,
}
