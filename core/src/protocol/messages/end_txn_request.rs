//! EndTxn (key 26): request, versions 0 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 26, versions = "0-5", flexible = "3+", listeners = "broker")]
pub struct EndTxnRequest {
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "0+")]
    pub committed: bool,
}
