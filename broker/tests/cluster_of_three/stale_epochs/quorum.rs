//! Epochs of the metadata quorum.

use ottla_core::protocol::messages::{
    BeginQuorumEpochRequest, EndQuorumEpochRequest, FetchSnapshotRequest, UpdateRaftVoterRequest,
    VoteRequest, begin_quorum_epoch_request, end_quorum_epoch_request, fetch_snapshot_request,
    update_raft_voter_request, vote_request,
};

use super::*;

const METADATA: &str = "__cluster_metadata";

fn vote(
    controller: &mut support::Client,
    kind: vote_request::PartitionData,
) -> (ErrorCode, bool, i32) {
    let partition = vote_request::PartitionData {
        // A log that nobody could find fault with.
        last_offset: i64::MAX,
        last_offset_epoch: kind.replica_epoch - 1,
        ..kind
    };
    let topic =
        vote_request::TopicData { topic_name: METADATA.into(), partitions: vec![partition] };
    let request = VoteRequest { voter_id: -1, topics: vec![topic], ..Default::default() };
    let answer = controller.call(&request);
    assert_eq!(answer.error_code, 0);
    let partition = &answer.topics[0].partitions[0];
    (code(partition.error_code), partition.vote_granted, partition.leader_epoch)
}

fn begin(controller: &mut support::Client, leader_id: i32, leader_epoch: i32) -> (ErrorCode, i32) {
    let partition =
        begin_quorum_epoch_request::PartitionData { leader_id, leader_epoch, ..Default::default() };
    let topic = begin_quorum_epoch_request::TopicData {
        topic_name: METADATA.into(),
        partitions: vec![partition],
    };
    let endpoint = begin_quorum_epoch_request::LeaderEndpoint {
        name: "CONTROLLER".into(),
        host: "127.0.0.1".into(),
        port: 1,
    };
    let request = BeginQuorumEpochRequest {
        voter_id: -1,
        topics: vec![topic],
        leader_endpoints: vec![endpoint],
        ..Default::default()
    };
    let answer = controller.call(&request);
    assert_eq!(answer.error_code, 0);
    let partition = &answer.topics[0].partitions[0];
    (code(partition.error_code), partition.leader_epoch)
}

fn end(controller: &mut support::Client, leader_id: i32, leader_epoch: i32) -> (ErrorCode, i32) {
    let partition =
        end_quorum_epoch_request::PartitionData { leader_id, leader_epoch, ..Default::default() };
    let topic = end_quorum_epoch_request::TopicData {
        topic_name: METADATA.into(),
        partitions: vec![partition],
    };
    let request = EndQuorumEpochRequest { topics: vec![topic], ..Default::default() };
    let answer = controller.call(&request);
    assert_eq!(answer.error_code, 0);
    let partition = &answer.topics[0].partitions[0];
    (code(partition.error_code), partition.leader_epoch)
}

fn fetch(controller: &mut support::Client, epoch: i32) -> (ErrorCode, i32) {
    let mut request = support::fetch_request("", 0, 0, 0);
    request.topics[0].topic_id = Uuid::METADATA_TOPIC;
    let from = &mut request.topics[0].partitions[0];
    (from.current_leader_epoch, from.last_fetched_epoch) = (epoch, 0);
    let (found, answer) = fetched(controller.call_at(&request, 17));
    (found, answer.current_leader.leader_epoch)
}

fn fetch_snapshot(controller: &mut support::Client, current_leader_epoch: i32) -> ErrorCode {
    let snapshot_id = fetch_snapshot_request::SnapshotId { end_offset: 1, epoch: 1 };
    let partition = fetch_snapshot_request::PartitionSnapshot {
        current_leader_epoch,
        snapshot_id,
        ..Default::default()
    };
    let topic = fetch_snapshot_request::TopicSnapshot {
        name: METADATA.into(),
        partitions: vec![partition],
    };
    let answer =
        controller.call(&FetchSnapshotRequest { topics: vec![topic], ..Default::default() });
    assert_eq!(answer.error_code, 0);
    code(answer.topics[0].partitions[0].error_code)
}

fn update(controller: &mut support::Client, current_leader_epoch: i32) -> ErrorCode {
    let listener = update_raft_voter_request::Listener {
        name: "CONTROLLER".into(),
        host: "127.0.0.1".into(),
        port: 1,
    };
    let request = UpdateRaftVoterRequest {
        current_leader_epoch,
        voter_id: 1,
        voter_directory_id: Uuid([7; 16]),
        listeners: vec![listener],
        ..Default::default()
    };
    code(controller.call(&request).error_code)
}

#[test]
fn whoever_speaks_of_an_epoch_that_is_over_moves_no_voter() {
    use ErrorCode::{FencedLeaderEpoch, None, NotLeaderOrFollower, UnknownLeaderEpoch};
    run(async |mut cluster| {
        let mut scene = Scene::of(connect(&cluster).await).await;
        // Nobody can have written anything before the first epoch: the one that is over has to be a later one.
        let first = scene.active as usize;
        cluster.kill(first);
        cluster.restart(first).unwrap();
        scene.until_voters_agree().await;
        let current = scene.quorum_epoch;
        let over = current - 1;
        let claimant = scene.controllers.keys().find(|id| **id != scene.active).unwrap();
        for mut voter in [scene.active_controller(), scene.other_controller()] {
            for pre_vote in [false, true] {
                let asked = vote_request::PartitionData {
                    replica_epoch: over,
                    replica_id: *claimant,
                    pre_vote,
                    ..Default::default()
                };
                let answer = vote(&mut voter, asked);
                assert_eq!(answer, (FencedLeaderEpoch, false, current), "{pre_vote}");
            }
            assert_eq!(begin(&mut voter, *claimant, over), (FencedLeaderEpoch, current));
            assert_eq!(end(&mut voter, scene.active, over), (FencedLeaderEpoch, current));
            assert_eq!(fetch(&mut voter, over), (FencedLeaderEpoch, current));
            assert_eq!(fetch(&mut voter, current + 1), (UnknownLeaderEpoch, current));
            assert_eq!(fetch_snapshot(&mut voter, over), FencedLeaderEpoch);
            assert_eq!(fetch_snapshot(&mut voter, current + 1), UnknownLeaderEpoch);
            assert_eq!(update(&mut voter, over), FencedLeaderEpoch);
            assert_eq!(update(&mut voter, current + 1), UnknownLeaderEpoch);
        }
        assert_eq!(fetch(&mut scene.active_controller(), current), (None, current));
        let elsewhere = (NotLeaderOrFollower, current);
        assert_eq!(fetch(&mut scene.other_controller(), current), elsewhere);
        let quorum = scene.client.admin().describe_metadata_quorum().await.unwrap();
        assert_eq!((quorum.leader, quorum.leader_epoch), (Some(scene.active), current));
    });
}
