//! AddOffsetsToTxn (key 25): request, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 25, versions = "0-4", flexible = "3+", listeners = "broker")]
pub struct AddOffsetsToTxnRequest {
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_id: ByteString,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "0+")]
    pub producer_epoch: i16,
    #[field(versions = "0+", entity = "groupId")]
    pub group_id: ByteString,
}
