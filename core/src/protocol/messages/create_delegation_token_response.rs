//! CreateDelegationToken (key 38): response, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 38, versions = "1-3", flexible = "2+")]
pub struct CreateDelegationTokenResponse {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub principal_type: ByteString,
    #[field(versions = "0+")]
    pub principal_name: ByteString,
    #[field(versions = "3+")]
    pub token_requester_principal_type: ByteString,
    #[field(versions = "3+")]
    pub token_requester_principal_name: ByteString,
    #[field(versions = "0+")]
    pub issue_timestamp_ms: i64,
    #[field(versions = "0+")]
    pub expiry_timestamp_ms: i64,
    #[field(versions = "0+")]
    pub max_timestamp_ms: i64,
    #[field(versions = "0+")]
    pub token_id: ByteString,
    #[field(versions = "0+")]
    pub hmac: Secret,
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
}
