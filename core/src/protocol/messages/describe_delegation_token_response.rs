//! DescribeDelegationToken (key 41): response, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 41, versions = "1-3", flexible = "2+")]
pub struct DescribeDelegationTokenResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub tokens: Vec<DescribedDelegationToken>,
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedDelegationToken {
    #[field(versions = "0+")]
    pub principal_type: ByteString,
    #[field(versions = "0+")]
    pub principal_name: ByteString,
    #[field(versions = "3+")]
    pub token_requester_principal_type: ByteString,
    #[field(versions = "3+")]
    pub token_requester_principal_name: ByteString,
    #[field(versions = "0+")]
    pub issue_timestamp: i64,
    #[field(versions = "0+")]
    pub expiry_timestamp: i64,
    #[field(versions = "0+")]
    pub max_timestamp: i64,
    #[field(versions = "0+")]
    pub token_id: ByteString,
    #[field(versions = "0+")]
    pub hmac: Secret,
    #[field(versions = "0+")]
    pub renewers: Vec<DescribedDelegationTokenRenewer>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribedDelegationTokenRenewer {
    #[field(versions = "0+")]
    pub principal_type: ByteString,
    #[field(versions = "0+")]
    pub principal_name: ByteString,
}
