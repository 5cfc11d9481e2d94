//! ControllerRegistration (KIP-919): a controller says where it is and what it supports. The last registration
//! counts.

use super::{ActiveController, Basis, Decision, Judged, Refusal, register_broker::check_listeners};
use crate::{
    metadata::MetadataVersion,
    model::ErrorCode,
    protocol::messages::{
        ControllerRegistrationRequest, RegisterControllerRecord,
        register_controller_record::{ControllerEndpoint, ControllerFeature},
    },
};

impl ActiveController {
    /// Decides on a ControllerRegistration request.
    #[must_use]
    pub fn register_controller(
        &self,
        basis: Basis<'_>,
        request: &ControllerRegistrationRequest,
    ) -> Judged<()> {
        if basis.image.metadata_version() < MetadataVersion::CONTROLLER_REGISTRATION {
            let message =
                "The current MetadataVersion is too old to support controller registrations.";
            return Judged::refused(Refusal::new(ErrorCode::UnsupportedVersion, message));
        }
        let protocols = request.listeners.iter().map(|one| (&one.name, one.security_protocol));
        if let Err(refusal) = check_listeners(protocols) {
            return Judged::refused(refusal);
        }
        let end_points = request.listeners.iter().map(|listener| ControllerEndpoint {
            name: listener.name.to_string().into(),
            host: listener.host.to_string().into(),
            port: listener.port,
            security_protocol: listener.security_protocol,
        });
        let features = request.features.iter().map(|feature| ControllerFeature {
            name: feature.name.to_string().into(),
            min_supported_version: feature.min_supported_version,
            max_supported_version: feature.max_supported_version,
        });
        let record = RegisterControllerRecord {
            controller_id: request.controller_id,
            incarnation_id: request.incarnation_id,
            zk_migration_ready: false,
            end_points: end_points.collect(),
            features: features.collect(),
        };
        Decision { records: vec![record.into()], response: Ok(()) }
    }
}
