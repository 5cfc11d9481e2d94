//! Every version of the group APIs that is listed is answered: requests of each API at each version,
//! whose response has to be encodable by the broker and decodable here, and says what it should.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use bytes::Bytes;
use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::{
        Request,
        messages::{
            ConsumerGroupDescribeRequest, ConsumerGroupHeartbeatRequest, DeleteGroupsRequest,
            DescribeGroupsRequest, FindCoordinatorRequest, HeartbeatRequest, JoinGroupRequest,
            JoinGroupResponse, LeaveGroupRequest, ListGroupsRequest, OffsetCommitRequest,
            OffsetDeleteRequest, OffsetFetchRequest, SyncGroupRequest, UpdateFeaturesRequest,
            join_group_request::JoinGroupRequestProtocol,
            leave_group_request::MemberIdentity,
            offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
            offset_delete_request::{OffsetDeleteRequestPartition, OffsetDeleteRequestTopic},
            offset_fetch_request::{
                OffsetFetchRequestGroup, OffsetFetchRequestTopic, OffsetFetchRequestTopics,
            },
            sync_group_request::SyncGroupRequestAssignment,
            update_features_request::FeatureUpdateKey,
        },
    },
};
use support::{Client, broker};

fn versions<R: Request>() -> std::ops::RangeInclusive<i16> {
    let versions = R::KEY.versions();
    versions.first..=versions.last
}

fn error(code: i16) -> ErrorCode {
    ErrorCode::from_code(code)
}

/// A member as it wants to join; what the bytes mean is the members' business.
fn join_request(group: &str, member_id: &str) -> JoinGroupRequest {
    JoinGroupRequest {
        group_id: group.into(),
        session_timeout_ms: 30_000,
        rebalance_timeout_ms: 30_000,
        member_id: member_id.into(),
        protocol_type: "connect".into(),
        protocols: vec![JoinGroupRequestProtocol {
            name: "sessioned".into(),
            metadata: Bytes::from_static(b"worker"),
        }],
        ..Default::default()
    }
}

/// Joins at this version, twice where the first answer only gives an id (KIP-394).
fn join(client: &mut Client, group: &str, version: i16) -> JoinGroupResponse {
    let mut response = client.call_at(&join_request(group, ""), version);
    if version >= 4 {
        assert_eq!(error(response.error_code), ErrorCode::MemberIdRequired, "{version}");
        response = client.call_at(&join_request(group, &response.member_id), version);
    }
    assert_eq!(error(response.error_code), ErrorCode::None, "{version}");
    assert_eq!((response.generation_id, response.members.len()), (1, 1), "{version}");
    assert_eq!(response.leader, response.member_id, "{version}");
    assert_eq!(&response.members[0].metadata[..], b"worker", "{version}");
    assert_eq!(response.protocol_name.as_deref(), Some("sessioned"), "{version}");
    let protocol_type = (version >= 7).then_some("connect");
    assert_eq!(response.protocol_type.as_deref(), protocol_type, "{version}");
    response
}

/// Assigns to itself; afterwards the group is stable.
fn sync(client: &mut Client, group: &str, member: &JoinGroupResponse, version: i16) {
    let request = SyncGroupRequest {
        group_id: group.into(),
        generation_id: member.generation_id,
        member_id: member.member_id.clone(),
        protocol_type: (version >= 5).then(|| "connect".into()),
        protocol_name: (version >= 5).then(|| "sessioned".into()),
        assignments: vec![SyncGroupRequestAssignment {
            member_id: member.member_id.clone(),
            assignment: Bytes::from_static(b"everything"),
        }],
        ..Default::default()
    };
    let response = client.call_at(&request, version);
    assert_eq!(error(response.error_code), ErrorCode::None, "{version}");
    assert_eq!(&response.assignment[..], b"everything", "{version}");
    let protocol_type = (version >= 5).then_some("connect");
    assert_eq!(response.protocol_type.as_deref(), protocol_type, "{version}");
}

#[test]
fn coordinators_are_found_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    let port = i32::from(broker.address().port());
    for version in versions::<FindCoordinatorRequest>() {
        let mut request = FindCoordinatorRequest::default();
        if version >= 4 {
            request.coordinator_keys = vec!["a".into(), "b".into()];
        } else {
            request.key = "a".into();
        }
        let response = client.call_at(&request, version);
        if version >= 4 {
            let found = response.coordinators.iter().map(|one| (&*one.key, one.port));
            assert!(found.eq([("a", port), ("b", port)]), "{version}");
            assert!(response.coordinators.iter().all(|one| one.error_code == 0), "{version}");
        } else {
            assert_eq!((response.error_code, response.port), (0, port), "{version}");
        }
    }
}

