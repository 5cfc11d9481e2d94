//! UnregisterBroker (key 64): a broker that does not come back leaves the cluster. Authorization: ALTER on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::{ErrorCode, NodeId},
    protocol::messages::{UnregisterBrokerRequest, UnregisterBrokerResponse},
};

use crate::engine::{
    cluster::{AtController, ControllerRequest},
    handler::Place,
};

/// UnregisterBroker.
pub type UnregisterBroker = AtController<UnregisterBrokerRequest>;

impl ControllerRequest for UnregisterBrokerRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=0;
    const PLACE: Place = Place::Controller;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<UnregisterBrokerResponse> {
        let Decision { records, response } =
            controller.unregister_broker(basis, NodeId(self.broker_id));
        let response = match response {
            Ok(()) => UnregisterBrokerResponse::default(),
            Err(refusal) => UnregisterBrokerResponse {
                error_code: refusal.code.code(),
                error_message: Some(refusal.message.into()),
                ..Default::default()
            },
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, message: &str) -> UnregisterBrokerResponse {
        UnregisterBrokerResponse {
            error_code: code.code(),
            error_message: Some(message.into()),
            ..Default::default()
        }
    }
}
