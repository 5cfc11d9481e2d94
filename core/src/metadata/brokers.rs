//! Brokers as the metadata log knows them.

use bytestring::ByteString;

use super::SUPPORTED_FEATURES;
use crate::{
    model::{NodeId, Uuid},
    protocol::messages::{
        RegisterBrokerRecord,
        register_broker_record::{BrokerEndpoint, BrokerFeature},
    },
};

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
    /// Those of its directories that get no new replicas (KIP-1066); `None` until the broker has said.
    pub cordoned_directories: Option<Vec<Uuid>>,
    /// Features with the lowest and the highest level that it supports.
    pub features: Vec<(ByteString, i16, i16)>,
}

impl From<&RegisterBrokerRecord> for BrokerRegistration {
    fn from(record: &RegisterBrokerRecord) -> Self {
        let endpoints = record.end_points.iter().map(|endpoint| Endpoint {
            listener: owned(&endpoint.name),
            host: owned(&endpoint.host),
            port: endpoint.port,
            security_protocol: endpoint.security_protocol,
        });
        let features = record
            .features
            .iter()
            .map(|one| (owned(&one.name), one.min_supported_version, one.max_supported_version));
        Self {
            id: NodeId(record.broker_id),
            epoch: record.broker_epoch,
            incarnation: record.incarnation_id,
            endpoints: endpoints.collect(),
            rack: record.rack.as_ref().map(owned),
            fenced: record.fenced,
            in_controlled_shutdown: record.in_controlled_shutdown,
            directories: record.log_dirs.clone(),
            cordoned_directories: record.cordoned_log_dirs.clone(),
            features: features.collect(),
        }
    }
}

/// A copy: what a record was read from must not live as long as the image.
pub(super) fn owned(text: &ByteString) -> ByteString {
    ByteString::from(text.to_string())
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
        directory != Uuid::LOST_DIRECTORY
            && (self.directories.is_empty()
                || self.directories.contains(&directory)
                || directory.is_reserved())
    }

    /// Whether it serves: it is neither fenced nor about to stop.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.fenced && !self.in_controlled_shutdown
    }

    /// Whether it has a directory for new replicas.
    #[must_use]
    pub fn takes_replicas(&self) -> bool {
        self.directories.is_empty() || self.directories.iter().any(|one| !self.is_cordoned(*one))
    }

    /// Whether a directory gets no new replicas.
    #[must_use]
    pub fn is_cordoned(&self, directory: Uuid) -> bool {
        self.cordoned_directories.as_ref().is_some_and(|cordoned| cordoned.contains(&directory))
    }

    /// The record that says all of it.
    #[must_use]
    pub fn record(&self) -> RegisterBrokerRecord {
        let end_points = self.endpoints.iter().map(|endpoint| BrokerEndpoint {
            name: endpoint.listener.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
            security_protocol: endpoint.security_protocol,
        });
        let features = self.features.iter().map(|(name, minimum, maximum)| BrokerFeature {
            name: name.clone(),
            min_supported_version: *minimum,
            max_supported_version: *maximum,
        });
        RegisterBrokerRecord {
            broker_id: self.id.0,
            incarnation_id: self.incarnation,
            broker_epoch: self.epoch,
            end_points: end_points.collect(),
            features: features.collect(),
            rack: self.rack.clone(),
            fenced: self.fenced,
            in_controlled_shutdown: self.in_controlled_shutdown,
            log_dirs: self.directories.clone(),
            cordoned_log_dirs: self.cordoned_directories.clone(),
            ..Default::default()
        }
    }

    /// Its address under a listener name.
    #[must_use]
    pub fn endpoint(&self, listener: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.listener == listener)
    }
}
