//! ListTransactions (key 66): request, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 66, versions = "0-2", flexible = "0+", listeners = "broker")]
pub struct ListTransactionsRequest {
    #[field(versions = "0+")]
    pub state_filters: Vec<ByteString>,
    #[field(versions = "0+", entity = "producerId")]
    pub producer_id_filters: Vec<i64>,
    #[field(versions = "1+", default = "-1")]
    pub duration_filter: i64,
    #[field(versions = "2+", nullable = "2+", default = "null")]
    pub transactional_id_pattern: Option<ByteString>,
}
