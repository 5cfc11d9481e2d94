//! DescribeConfigs (key 32): request, versions 1 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 32, versions = "1-4", flexible = "4+", listeners = "broker, controller")]
pub struct DescribeConfigsRequest {
    #[field(versions = "0+")]
    pub resources: Vec<DescribeConfigsResource>,
    #[field(versions = "1+", default = "false")]
    pub include_synonyms: bool,
    #[field(versions = "3+", default = "false")]
    pub include_documentation: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeConfigsResource {
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub configuration_keys: Option<Vec<ByteString>>,
}
