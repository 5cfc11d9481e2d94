//! AlterPartitionReassignments (key 45): replicas move to other brokers (KIP-455). Authorization: ALTER on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{
        AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse,
        alter_partition_reassignments_request::ReassignablePartition,
        alter_partition_reassignments_response::{
            ReassignablePartitionResponse, ReassignableTopicResponse,
        },
    },
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

    fn answer_of_any(&self) -> Option<AlterPartitionReassignmentsResponse> {
        self.topics.is_empty().then(AlterPartitionReassignmentsResponse::default)
    }

    fn refused(&self, code: ErrorCode, message: &str) -> AlterPartitionReassignmentsResponse {
        let refused = |partition: &ReassignablePartition| ReassignablePartitionResponse {
            partition_index: partition.partition_index,
            error_code: code.code(),
            error_message: Some(message.into()),
        };
        let responses = self.topics.iter().map(|topic| ReassignableTopicResponse {
            name: topic.name.clone(),
            partitions: topic.partitions.iter().map(refused).collect(),
        });
        AlterPartitionReassignmentsResponse {
            error_code: code.code(),
            error_message: Some(message.into()),
            responses: responses.collect(),
            ..Default::default()
        }
    }
}
