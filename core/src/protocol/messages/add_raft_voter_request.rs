//! AddRaftVoter (key 80): request, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 80, versions = "0-1", flexible = "0+", listeners = "controller, broker")]
pub struct AddRaftVoterRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub timeout_ms: i32,
    #[field(versions = "0+")]
    pub voter_id: i32,
    #[field(versions = "0+")]
    pub voter_directory_id: Uuid,
    #[field(versions = "0+")]
    pub listeners: Vec<Listener>,
    #[field(versions = "1+", default = "true")]
    pub ack_when_committed: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct Listener {
    #[field(versions = "0+", map_key)]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: u16,
}
