//! InitProducerId (key 22): request, versions 0 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 22, versions = "0-6", flexible = "2+", listeners = "broker", unstable)]
pub struct InitProducerIdRequest {
    #[field(versions = "0+", nullable = "0+", entity = "transactionalId")]
    pub transactional_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub transaction_timeout_ms: i32,
    #[field(versions = "3+", default = "-1", entity = "producerId")]
    pub producer_id: i64,
    #[field(versions = "3+", default = "-1")]
    pub producer_epoch: i16,
    #[field(versions = "6+", default = "false")]
    pub enable2_pc: bool,
    #[field(versions = "6+", default = "false")]
    pub keep_prepared_txn: bool,
}