/// Members of the type that Kafka Connect's workers have: the coordinator looks into nothing of theirs.
#[test]
fn members_of_kafka_connect_join_live_and_leave_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client
        .call(&FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() });
    for version in versions::<JoinGroupRequest>() {
        let group = format!("join-{version}");
        let member = join(&mut client, &group, version);
        sync(&mut client, &group, &member, version.min(5));
        let beats = |generation_id| HeartbeatRequest {
            group_id: group[..].into(),
            generation_id,
            member_id: member.member_id.clone(),
            ..Default::default()
        };
        let version = version.min(4);
        let response = client.call_at(&beats(1), version);
        assert_eq!(error(response.error_code), ErrorCode::None, "{version}");
        let response = client.call_at(&beats(7), version);
        assert_eq!(error(response.error_code), ErrorCode::IllegalGeneration, "{version}");
    }
    for version in versions::<LeaveGroupRequest>() {
        let group = format!("leave-{version}");
        let member = join(&mut client, &group, version);
        sync(&mut client, &group, &member, version);
        let mut request = LeaveGroupRequest { group_id: group[..].into(), ..Default::default() };
        if version >= 3 {
            let member_id = member.member_id;
            request.members = vec![MemberIdentity { member_id, ..Default::default() }];
        } else {
            request.member_id = member.member_id;
        }
        let first = client.call_at(&request, version);
        let again = client.call_at(&request, version);
        if version >= 3 {
            assert_eq!((first.error_code, first.members[0].error_code), (0, 0), "{version}");
            let gone = error(again.members[0].error_code);
            assert_eq!((again.error_code, gone), (0, ErrorCode::UnknownMemberId), "{version}");
        } else {
            assert_eq!(error(first.error_code), ErrorCode::None, "{version}");
            assert_eq!(error(again.error_code), ErrorCode::UnknownMemberId, "{version}");
        }
    }
}

/// Kafka Streams' members bring and get much, and a schema registry's have a type of their own: all of it
/// comes back as it was, from the log, too.
#[test]
fn members_of_any_type_keep_large_data_over_a_restart() {
    const LARGE: usize = 300_000;
    let folder = tempfile::tempdir().unwrap();
    let start = || Broker::start(BrokerOptions::default().directory(folder.path())).unwrap();
    let running = start();
    let mut client = Client::connect(running.address());
    let mut ids = Vec::new();
    for protocol_type in ["sr", "consumer"] {
        let mut request = join_request(protocol_type, "");
        request.protocol_type = protocol_type.into();
        request.group_instance_id = Some("one".into());
        request.protocols[0].metadata = Bytes::from(vec![7; LARGE]);
        let joined = client.coordinated(protocol_type, |client| {
            let joined = client.call_at(&request, 9);
            let code = error(joined.error_code);
            (joined, code)
        });
        assert_eq!(joined.members[0].metadata, request.protocols[0].metadata);
        let request = SyncGroupRequest {
            group_id: protocol_type.into(),
            generation_id: 1,
            member_id: joined.member_id.clone(),
            assignments: vec![SyncGroupRequestAssignment {
                member_id: joined.member_id.clone(),
                assignment: Bytes::from(vec![9; LARGE]),
            }],
            ..Default::default()
        };
        let synced = client.call_at(&request, 4);
        assert_eq!((synced.error_code, synced.assignment.len()), (0, LARGE));
        ids.push((protocol_type, joined.member_id));
    }
    drop(client);
    drop(running);
    let running = start();
    let mut client = Client::connect(running.address());
    for (group, member_id) in ids {
        let request = DescribeGroupsRequest { groups: vec![group.into()], ..Default::default() };
        let described = client.coordinated(group, |client| {
            let described = client.call_at(&request, 5).groups.swap_remove(0);
            let code = error(described.error_code);
            (described, code)
        });
        assert_eq!((&*described.group_state, &*described.protocol_type), ("Stable", group));
        let member = &described.members[0];
        assert_eq!(member.member_id, member_id);
        assert!(member.member_metadata.iter().all(|byte| *byte == 7));
        assert!(member.member_assignment.iter().all(|byte| *byte == 9));
        let lengths = (member.member_metadata.len(), member.member_assignment.len());
        assert_eq!(lengths, (LARGE, LARGE));
    }
}

