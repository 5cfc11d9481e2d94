//! DescribeTransactions (key 65): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 65, versions = "0", flexible = "0+", listeners = "broker")]
pub struct DescribeTransactionsRequest {
    #[field(versions = "0+", entity = "transactionalId")]
    pub transactional_ids: Vec<ByteString>,
}
