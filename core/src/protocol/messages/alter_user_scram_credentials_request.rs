//! AlterUserScramCredentials (key 51): request, version 0.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::protocol::codec::Secret;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 51, versions = "0", flexible = "0+", listeners = "broker, controller")]
pub struct AlterUserScramCredentialsRequest {
    #[field(versions = "0+")]
    pub deletions: Vec<ScramCredentialDeletion>,
    #[field(versions = "0+")]
    pub upsertions: Vec<ScramCredentialUpsertion>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ScramCredentialDeletion {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub mechanism: i8,
}

#[derive(Clone, PartialEq, Message)]
pub struct ScramCredentialUpsertion {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub mechanism: i8,
    #[field(versions = "0+")]
    pub iterations: i32,
    #[field(versions = "0+")]
    pub salt: Bytes,
    #[field(versions = "0+")]
    pub salted_password: Secret,
}
