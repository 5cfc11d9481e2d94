//! DeleteGroups (key 42): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 42, versions = "0-2", flexible = "2+", listeners = "broker")]
pub struct DeleteGroupsRequest {
    #[field(versions = "0+", entity = "groupId")]
    pub groups_names: Vec<ByteString>,
}
