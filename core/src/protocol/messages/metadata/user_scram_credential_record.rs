//! UserScramCredentialRecord (type 11): record of the metadata log, version 0.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 11, versions = "0", flexible = "0+")]
pub struct UserScramCredentialRecord {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub mechanism: i8,
    #[field(versions = "0+")]
    pub salt: Bytes,
    #[field(versions = "0+")]
    pub stored_key: Secret,
    #[field(versions = "0+")]
    pub server_key: Secret,
    #[field(versions = "0+")]
    pub iterations: i32,
}
