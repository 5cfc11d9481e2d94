//! CreateDelegationToken (key 38): request, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 38, versions = "1-3", flexible = "2+", listeners = "broker, controller")]
pub struct CreateDelegationTokenRequest {
    #[field(versions = "3+", nullable = "3+")]
    pub owner_principal_type: Option<ByteString>,
    #[field(versions = "3+", nullable = "3+")]
    pub owner_principal_name: Option<ByteString>,
    #[field(versions = "0+")]
    pub renewers: Vec<CreatableRenewers>,
    #[field(versions = "0+")]
    pub max_lifetime_ms: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct CreatableRenewers {
    #[field(versions = "0+")]
    pub principal_type: ByteString,
    #[field(versions = "0+")]
    pub principal_name: ByteString,
}
