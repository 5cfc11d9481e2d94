//! DefaultPrincipalData: version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "0+")]
pub struct DefaultPrincipalData {
    #[field(versions = "0+")]
    pub r#type: ByteString,
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub token_authenticated: bool,
}