#[test]
fn classic_groups_are_listed_described_and_deleted_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client
        .call(&FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() });
    let member = join(&mut client, "g", 9);
    sync(&mut client, "g", &member, 5);
    for version in versions::<ListGroupsRequest>() {
        let mut request = ListGroupsRequest::default();
        let response = client.call_at(&request, version);
        assert_eq!((response.error_code, response.groups.len()), (0, 1), "{version}");
        let listed = &response.groups[0];
        assert_eq!((&*listed.group_id, &*listed.protocol_type), ("g", "connect"), "{version}");
        let state = if version >= 4 { "Stable" } else { "" };
        let group_type = if version >= 5 { "classic" } else { "" };
        assert_eq!((&*listed.group_state, &*listed.group_type), (state, group_type), "{version}");
        if version >= 4 {
            request.states_filter = vec!["Empty".into()];
            assert_eq!(client.call_at(&request, version).groups.len(), 0, "{version}");
        }
    }
    for version in versions::<DescribeGroupsRequest>() {
        let request = DescribeGroupsRequest {
            groups: vec!["g".into(), "nobody".into()],
            include_authorized_operations: version >= 3,
        };
        let response = client.call_at(&request, version);
        let found = &response.groups[0];
        assert_eq!((found.error_code, &*found.group_state), (0, "Stable"), "{version}");
        assert_eq!((&*found.protocol_type, &*found.protocol_data), ("connect", "sessioned"));
        let member = &found.members[0];
        assert_eq!(&member.member_metadata[..], b"worker", "{version}");
        assert_eq!(&member.member_assignment[..], b"everything", "{version}");
        // Up to version 5 a group that is not there is one that is dead.
        let code = if version >= 6 { ErrorCode::GroupIdNotFound } else { ErrorCode::None };
        let missing = &response.groups[1];
        assert_eq!((error(missing.error_code), &*missing.group_state), (code, "Dead"), "{version}");
    }
    for version in versions::<DeleteGroupsRequest>() {
        let request = DeleteGroupsRequest { groups_names: vec!["g".into(), "nobody".into()] };
        let response = client.call_at(&request, version);
        let codes: Vec<_> = response.results.iter().map(|one| error(one.error_code)).collect();
        assert_eq!(codes, [ErrorCode::NonEmptyGroup, ErrorCode::GroupIdNotFound], "{version}");
    }
}

#[test]
fn offsets_are_committed_fetched_and_deleted_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let id = client.topic_id("t");
    client
        .call(&FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() });
    for version in versions::<OffsetCommitRequest>() {
        let committed_offset = i64::from(version) + 100;
        let (code, missing) = commit(&mut client, version, id, committed_offset);
        assert_eq!(code, ErrorCode::None, "{version}");
        let unknown = match version {
            10.. => ErrorCode::UnknownTopicId,
            _ => ErrorCode::UnknownTopicOrPartition,
        };
        assert_eq!(missing, unknown, "{version}");
        for version in versions::<OffsetFetchRequest>() {
            assert_eq!(fetch(&mut client, version, id), (committed_offset, "m".into()));
        }
    }
    let request = OffsetDeleteRequest {
        group_id: "g".into(),
        topics: vec![OffsetDeleteRequestTopic {
            name: "t".into(),
            partitions: vec![OffsetDeleteRequestPartition { partition_index: 0 }],
        }],
    };
    let response = client.call(&request);
    assert_eq!((response.error_code, response.topics[0].partitions[0].error_code), (0, 0));
    for version in versions::<OffsetFetchRequest>() {
        assert_eq!(fetch(&mut client, version, id), (-1, String::new()), "{version}");
    }
}

/// Commits to partition 0 of a topic that is there, and of one that is not.
fn commit(client: &mut Client, version: i16, id: Uuid, offset: i64) -> (ErrorCode, ErrorCode) {
    let topic = |name: &str, topic_id| OffsetCommitRequestTopic {
        name: if version < 10 { name.into() } else { Default::default() },
        topic_id: if version < 10 { Uuid::ZERO } else { topic_id },
        partitions: vec![OffsetCommitRequestPartition {
            partition_index: 0,
            committed_offset: offset,
            committed_metadata: Some("m".into()),
            ..Default::default()
        }],
    };
    let request = OffsetCommitRequest {
        group_id: "g".into(),
        topics: vec![topic("t", id), topic("missing", Uuid([1; 16]))],
        ..Default::default()
    };
    let response = client.call_at(&request, version);
    let code = |topic: usize| error(response.topics[topic].partitions[0].error_code);
    (code(0), code(1))
}

