//! DescribeUserScramCredentials (key 50): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 50, versions = "0", flexible = "0+", listeners = "broker, controller")]
pub struct DescribeUserScramCredentialsRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub users: Option<Vec<UserName>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct UserName {
    #[field(versions = "0+")]
    pub name: ByteString,
}
