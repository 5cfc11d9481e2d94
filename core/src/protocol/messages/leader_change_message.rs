//! LeaderChangeMessage: versions 0 to 1.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0-1", flexible = "0+")]
pub struct LeaderChangeMessage {
    #[field(versions = "0+")]
    pub version: i16,
    #[field(versions = "0+", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+")]
    pub voters: Vec<Voter>,
    #[field(versions = "0+")]
    pub granting_voters: Vec<Voter>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Voter {
    #[field(versions = "0+")]
    pub voter_id: i32,
    #[field(versions = "1+")]
    pub voter_directory_id: Uuid,
}
