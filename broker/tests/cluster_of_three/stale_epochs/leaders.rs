//! Epochs of a partition's leader, and of the brokers that follow it.

use ottla_core::protocol::messages::{
    ListOffsetsRequest, OffsetForLeaderEpochRequest,
    list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
    offset_for_leader_epoch_request::{OffsetForLeaderPartition, OffsetForLeaderTopic},
};

use super::*;

fn list_offsets(broker: &mut support::Client, version: i16, leader_epoch: i32) -> ErrorCode {
    let partition = ListOffsetsPartition {
        current_leader_epoch: leader_epoch,
        timestamp: -2,
        ..Default::default()
    };
    let topic = ListOffsetsTopic { name: TOPIC.into(), partitions: vec![partition] };
    let request = ListOffsetsRequest { replica_id: -1, topics: vec![topic], ..Default::default() };
    code(broker.call_at(&request, version).topics[0].partitions[0].error_code)
}

fn end_of_epoch(broker: &mut support::Client, version: i16, leader_epoch: i32) -> ErrorCode {
    let partition = OffsetForLeaderPartition {
        current_leader_epoch: leader_epoch,
        leader_epoch: 0,
        ..Default::default()
    };
    let topic = OffsetForLeaderTopic { topic: TOPIC.into(), partitions: vec![partition] };
    let request = OffsetForLeaderEpochRequest { replica_id: -1, topics: vec![topic] };
    let answer = broker.call_at(&request, version).topics.remove(0).partitions.remove(0);
    let found = code(answer.error_code);
    assert_eq!(answer.end_offset, if found == ErrorCode::None { 1 } else { -1 });
    found
}

#[test]
fn a_client_that_knows_another_leader_epoch_is_told() {
    use ErrorCode::{FencedLeaderEpoch, None, NotLeaderOrFollower, UnknownLeaderEpoch};
    run_calmly(async |cluster| {
        let scene = Scene::of(connect(&cluster).await).await;
        let current = scene.leader_epoch;
        let of = |broker| {
            let elsewhere = if broker == LEADER { None } else { NotLeaderOrFollower };
            [
                (current - 1, FencedLeaderEpoch),
                (current, elsewhere),
                (current + 1, UnknownLeaderEpoch),
                // One that says nothing of it.
                (-1, elsewhere),
            ]
        };
        for id in [LEADER, FOLLOWER] {
            let mut broker = scene.broker(id);
            for (epoch, expected) in of(id) {
                for version in [4, 11] {
                    let found = list_offsets(&mut broker, version, epoch);
                    assert_eq!(found, expected, "ListOffsets {version} at {id} in {epoch}");
                }
                for version in [2, 4] {
                    let found = end_of_epoch(&mut broker, version, epoch);
                    assert_eq!(
                        found, expected,
                        "OffsetForLeaderEpoch {version} at {id} in {epoch}"
                    );
                }
                let (found, _) = fetched(broker.call_at(&scene.fetch(10, epoch), 10));
                assert_eq!(found, expected, "Fetch 10 at {id} in {epoch}");
                for version in [12, 17] {
                    let request = scene.fetch(version, epoch);
                    let (found, answer) = fetched(broker.call_at(&request, version));
                    // Followers serve consumers that may be sent to another replica (KIP-392).
                    let expected = if expected == NotLeaderOrFollower { None } else { expected };
                    assert_eq!(found, expected, "Fetch {version} at {id} in {epoch}");
                    if found == FencedLeaderEpoch && version >= 16 {
                        let told = &answer.current_leader;
                        assert_eq!((told.leader_id, told.leader_epoch), (LEADER, current));
                    }
                }
            }
        }
    });
}

#[test]
fn a_follower_of_another_epoch_gets_nothing_and_counts_for_nothing() {
    use ErrorCode::{FencedLeaderEpoch, None, NotLeaderOrFollower, UnknownLeaderEpoch};
    run_calmly(async |cluster| {
        let scene = Scene::of(connect(&cluster).await).await;
        let (current, own) = (scene.leader_epoch, scene.broker_epoch(FOLLOWER));
        let mut leader = scene.broker(LEADER);
        for version in [12, 17] {
            let mut found = |broker: (i32, i64), epoch| {
                let request = scene.fetch_of(version, broker, epoch);
                fetched(leader.call_at(&request, version)).0
            };
            assert_eq!(found((FOLLOWER, own), current - 1), FencedLeaderEpoch, "{version}");
            assert_eq!(found((FOLLOWER, own), current + 1), UnknownLeaderEpoch, "{version}");
            // Whoever holds no replica here may have been given one that the leader has not heard of.
            assert_eq!(found((99, own), current), UnknownLeaderEpoch, "{version}");
            assert_eq!(found((99, own), -1), NotLeaderOrFollower, "{version}");
            if version >= 15 {
                // What was registered before is another process, which runs no more or should not.
                assert_eq!(found((FOLLOWER, own - 1), current), NotLeaderOrFollower);
                assert_eq!(found((FOLLOWER, 0), current), NotLeaderOrFollower);
            }
            assert_eq!(found((FOLLOWER, own), current), None, "{version}");
            let request = scene.fetch_of(version, (LEADER, 0), current);
            let elsewhere = scene.broker(FOLLOWER).call_at(&request, version);
            assert_eq!(fetched(elsewhere).0, NotLeaderOrFollower, "{version}");
        }
    });
}

#[test]
fn a_follower_that_is_ahead_of_its_leader_is_told_where_they_part() {
    run_calmly(async |cluster| {
        let scene = Scene::of(connect(&cluster).await).await;
        let (current, own) = (scene.leader_epoch, scene.broker_epoch(FOLLOWER));
        let mut leader = scene.broker(LEADER);
        let mut ahead = scene.fetch_of(17, (FOLLOWER, own), current);
        ahead.topics[0].partitions[0].fetch_offset = 10;
        let (found, _) = fetched(leader.call_at(&ahead, 17));
        assert_eq!(found, ErrorCode::OffsetOutOfRange);
        // With the epoch of its last record it learns more: the first leader wrote one record.
        ahead.topics[0].partitions[0].last_fetched_epoch = 0;
        let (found, answer) = fetched(leader.call_at(&ahead, 17));
        let parting = (answer.diverging_epoch.epoch, answer.diverging_epoch.end_offset);
        assert_eq!((found, parting), (ErrorCode::None, (0, 1)));
        assert!(answer.records.unwrap().is_empty());
    });
}
