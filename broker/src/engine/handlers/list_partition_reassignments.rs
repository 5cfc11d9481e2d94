//! ListPartitionReassignments (key 46): replicas on their way (KIP-455). Authorization: DESCRIBE on the cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision, list_partition_reassignments},
    model::ErrorCode,
    protocol::messages::{ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse},
};

use crate::engine::{
    cluster::{AtController, ControllerRequest},
    handler::Place,
};

/// ListPartitionReassignments.
pub type ListPartitionReassignments = AtController<ListPartitionReassignmentsRequest>;

impl ControllerRequest for ListPartitionReassignmentsRequest {
    const VERSIONS: RangeInclusive<i16> = 0..=0;
    const PLACE: Place = Place::Controller;

    fn decide(
        &self,
        _controller: &mut ActiveController,
        basis: Basis<'_>,
        _version: i16,
    ) -> Decision<ListPartitionReassignmentsResponse> {
        let response = list_partition_reassignments(basis.image, self);
        Decision { records: Vec::new(), response }
    }

    fn refused(code: ErrorCode) -> ListPartitionReassignmentsResponse {
        ListPartitionReassignmentsResponse {
            error_code: code.code(),
            error_message: Some(code.message().into()),
            ..Default::default()
        }
    }
}
