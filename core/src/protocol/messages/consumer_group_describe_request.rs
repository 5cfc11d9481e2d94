//! ConsumerGroupDescribe (key 69): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 69, versions = "0-1", flexible = "0+", listeners = "broker")]
pub struct ConsumerGroupDescribeRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub group_ids: Vec<ByteString>,
    #[field(versions = "0+")]
    pub include_authorized_operations: bool,
}
