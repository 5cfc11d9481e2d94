//! RemoveUserScramCredentialRecord (type 22): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 22, versions = "0", flexible = "0+")]
pub struct RemoveUserScramCredentialRecord {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub mechanism: i8,
}
