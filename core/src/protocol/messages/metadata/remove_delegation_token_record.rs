//! RemoveDelegationTokenRecord (type 26): record of the metadata log, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 26, versions = "0", flexible = "0+")]
pub struct RemoveDelegationTokenRecord {
    #[field(versions = "0+")]
    pub token_id: ByteString,
}
