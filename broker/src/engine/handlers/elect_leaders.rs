//! ElectLeaders (key 43): preferred or unclean leaders are elected now (KIP-460). Authorization: ALTER on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::ErrorCode,
    protocol::messages::{
        ElectLeadersRequest, ElectLeadersResponse,
        elect_leaders_response::{PartitionResult, ReplicaElectionResult},
    },
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
            Err(refusal) => {
                ElectLeadersResponse { error_code: refusal.code.code(), ..Default::default() }
            }
        };
        Decision { records, response }
    }

    /// No list means all partitions; one without items means none.
    fn answer_of_any(&self) -> Option<ElectLeadersResponse> {
        let is_empty = self.topic_partitions.as_ref().is_some_and(Vec::is_empty);
        is_empty.then(ElectLeadersResponse::default)
    }

    fn refused(&self, code: ErrorCode, message: &str) -> ElectLeadersResponse {
        let refused = |partition_id: &i32| PartitionResult {
            partition_id: *partition_id,
            error_code: code.code(),
            error_message: Some(message.into()),
        };
        let named = self.topic_partitions.iter().flatten();
        let results = named.map(|topic| ReplicaElectionResult {
            topic: topic.topic.clone(),
            partition_result: topic.partitions.iter().map(refused).collect(),
        });
        ElectLeadersResponse {
            error_code: code.code(),
            replica_election_results: results.collect(),
            ..Default::default()
        }
    }
}
