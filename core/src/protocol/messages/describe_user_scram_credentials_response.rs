//! DescribeUserScramCredentials (key 50): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 50, versions = "0", flexible = "0+")]
pub struct DescribeUserScramCredentialsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub results: Vec<DescribeUserScramCredentialsResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeUserScramCredentialsResult {
    #[field(versions = "0+")]
    pub user: ByteString,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
    #[field(versions = "0+")]
    pub credential_infos: Vec<CredentialInfo>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CredentialInfo {
    #[field(versions = "0+")]
    pub mechanism: i8,
    #[field(versions = "0+")]
    pub iterations: i32,
}
