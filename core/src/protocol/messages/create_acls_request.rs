//! CreateAcls (key 30): request, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 30, versions = "1-3", flexible = "2+", listeners = "broker, controller")]
pub struct CreateAclsRequest {
    #[field(versions = "0+")]
    pub creations: Vec<AclCreation>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AclCreation {
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "1+", default = "3")]
    pub resource_pattern_type: i8,
    #[field(versions = "0+")]
    pub principal: ByteString,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub operation: i8,
    #[field(versions = "0+")]
    pub permission_type: i8,
}