/// Offset and metadata of partition 0.
fn fetch(client: &mut Client, version: i16, id: Uuid) -> (i64, String) {
    let mut request = OffsetFetchRequest { require_stable: version >= 7, ..Default::default() };
    if version < 8 {
        request.group_id = "g".into();
        let topic = OffsetFetchRequestTopic { name: "t".into(), partition_indexes: vec![0] };
        request.topics = Some(vec![topic]);
        let response = client.call_at(&request, version);
        let partition = &response.topics[0].partitions[0];
        assert_eq!((response.error_code, partition.error_code), (0, 0), "{version}");
        return (partition.committed_offset, partition.metadata.as_deref().unwrap().to_owned());
    }
    let topic = OffsetFetchRequestTopics {
        name: if version < 10 { "t".into() } else { Default::default() },
        topic_id: if version < 10 { Uuid::ZERO } else { id },
        partition_indexes: vec![0],
    };
    let topics = Some(vec![topic]);
    request.groups =
        vec![OffsetFetchRequestGroup { group_id: "g".into(), topics, ..Default::default() }];
    let response = client.call_at(&request, version);
    let group = &response.groups[0];
    let partition = &group.topics[0].partitions[0];
    assert_eq!((group.error_code, partition.error_code), (0, 0), "{version}");
    (partition.committed_offset, partition.metadata.as_deref().unwrap().to_owned())
}

#[test]
fn groups_of_kip_848_live_and_are_described_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    let id = client.topic_id("t");
    client
        .call(&FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() });
    for version in versions::<ConsumerGroupHeartbeatRequest>() {
        let group = format!("group-{version}");
        // From version 1 on, members choose their ids.
        let member_id = if version >= 1 { "chosen" } else { "" };
        let mut request = ConsumerGroupHeartbeatRequest {
            group_id: group[..].into(),
            member_id: member_id.into(),
            rebalance_timeout_ms: 30_000,
            subscribed_topic_names: Some(vec!["t".into()]),
            topic_partitions: Some(Vec::new()),
            ..Default::default()
        };
        let response = client.call_at(&request, version);
        assert_eq!(error(response.error_code), ErrorCode::None, "{version}");
        let assignment = &response.assignment.as_ref().unwrap().topic_partitions[0];
        assert_eq!((assignment.topic_id, &assignment.partitions[..]), (id, &[0, 1][..]));
        let member_id = response.member_id.clone().unwrap();
        for described in versions::<ConsumerGroupDescribeRequest>() {
            let request = ConsumerGroupDescribeRequest {
                group_ids: vec![group[..].into(), "nobody".into()],
                include_authorized_operations: true,
            };
            let response = client.call_at(&request, described);
            let found = &response.groups[0];
            assert_eq!((found.error_code, found.members.len()), (0, 1), "{described}");
            assert_eq!(found.members[0].member_id, member_id, "{described}");
            let member_type = if described >= 1 { 1 } else { -1 };
            assert_eq!(found.members[0].member_type, member_type, "{described}");
            let missing = error(response.groups[1].error_code);
            assert_eq!(missing, ErrorCode::GroupIdNotFound, "{described}");
        }
        request.member_id = member_id;
        request.member_epoch = -1;
        let response = client.call_at(&request, version);
        assert_eq!((response.error_code, response.member_epoch), (0, -1), "{version}");
        let response = client.call_at(&request, version);
        assert_eq!(error(response.error_code), ErrorCode::UnknownMemberId, "{version}");
    }
}

#[test]
fn groups_of_kip_848_are_refused_while_group_version_is_0() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client
        .call(&FindCoordinatorRequest { coordinator_keys: vec!["g".into()], ..Default::default() });
    let beat = ConsumerGroupHeartbeatRequest {
        group_id: "g".into(),
        member_id: "m".into(),
        rebalance_timeout_ms: 30_000,
        subscribed_topic_names: Some(vec!["t".into()]),
        topic_partitions: Some(Vec::new()),
        ..Default::default()
    };
    for (level, code) in [(0, ErrorCode::UnsupportedVersion), (1, ErrorCode::None)] {
        let update = FeatureUpdateKey {
            feature: "group.version".into(),
            max_version_level: level,
            upgrade_type: if level == 0 { 2 } else { 1 },
            ..Default::default()
        };
        let request = UpdateFeaturesRequest {
            timeout_ms: 10_000,
            feature_updates: vec![update],
            ..Default::default()
        };
        assert_eq!(client.call(&request).error_code, 0);
        for version in versions::<ConsumerGroupHeartbeatRequest>() {
            let response = client.call_at(&beat, version);
            assert_eq!(error(response.error_code), code, "{level}, {version}");
            assert_eq!(response.error_message, None, "{level}, {version}");
        }
        for version in versions::<ConsumerGroupDescribeRequest>() {
            let request =
                ConsumerGroupDescribeRequest { group_ids: vec!["g".into()], ..Default::default() };
            let described = &client.call_at(&request, version).groups[0];
            assert_eq!((error(described.error_code), &*described.group_id), (code, "g"));
        }
        // The classic protocol is there at either level.
        join(&mut client, &format!("classic-{level}"), 9);
    }
}
