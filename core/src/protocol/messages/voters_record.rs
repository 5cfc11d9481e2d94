//! VotersRecord: version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(data, versions = "0", flexible = "0+")]
pub struct VotersRecord {
    #[field(versions = "0+")]
    pub version: i16,
    #[field(versions = "0+")]
    pub voters: Vec<Voter>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Voter {
    #[field(versions = "0+", entity = "brokerId")]
    pub voter_id: i32,
    #[field(versions = "0+")]
    pub voter_directory_id: Uuid,
    #[field(versions = "0+")]
    pub endpoints: Vec<Endpoint>,
    #[field(name = "KRaftVersionFeature", versions = "0+")]
    pub kraft_version_feature: KRaftVersionFeature,
}

#[derive(Clone, PartialEq, Message)]
pub struct Endpoint {
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
