//! AlterPartitionReassignments (key 45): replicas move to other brokers (KIP-455). Authorization: ALTER on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse},
};

use crate::engine::{
    cluster::{AtController, ControllerRequest},
    handler::Place,
};

/// AlterPartitionReassignments. v1 can forbid another number of replicas (KIP-860).
pub type AlterPartitionReassignments = AtController<AlterPartitionReassignmentsRequest>;

impl ControllerRequest for AlterPartitionReassignmentsRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=1;
    const PLACE: Place = Place::Controller;

    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<AlterPartitionReassignmentsResponse> {
        controller.alter_partition_reassignments(basis, self)
    }

    fn refused(code: ErrorCode) -> AlterPartitionReassignmentsResponse {
        AlterPartitionReassignmentsResponse {
            error_code: code.code(),
            error_message: Some(code.message().into()),
            ..Default::default()
        }
    }
}
