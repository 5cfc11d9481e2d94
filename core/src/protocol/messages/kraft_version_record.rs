//! KRaftVersionRecord: version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "0+")]
pub struct KRaftVersionRecord {
    #[field(versions = "0+")]
    pub version: i16,
    #[field(name = "KRaftVersion", versions = "0+")]
    pub kraft_version: i16,
}
