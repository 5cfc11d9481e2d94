//! ControlRecordTypeSchema: version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "none")]
pub struct ControlRecordTypeSchema {
    #[field(versions = "0+")]
    pub r#type: i16,
}
