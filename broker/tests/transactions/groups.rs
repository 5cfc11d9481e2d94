//! Offsets within transactions: who may commit them, when they count, and what becomes of them when their
//! group or its offsets go.

use bytes::Bytes;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, DeleteGroupsRequest, JoinGroupRequest, OffsetDeleteRequest,
        TxnOffsetCommitRequest,
        join_group_request::JoinGroupRequestProtocol,
        offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic},
    },
};

use super::{
    MILLISECOND, SECOND, clock, in_time_of, served, served_with,
    support::{
        Client,
        transactions::{End, Producer, offsets_request},
    },
};

fn of_member(
    producer: &Producer,
    group: &str,
    member_id: &str,
    generation_id: i32,
) -> TxnOffsetCommitRequest {
    TxnOffsetCommitRequest {
        member_id: member_id.into(),
        generation_id,
        ..offsets_request(producer, group, "t", 5)
    }
}

/// A group of one member that is stable in generation 1; its id.
fn joined(client: &mut Client, group: &str) -> String {
    use ottla_core::protocol::messages::{
        SyncGroupRequest, sync_group_request::SyncGroupRequestAssignment,
    };
    let mut request = JoinGroupRequest {
        group_id: group.into(),
        session_timeout_ms: 30_000,
        rebalance_timeout_ms: 30_000,
        protocol_type: "consumer".into(),
        protocols: vec![JoinGroupRequestProtocol {
            name: "range".into(),
            metadata: Bytes::from_static(&[0; 12]),
        }],
        ..Default::default()
    };
    request.member_id = client.call_at(&request, 9).member_id;
    let response = client.call_at(&request, 9);
    assert_eq!((response.error_code, response.generation_id), (0, 1));
    let request = SyncGroupRequest {
        group_id: group.into(),
        generation_id: 1,
        member_id: request.member_id.clone(),
        assignments: vec![SyncGroupRequestAssignment {
            member_id: request.member_id.clone(),
            assignment: Bytes::new(),
        }],
        ..Default::default()
    };
    assert_eq!(client.call_at(&request, 4).error_code, 0);
    request.member_id.to_string()
}

#[test]
fn only_those_who_use_no_group_management_commit_for_an_unknown_group() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.add_offsets(&producer, "g", 4);
    for version in 3..=5 {
        let refused = client.commit_as_told(&of_member(&producer, "g", "m", 3), version);
        assert_eq!(refused, ErrorCode::IllegalGeneration, "{version}");
        let nameless = client.commit_in_transaction(&producer, "", "t", 5, version);
        assert_eq!(nameless, ErrorCode::InvalidGroupId, "{version}");
    }
    assert_eq!(client.stable_offset("g", "t"), Ok(-1));
    for version in 0..=5 {
        let committed = client.commit_in_transaction(&producer, "g", "t", 5, version);
        assert_eq!(committed, ErrorCode::None, "{version}");
    }
}

#[test]
fn a_member_commits_for_its_generation_only() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let member = joined(&mut client, "g");
    client.add_offsets(&producer, "g", 4);
    for version in 3..=5 {
        let mut commit = |member: &str, generation| {
            client.commit_as_told(&of_member(&producer, "g", member, generation), version)
        };
        assert_eq!(commit(&member, 0), ErrorCode::IllegalGeneration, "{version}");
        assert_eq!(commit(&member, 2), ErrorCode::IllegalGeneration, "{version}");
        assert_eq!(commit("other", 1), ErrorCode::UnknownMemberId, "{version}");
        assert_eq!(commit(&member, 1), ErrorCode::None, "{version}");
        let fenced = TxnOffsetCommitRequest {
            group_instance_id: Some("instance".into()),
            ..of_member(&producer, "g", &member, 1)
        };
        let code = client.commit_as_told(&fenced, version);
        assert_eq!(code, ErrorCode::UnknownMemberId, "{version}");
        // A client of before KIP-447 tells neither.
        assert_eq!(client.commit_in_transaction(&producer, "g", "t", 5, 0), ErrorCode::None);
    }
}

#[test]
fn a_member_of_kip_848_commits_for_its_epoch_only() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let beat = ConsumerGroupHeartbeatRequest {
        group_id: "g".into(),
        member_id: "m".into(),
        rebalance_timeout_ms: 30_000,
        subscribed_topic_names: Some(vec!["t".into()]),
        topic_partitions: Some(Vec::new()),
        ..Default::default()
    };
    let response = client.call(&beat);
    assert_eq!(response.error_code, 0);
    let epoch = response.member_epoch;
    for (member, generation, code) in [
        ("m", epoch - 1, ErrorCode::IllegalGeneration),
        ("m", epoch + 1, ErrorCode::IllegalGeneration),
        ("other", epoch, ErrorCode::UnknownMemberId),
        ("m", epoch, ErrorCode::None),
    ] {
        let told = client.commit_as_told(&of_member(&producer, "g", member, generation), 5);
        assert_eq!(told, code, "{member} {generation}");
    }
}

