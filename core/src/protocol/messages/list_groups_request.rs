//! ListGroups (key 16): request, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 16, versions = "0-5", flexible = "3+", listeners = "broker")]
pub struct ListGroupsRequest {
    #[field(versions = "4+")]
    pub states_filter: Vec<ByteString>,
    #[field(versions = "5+")]
    pub types_filter: Vec<ByteString>,
}
