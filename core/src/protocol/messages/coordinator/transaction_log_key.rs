//! TransactionLogKey (type 0): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 0, versions = "0", flexible = "none")]
pub struct TransactionLogKey {
    #[field(versions = "0")]
    pub transactional_id: ByteString,
}
