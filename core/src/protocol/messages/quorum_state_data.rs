//! QuorumStateData: versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0-1", flexible = "0+")]
pub struct QuorumStateData {
    #[field(versions = "0")]
    pub cluster_id: ByteString,
    #[field(versions = "0+", default = "-1")]
    pub leader_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub leader_epoch: i32,
    #[field(versions = "0+", default = "-1")]
    pub voted_id: i32,
    #[field(versions = "1+")]
    pub voted_directory_id: Uuid,
    #[field(versions = "0")]
    pub applied_offset: i64,
    #[field(versions = "0", nullable = "0")]
    pub current_voters: Option<Vec<Voter>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Voter {
    #[field(versions = "0")]
    pub voter_id: i32,
}
