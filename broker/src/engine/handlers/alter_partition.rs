//! AlterPartition (key 56): a leader wants other replicas to be in sync (KIP-497). Authorization: CLUSTER_ACTION on
//! the cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{AlterPartitionRequest, AlterPartitionResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// AlterPartition. v2 names topics by id, v3 tells the epoch of each replica (KIP-903).
pub type AlterPartition = AtController<AlterPartitionRequest>;

impl ControllerRequest for AlterPartitionRequest {
    const VERSIONS: RangeInclusive<i16> = 2..=3;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        version: i16,
    ) -> Decision<AlterPartitionResponse> {
        let Decision { records, response } = controller.alter_partition(basis, self, version);
        let response = match response {
            Ok(response) => response,
            Err(refusal) => self.refused(refusal.code, refusal.code.message()),
        };
        Decision { records, response }
    }

    fn answer_of_any(&self) -> Option<AlterPartitionResponse> {
        self.topics.is_empty().then(AlterPartitionResponse::default)
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> AlterPartitionResponse {
        AlterPartitionResponse { error_code: code.code(), ..Default::default() }
    }
}
