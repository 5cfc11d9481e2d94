//! Brokers as the metadata log knows them.

use bytestring::ByteString;

use super::SUPPORTED_FEATURES;
use crate::model::{NodeId, Uuid};

/// Where a broker can be reached under one listener name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Listener name: `PLAINTEXT`.
    pub listener: ByteString,
    /// Host name or address that clients are told.
    pub host: ByteString,
    /// Port that clients are told.
    pub port: u16,
    /// Security protocol: 0 is PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.
    pub security_protocol: i16,
}

/// One broker's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerRegistration {
    /// Its node id.
    pub id: NodeId,
    /// Offset of its registration record; a later registration fences an earlier one.
    pub epoch: i64,
    /// Id that the process drew at its start.
    pub incarnation: Uuid,
    /// Its addresses.
    pub endpoints: Vec<Endpoint>,
    /// Its rack.
    pub rack: Option<ByteString>,
    /// Whether it may not lead.
    pub fenced: bool,
    /// Whether it asked to stop.
    pub in_controlled_shutdown: bool,
    /// Ids of its log directories.
    pub directories: Vec<Uuid>,
    /// Features with the lowest and the highest level that it supports.
    pub features: Vec<(ByteString, i16, i16)>,
}

impl BrokerRegistration {
    /// The features of a broker of this version.
    #[must_use]
    pub fn supported_features() -> Vec<(ByteString, i16, i16)> {
        let features = SUPPORTED_FEATURES.iter();
        features.map(|one| (one.name.into(), one.minimum, one.maximum)).collect()
    }

    /// Whether it has a directory that holds what is assigned to `directory`: one of its own that is
    /// online, or any for what is not assigned yet (KIP-858 keeps the first ids for that).
    #[must_use]
    pub fn holds(&self, directory: Uuid) -> bool {
        self.directories.is_empty()
            || self.directories.contains(&directory)
            || (directory.is_reserved() && directory != Uuid::LOST_DIRECTORY)
    }

    /// Its address under a listener name.
    #[must_use]
    pub fn endpoint(&self, listener: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.listener == listener)
    }
}
