//! UpdateRaftVoter (key 82): request, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 82, versions = "0", flexible = "0+", listeners = "controller")]
pub struct UpdateRaftVoterRequest {
    #[field(versions = "0+", nullable = "0+")]
    pub cluster_id: Option<ByteString>,
    #[field(versions = "0+")]
    pub current_leader_epoch: i32,
    #[field(versions = "0+")]
    pub voter_id: i32,
    #[field(versions = "0+")]
    pub voter_directory_id: Uuid,
    #[field(versions = "0+")]
    pub listeners: Vec<Listener>,
    #[field(name = "KRaftVersionFeature", versions = "0+")]
    pub kraft_version_feature: KRaftVersionFeature,
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

#[derive(Clone, PartialEq, Message)]
pub struct KRaftVersionFeature {
    #[field(versions = "0+")]
    pub min_supported_version: i16,
    #[field(versions = "0+")]
    pub max_supported_version: i16,
}
