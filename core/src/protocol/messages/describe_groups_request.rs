//! DescribeGroups (key 15): request, versions 0 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 15, versions = "0-6", flexible = "5+", listeners = "broker")]
pub struct DescribeGroupsRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub groups: Vec<ByteString>,
    #[field(versions = "3+")]
    pub include_authorized_operations: bool,
}
