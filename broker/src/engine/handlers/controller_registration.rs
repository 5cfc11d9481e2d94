//! ControllerRegistration (key 70): a controller says where it is and what it supports (KIP-919). Authorization:
//! CLUSTER_ACTION on the cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{ControllerRegistrationRequest, ControllerRegistrationResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// ControllerRegistration.
pub type ControllerRegistration = AtController<ControllerRegistrationRequest>;

impl ControllerRequest for ControllerRegistrationRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<ControllerRegistrationResponse> {
        let Decision { records, response } = controller.register_controller(basis, self);
        let response = match response {
            Ok(()) => ControllerRegistrationResponse::default(),
            Err(refusal) => ControllerRegistrationResponse {
                error_code: refusal.code.code(),
                error_message: Some(refusal.message.into()),
                ..Default::default()
            },
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> ControllerRegistrationResponse {
        ControllerRegistrationResponse {
            error_code: code.code(),
            error_message: Some(code.message().into()),
            ..Default::default()
        }
    }
}
