//! BrokerHeartbeat (key 63): a broker lives, and wants to serve or to stop (KIP-631). Authorization:
//! CLUSTER_ACTION on the cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{BrokerHeartbeatRequest, BrokerHeartbeatResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// BrokerHeartbeat. v1 tells directories that are offline (KIP-858), v2 cordoned ones (KIP-1066).
pub type BrokerHeartbeat = AtController<BrokerHeartbeatRequest>;

impl ControllerRequest for BrokerHeartbeatRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<BrokerHeartbeatResponse> {
        let Decision { records, response } = controller.heartbeat(basis, self);
        let response = match response {
            Ok(reply) => reply.response(),
            Err(refusal) => self.refused(refusal.code, refusal.code.message()),
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> BrokerHeartbeatResponse {
        BrokerHeartbeatResponse { error_code: code.code(), ..Default::default() }
    }
}
