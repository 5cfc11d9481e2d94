//! ConsumerGroupRegularExpressionValue (type 16): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 16, versions = "0", flexible = "0+")]
pub struct ConsumerGroupRegularExpressionValue {
    #[field(versions = "0+")]
    pub topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub version: i64,
    #[field(versions = "0+")]
    pub timestamp: i64,
}
