//! ResponseHeader: versions 0 to 1.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(header, versions = "0-1", flexible = "1+")]
pub struct ResponseHeader {
    #[field(versions = "0+")]
    pub correlation_id: i32,
}
