//! AssignReplicasToDirs (key 73): a broker says in which directories its replicas are (KIP-858). Authorization:
//! CLUSTER_ACTION on the cluster. Answered by the active controller.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{AssignReplicasToDirsRequest, AssignReplicasToDirsResponse},
};

use crate::engine::cluster::{AtController, ControllerRequest};

/// AssignReplicasToDirs.
pub type AssignReplicasToDirs = AtController<AssignReplicasToDirsRequest>;

impl ControllerRequest for AssignReplicasToDirsRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<AssignReplicasToDirsResponse> {
        let Decision { records, response } = controller.assign_replicas_to_dirs(basis, self);
        let response = match response {
            Ok(response) => response,
            Err(refusal) => self.refused(refusal.code, refusal.code.message()),
        };
        Decision { records, response }
    }

    fn refused(&self, code: ErrorCode, _message: &str) -> AssignReplicasToDirsResponse {
        AssignReplicasToDirsResponse { error_code: code.code(), ..Default::default() }
    }
}
