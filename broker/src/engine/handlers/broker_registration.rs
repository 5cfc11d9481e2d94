//! BrokerRegistration (key 62): a broker joins the cluster, or comes back (KIP-631). Authorization: CLUSTER_ACTION
//! on the cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{BrokerRegistrationRequest, BrokerRegistrationResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// BrokerRegistration. v2 has log directories (KIP-858), v3 the epoch before (KIP-966).
pub type BrokerRegistration = AtController<BrokerRegistrationRequest>;

impl ControllerRequest for BrokerRegistrationRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=4;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        version: i16,
    ) -> Decision<BrokerRegistrationResponse> {
        let Decision { records, response } = controller.register_broker(basis, self, version);
        let response = match response {
            Ok(epoch) => BrokerRegistrationResponse { broker_epoch: epoch, ..Default::default() },
            Err(refusal) => self.refused(refusal.code, refusal.code.message()),
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> BrokerRegistrationResponse {
        BrokerRegistrationResponse { error_code: code.code(), ..Default::default() }
    }
}
