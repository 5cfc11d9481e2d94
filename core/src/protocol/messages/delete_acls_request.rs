//! DeleteAcls (key 31): request, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 31, versions = "1-3", flexible = "2+", listeners = "broker, controller")]
pub struct DeleteAclsRequest {
    #[field(versions = "0+")]
    pub filters: Vec<DeleteAclsFilter>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DeleteAclsFilter {
    #[field(versions = "0+")]
    pub resource_type_filter: i8,
    #[field(versions = "0+", nullable = "0+")]
    pub resource_name_filter: Option<ByteString>,
    #[field(versions = "1+", default = "3")]
    pub pattern_type_filter: i8,
    #[field(versions = "0+", nullable = "0+")]
    pub principal_filter: Option<ByteString>,
    #[field(versions = "0+", nullable = "0+")]
    pub host_filter: Option<ByteString>,
    #[field(versions = "0+")]
    pub operation: i8,
    #[field(versions = "0+")]
    pub permission_type: i8,
}
