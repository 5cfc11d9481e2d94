//! RemoveRaftVoter (key 81): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 81, versions = "0", flexible = "0+", listeners = "controller, broker")]
pub struct RemoveRaftVoterRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub voter_id: i32,
    #[field(versions = "0+")]
    pub voter_directory_id: Uuid,
}
