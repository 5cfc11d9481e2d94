//! DescribeConfigs (key 32): response, versions 1 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 32, versions = "1-4", flexible = "4+")]
pub struct DescribeConfigsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub results: Vec<DescribeConfigsResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeConfigsResult {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub resource_type: i8,
    #[field(versions = "0+")]
    pub resource_name: ByteString,
    #[field(versions = "0+")]
    pub configs: Vec<DescribeConfigsResourceResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeConfigsResourceResult {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+", nullable = "0+")]
    pub value: Option<ByteString>,
    #[field(versions = "0+")]
    pub read_only: bool,
    #[field(versions = "1+", default = "-1", ignorable)]
    pub config_source: i8,
    #[field(versions = "0+")]
    pub is_sensitive: bool,
    #[field(versions = "1+", ignorable)]
    pub synonyms: Vec<DescribeConfigsSynonym>,
    #[field(versions = "3+", default = "0", ignorable)]
    pub config_type: i8,
    #[field(versions = "3+", nullable = "0+", ignorable)]
    pub documentation: Option<ByteString>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeConfigsSynonym {
    #[field(versions = "1+")]
    pub name: ByteString,
    #[field(versions = "1+", nullable = "0+")]
    pub value: Option<ByteString>,
    #[field(versions = "1+")]
    pub source: i8,
}
