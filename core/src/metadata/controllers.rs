//! Controllers as the metadata log knows them (KIP-919).

use bytestring::ByteString;

use super::brokers::{Endpoint, owned};
use crate::{
    model::{NodeId, Uuid},
    protocol::messages::{
        RegisterControllerRecord,
        register_controller_record::{ControllerEndpoint, ControllerFeature},
    },
};

/// One controller's registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControllerRegistration {
    /// Its node id.
    pub id: NodeId,
    /// Id that the process drew at its start.
    pub incarnation: Uuid,
    /// Whether it could take over a cluster of ZooKeeper.
    pub zk_migration_ready: bool,
    /// Its addresses.
    pub endpoints: Vec<Endpoint>,
    /// Features with the lowest and the highest level that it supports.
    pub features: Vec<(ByteString, i16, i16)>,
}

impl From<&RegisterControllerRecord> for ControllerRegistration {
    fn from(record: &RegisterControllerRecord) -> Self {
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
            id: NodeId(record.controller_id),
            incarnation: record.incarnation_id,
            zk_migration_ready: record.zk_migration_ready,
            endpoints: endpoints.collect(),
            features: features.collect(),
        }
    }
}

impl ControllerRegistration {
    /// The record that says all of it.
    #[must_use]
    pub fn record(&self) -> RegisterControllerRecord {
        let end_points = self.endpoints.iter().map(|endpoint| ControllerEndpoint {
            name: endpoint.listener.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
            security_protocol: endpoint.security_protocol,
        });
        let features = self.features.iter().map(|(name, minimum, maximum)| ControllerFeature {
            name: name.clone(),
            min_supported_version: *minimum,
            max_supported_version: *maximum,
        });
        RegisterControllerRecord {
            controller_id: self.id.0,
            incarnation_id: self.incarnation,
            zk_migration_ready: self.zk_migration_ready,
            end_points: end_points.collect(),
            features: features.collect(),
        }
    }
}
