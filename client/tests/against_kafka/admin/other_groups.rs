//! Share groups and groups of Kafka Streams. The client has no members for them, so the tests send heartbeats.

use ottla::{ErrorCode, TopicPartition, admin::GroupFilter};
use ottla_core::protocol::{
    ApiKey,
    messages::{
        ShareGroupHeartbeatRequest, StreamsGroupHeartbeatRequest,
        streams_group_heartbeat_request::{KeyValue, Subtopology, Topology},
    },
};

use super::{call_coordinator, code, codes, run};
use crate::{new_topic, unique};

/// The epoch with which a member joins, and that with which it leaves.
const JOINING: i32 = 0;
const LEAVING: i32 = -1;

async fn share_heartbeat(group: &str, topic: &str, member_epoch: i32) {
    let request = ShareGroupHeartbeatRequest {
        group_id: group.into(),
        member_id: "xJpvmrJcSfa0lQAAAAAAAA".into(),
        member_epoch,
        rack_id: None,
        subscribed_topic_names: Some(vec![topic.into()]),
    };
    let response = call_coordinator(group, &request).await;
    assert_eq!(response.error_code, 0, "{:?}", response.error_message);
}

#[test]
fn a_share_group_is_described_and_its_offsets_changed() {
    let apis = [
        ApiKey::ShareGroupHeartbeat,
        ApiKey::ShareGroupDescribe,
        ApiKey::DescribeShareGroupOffsets,
        ApiKey::AlterShareGroupOffsets,
        ApiKey::DeleteShareGroupOffsets,
    ];
    run(&apis, async |client| {
        let admin = client.admin();
        let (topic, group) = (new_topic(&client, "shared", 2).await, unique("share"));
        let at = |partition| TopicPartition::new(topic.clone(), partition);
        // Until its coordinator is there.
        admin.list_group_offsets(&group).await.unwrap();
        share_heartbeat(&group, &topic, JOINING).await;
        let kinds = GroupFilter { kinds: vec!["share".into()], ..Default::default() };
        let listed = admin.list_groups_with(kinds).await.unwrap();
        assert!(
            listed.iter().any(|one| one.group_id == *group && one.kind == "share"),
            "{listed:?}"
        );
        let nobody = unique("nobody");
        let described = admin.describe_share_groups([&nobody, &group]).each().await;
        assert_eq!(codes(&described), [ErrorCode::GroupIdNotFound, ErrorCode::None]);
        let described = described[1].1.as_ref().unwrap();
        assert_eq!((&*described.state, described.members.len()), ("Stable", 1));
        assert_eq!(described.members[0].topics, [&*topic]);

        let set = admin.alter_share_group_offsets(&group, [(at(0), 0)]).one().await;
        assert_eq!(code(&set), ErrorCode::NonEmptyGroup);
        share_heartbeat(&group, &topic, LEAVING).await;
        let set = admin.alter_share_group_offsets(&group, [(at(0), 3), (at(9), 3), (at(1), 4)]);
        let expected = [ErrorCode::None, ErrorCode::UnknownTopicOrPartition, ErrorCode::None];
        assert_eq!(codes(&set.each().await), expected);
        let listed = admin.list_share_group_offsets([(&group, None)]).one().await.unwrap();
        let starts: Vec<_> =
            listed.iter().map(|(at, found)| (at.partition, found.start_offset)).collect();
        assert_eq!(starts, [(0, 3), (1, 4)]);
        let one = admin.list_share_group_offsets([(&group, Some(vec![at(1)]))]).one().await;
        assert_eq!(one.unwrap().keys().collect::<Vec<_>>(), [&at(1)]);

        let deleted = admin.delete_share_group_offsets(&group, [&topic, &nobody]).each().await;
        assert_eq!(codes(&deleted), [ErrorCode::None, ErrorCode::UnknownTopicOrPartition]);
        let listed = admin.list_share_group_offsets([(&group, None)]).one().await.unwrap();
        assert!(listed.is_empty(), "{listed:?}");
        admin.delete_groups([&group]).one().await.unwrap();
    });
}

async fn streams_heartbeat(group: &str, topic: &str, member_epoch: i32) {
    let part = Subtopology {
        subtopology_id: "0".into(),
        source_topics: vec![topic.into()],
        ..Default::default()
    };
    let joins = member_epoch == JOINING;
    let request = StreamsGroupHeartbeatRequest {
        group_id: group.into(),
        member_id: "xJpvmrJcSfa0lQAAAAAAAA".into(),
        member_epoch,
        rebalance_timeout_ms: if joins { 10_000 } else { -1 },
        topology: joins.then(|| Topology { epoch: 1, subtopologies: vec![part] }),
        active_tasks: joins.then(Vec::new),
        standby_tasks: joins.then(Vec::new),
        warmup_tasks: joins.then(Vec::new),
        process_id: joins.then(|| "process".into()),
        client_tags: joins.then(|| vec![KeyValue { key: "zone".into(), value: "north".into() }]),
        ..Default::default()
    };
    let response = call_coordinator(group, &request).await;
    assert_eq!(response.error_code, 0, "{:?}", response.error_message);
}

#[test]
fn a_group_of_kafka_streams_is_described() {
    run(&[ApiKey::StreamsGroupHeartbeat, ApiKey::StreamsGroupDescribe], async |client| {
        let admin = client.admin();
        let (topic, group) = (new_topic(&client, "streamed", 2).await, unique("streams"));
        admin.list_group_offsets(&group).await.unwrap();
        streams_heartbeat(&group, &topic, JOINING).await;
        let kinds = GroupFilter { kinds: vec!["streams".into()], ..Default::default() };
        let listed = admin.list_groups_with(kinds).await.unwrap();
        assert!(listed.iter().any(|one| one.group_id == *group));
        let nobody = unique("nobody");
        let described = admin.describe_streams_groups([&group, &nobody]).each().await;
        assert_eq!(codes(&described), [ErrorCode::None, ErrorCode::GroupIdNotFound]);
        let described = described[0].1.as_ref().unwrap();
        let topology = described.topology.as_ref().unwrap();
        assert_eq!(topology.subtopologies[0].source_topics, [&*topic]);
        let member = &described.members[0];
        assert_eq!((&*member.process_id, &*member.client_tags["zone"]), ("process", "north"));

        streams_heartbeat(&group, &topic, LEAVING).await;
        // Offsets are those of any group.
        let at = TopicPartition::new(topic, 0);
        admin.alter_group_offsets(&group, [(at.clone(), 3_i64)]).one().await.unwrap();
        assert_eq!(admin.list_group_offsets(&group).await.unwrap()[&at].offset, 3);
        admin.delete_group_offsets(&group, [at]).one().await.unwrap();
        admin.delete_groups([&group]).one().await.unwrap();
    });
}
