//! AllocateProducerIds (key 67): a broker gets a block of producer ids. Authorization: CLUSTER_ACTION on the
//! cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::{ErrorCode, NodeId},
    protocol::messages::{AllocateProducerIdsRequest, AllocateProducerIdsResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// AllocateProducerIds.
pub type AllocateProducerIds = AtController<AllocateProducerIdsRequest>;

impl ControllerRequest for AllocateProducerIdsRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<AllocateProducerIdsResponse> {
        let broker = NodeId(self.broker_id);
        let Decision { records, response } =
            controller.allocate_producer_ids(basis, broker, self.broker_epoch);
        let response = match response {
            Ok(block) => AllocateProducerIdsResponse {
                producer_id_start: block.first().0,
                producer_id_len: i32::try_from(block.left()).unwrap_or(i32::MAX),
                ..Default::default()
            },
            Err(refusal) => self.refused(refusal.code, refusal.code.message()),
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> AllocateProducerIdsResponse {
        AllocateProducerIdsResponse { error_code: code.code(), ..Default::default() }
    }
}