#[test]
fn offsets_count_when_their_transaction_is_committed_and_never_if_it_is_aborted() {
    let (_broker, mut client) = served();
    client.commit_offset("g", "t", 7, "m");
    let mut producer = client.init("id", 60_000);
    for (end, offset) in [(End::Abort, 7), (End::Commit, 9)] {
        assert_eq!(client.commit_in_transaction(&producer, "g", "t", 8, 5), ErrorCode::None);
        assert_eq!(client.commit_in_transaction(&producer, "g", "t", 9, 5), ErrorCode::None);
        // Whoever does not ask for stable ones is told the last that counts.
        assert_eq!(client.committed_offsets("g")[0].2, 7, "{end:?}");
        assert_eq!(client.stable_offset("g", "t"), Err(ErrorCode::UnstableOffsetCommit));
        producer = client.end(&producer, end, 5).unwrap();
        client.until("it has ended", |client| client.stable_offset("g", "t") == Ok(offset));
    }
}

#[test]
fn partitions_that_do_not_exist_are_refused_alone() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let mut request = offsets_request(&producer, "g", "t", 5);
    let mut missing = request.topics[0].clone();
    let mut far = missing.partitions[0].clone();
    far.partition_index = 9;
    request.topics[0].partitions.push(far);
    missing.name = "missing".into();
    request.topics.push(missing);
    for version in [0, 5, 4] {
        client.add_offsets(&producer, "g", 4);
        let response = client.call_at(&request, version);
        let partitions = response.topics.iter().flat_map(|topic| {
            let codes = topic.partitions.iter();
            codes.map(|one| {
                (&*topic.name, one.partition_index, ErrorCode::from_code(one.error_code))
            })
        });
        let mut codes: Vec<_> = partitions.collect();
        codes.sort_by_key(|(topic, partition, _)| (*topic, *partition));
        let unknown = ErrorCode::UnknownTopicOrPartition;
        let expected = [("missing", 0, unknown), ("t", 0, ErrorCode::None), ("t", 9, unknown)];
        assert_eq!(codes, expected, "{version}");
    }
}

fn delete_group(client: &mut Client, group: &str) -> ErrorCode {
    let request = DeleteGroupsRequest { groups_names: vec![group.into()] };
    ErrorCode::from_code(client.call(&request).results[0].error_code)
}

#[test]
fn a_group_that_is_deleted_takes_its_pending_offsets_along() {
    let (_broker, mut client) = served();
    for committed in [false, true] {
        if committed {
            client.commit_offset("g", "t", 7, "m");
        }
        let producer = client.init("id", 60_000);
        assert_eq!(client.commit_in_transaction(&producer, "g", "t", 9, 5), ErrorCode::None);
        assert_eq!(delete_group(&mut client, "g"), ErrorCode::None);
        assert_eq!(client.stable_offset("g", "t"), Ok(-1), "nothing is pending any more");
        client.end(&producer, End::Commit, 5).unwrap();
        client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
        assert_eq!(client.stable_offset("g", "t"), Ok(-1));
    }
}

#[test]
fn an_offset_that_is_deleted_takes_the_pending_one_along() {
    let (_broker, mut client) = served();
    client.commit_offset("g", "t", 7, "m");
    let producer = client.init("id", 60_000);
    client.commit_in_transaction(&producer, "g", "t", 9, 5);
    let request = OffsetDeleteRequest {
        group_id: "g".into(),
        topics: vec![OffsetDeleteRequestTopic {
            name: "t".into(),
            partitions: vec![OffsetDeleteRequestPartition { partition_index: 0 }],
        }],
    };
    let response = client.call(&request);
    assert_eq!((response.error_code, response.topics[0].partitions[0].error_code), (0, 0));
    client.end(&producer, End::Commit, 5).unwrap();
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.stable_offset("g", "t"), Ok(-1));
}

#[test]
fn offsets_do_not_expire_under_an_open_transaction() {
    let clock = clock();
    let options = in_time_of(&clock).set("offsets.retention.minutes", "1").unwrap();
    let options = options.set("offsets.retention.check.interval.ms", "1000").unwrap();
    let (_broker, mut client) = served_with(options);
    client.commit_offset("g", "t", 7, "m");
    client.commit_offset("idle", "t", 7, "m");
    let producer = client.init("id", 900_000);
    client.commit_in_transaction(&producer, "g", "t", 9, 5);
    clock.advance(120 * SECOND);
    client.until("the other group's are gone", |client| {
        clock.advance(SECOND);
        client.committed_offsets("idle").is_empty()
    });
    assert_eq!(client.committed_offsets("g")[0].2, 7);
    client.end(&producer, End::Commit, 5).unwrap();
    client.until("they count", |client| client.stable_offset("g", "t") == Ok(9));
    // From now on they may: their time began with the commit in the transaction.
    clock.advance(60 * SECOND + MILLISECOND);
    client.until("they are gone", |client| {
        clock.advance(SECOND);
        client.stable_offset("g", "t") == Ok(-1)
    });
}
