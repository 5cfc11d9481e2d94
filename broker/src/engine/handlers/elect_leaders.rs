//! ElectLeaders (key 43): preferred or unclean leaders are elected now (KIP-460). Authorization: ALTER on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{ElectLeadersRequest, ElectLeadersResponse},
};

use crate::engine::{
    cluster::{AtController, ControllerRequest},
    handler::Place,
};

/// ElectLeaders. v1 has unclean elections.
pub type ElectLeaders = AtController<ElectLeadersRequest>;

impl ControllerRequest for ElectLeadersRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=2;
    const PLACE: Place = Place::Controller;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<ElectLeadersResponse> {
        let Decision { records, response } = controller.elect_leaders(basis, self);
        let response = match response {
            Ok(response) => response,
            Err(refusal) => Self::refused(refusal.code),
        };
        Decision { records, response }
    }

    fn refused(code: ErrorCode) -> ElectLeadersResponse {
        ElectLeadersResponse { error_code: code.code(), ..Default::default() }
    }
}
