//! DelegationTokenRecord (type 10): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 10, versions = "0", flexible = "0+")]
pub struct DelegationTokenRecord {
    #[field(versions = "0+")]
    pub owner: ByteString,
    #[field(versions = "0+")]
    pub requester: ByteString,
    #[field(versions = "0+")]
    pub renewers: Vec<ByteString>,
    #[field(versions = "0+")]
    pub issue_timestamp: i64,
    #[field(versions = "0+")]
    pub max_timestamp: i64,
    #[field(versions = "0+")]
    pub expiration_timestamp: i64,
    #[field(versions = "0+")]
    pub token_id: ByteString,
}
