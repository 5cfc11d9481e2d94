//! What a client may not do to a cluster.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{FetchRequest, fetch_request::ReplicaState},
};

use super::*;
use crate::support;

#[test]
fn a_client_that_fetches_the_metadata_log_as_a_voter_finds_nothing() {
    run(async |cluster| {
        let client = connect(&cluster).await;
        let quorum = client.admin().describe_metadata_quorum().await.unwrap();
        let leader = quorum.leader.unwrap();
        let posed = cluster.nodes().find(|node| *node as i32 != leader).unwrap() as i32;
        let address = cluster.broker(leader as usize).unwrap().address();
        let mut stranger = support::Client::connect(address);
        let replica_state = ReplicaState { replica_id: posed, ..Default::default() };
        for (version, request) in [
            (
                12,
                FetchRequest {
                    replica_id: posed,
                    ..support::fetch_request("__cluster_metadata", i64::from(i32::MAX), 1, 10)
                },
            ),
            (17, {
                let mut request = support::fetch_request("", i64::from(i32::MAX), 1, 10);
                request.topics[0].topic_id = ottla_core::model::Uuid::METADATA_TOPIC;
                FetchRequest { replica_state, ..request }
            }),
        ] {
            let response = stranger.call_at(&request, version);
            let code = ErrorCode::from_code(response.responses[0].partitions[0].error_code);
            let unknown = [ErrorCode::UnknownTopicOrPartition, ErrorCode::UnknownTopicId];
            assert!(unknown.contains(&code), "{code:?} in version {version}");
        }
    });
}
