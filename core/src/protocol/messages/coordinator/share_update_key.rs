//! ShareUpdateKey (type 1): record key, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_key, key = 1, versions = "0", flexible = "none")]
pub struct ShareUpdateKey {
    #[field(versions = "0")]
    pub group_id: ByteString,
    #[field(versions = "0")]
    pub topic_id: Uuid,
    #[field(versions = "0")]
    pub partition: i32,
}
