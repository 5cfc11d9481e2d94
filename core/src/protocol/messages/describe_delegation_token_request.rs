//! DescribeDelegationToken (key 41): request, versions 1 to 3.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 41, versions = "1-3", flexible = "2+", listeners = "broker, controller")]
pub struct DescribeDelegationTokenRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub owners: Option<Vec<DescribeDelegationTokenOwner>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeDelegationTokenOwner {
    #[field(versions = "0+")]
    pub principal_type: ByteString,
    #[field(versions = "0+")]
    pub principal_name: ByteString,
}
