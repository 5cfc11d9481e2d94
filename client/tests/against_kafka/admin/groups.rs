//! Groups of consumers, in both protocols, and what they have committed.

use std::time::Duration;

use ottla::{
    Client, Consumer, ConsumerOptions, ErrorCode, ErrorKind, GroupProtocol, TopicPartition,
    admin::{DescribeGroupsOptions, GroupFilter, GroupOffsetsSpec, MemberToRemove},
};

use super::{bootstrap, code, codes, run};
use crate::{new_topic, served::lacks_protocol, unique};

const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

/// A member that has the only partition of the topic.
async fn member(
    client: &Client,
    protocol: GroupProtocol,
    group: &str,
    topic: &str,
    instance: Option<&str>,
) -> Consumer {
    let options = ConsumerOptions {
        group_id: group.into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        group_instance_id: instance.map(Into::into),
        enable_auto_commit: false,
        heartbeat_interval: Duration::from_millis(100),
        ..Default::default()
    };
    let mut consumer = client.consumer(options).await.unwrap();
    while consumer.assignment().is_empty() {
        let _ = tokio::time::timeout(Duration::from_millis(50), consumer.next_batch()).await;
    }
    consumer
}

#[test]
fn groups_are_listed_by_kind_and_described_with_what_may_be_done() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "described", 1).await;
        let nobody = unique("nobody");
        for (protocol, kind) in [(PROTOCOLS[0], "classic"), (PROTOCOLS[1], "consumer")] {
            if lacks_protocol(protocol).await {
                continue;
            }
            let group = unique("described");
            let consumer = member(&client, protocol, &group, &topic, None).await;
            for (kinds, expected) in [(kind, true), ("share", false)] {
                let filter = GroupFilter { kinds: vec![kinds.into()], ..Default::default() };
                let listed = admin.list_groups_with(filter).await.unwrap();
                let found = listed.iter().any(|one| one.group_id == *group);
                assert_eq!(found, expected, "{kinds}");
            }
            let options = DescribeGroupsOptions { authorized_operations: true };
            let described = admin.describe_groups_with([&nobody, &group], options).each().await;
            assert_eq!(codes(&described), [ErrorCode::GroupIdNotFound, ErrorCode::None]);
            let described = described.into_iter().nth(1).unwrap().1.unwrap();
            assert_eq!((&*described.state, described.protocol), ("Stable", protocol));
            assert_eq!(described.members[0].assignment, [TopicPartition::new(&*topic, 0)]);
            assert!(!described.authorized_operations.unwrap().is_empty());

            let classic = admin.describe_classic_groups([&group]).one().await;
            match protocol {
                GroupProtocol::Classic => {
                    let classic = classic.unwrap();
                    assert_eq!((&*classic.protocol_type, classic.members.len()), ("consumer", 1));
                    assert!(!classic.members[0].metadata.is_empty());
                }
                GroupProtocol::Consumer => assert_eq!(code(&classic), ErrorCode::GroupIdNotFound),
            }
            let ids = [nobody.clone().into(), described.members[0].member_id.clone()];
            let members = ids.map(MemberToRemove::Member);
            let removed = admin.remove_members_from_group(&group, members, None).each().await;
            assert_eq!(codes(&removed), [ErrorCode::UnknownMemberId, ErrorCode::None]);
            drop(consumer);
        }
    });
}

#[test]
fn offsets_of_groups_are_set_listed_and_deleted() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "offsets", 3).await;
        let at = |partition| TopicPartition::new(topic.clone(), partition);
        let groups = [unique("first"), unique("second")];
        for (group, offset) in groups.iter().zip([5_i64, 7]) {
            let offsets = [(at(0), offset), (at(9), 1), (at(1), offset + 1)];
            let set = admin.alter_group_offsets(group, offsets).each().await;
            let expected = [ErrorCode::None, ErrorCode::UnknownTopicOrPartition, ErrorCode::None];
            assert_eq!(codes(&set), expected);
        }
        let asked = [
            GroupOffsetsSpec::all(groups[1].clone()),
            GroupOffsetsSpec::of(groups[0].clone(), [at(1), at(2)]).stable(),
        ];
        let listed = admin.list_offsets_of_groups(asked).await.unwrap();
        let offsets = |index: usize| -> Vec<(i32, i64)> {
            let found = listed[index].iter();
            found.map(|(at, committed)| (at.partition, committed.offset)).collect()
        };
        assert_eq!((offsets(0), offsets(1)), (vec![(0, 7), (1, 8)], vec![(1, 6)]));

        let deleted = admin.delete_group_offsets(&groups[0], [at(1), at(9)]).each().await;
        assert_eq!(codes(&deleted), [ErrorCode::None, ErrorCode::UnknownTopicOrPartition]);
        let left = admin.list_group_offsets(&groups[0]).await.unwrap();
        assert_eq!(left.keys().collect::<Vec<_>>(), [&at(0)]);
        let nobody = unique("nobody");
        let deleted = admin.delete_group_offsets(&nobody, [at(0)]).one().await;
        assert_eq!(code(&deleted), ErrorCode::GroupIdNotFound);
        let deleted = admin.delete_groups([&groups[0], &nobody, &groups[1]]).each().await;
        let expected = [ErrorCode::None, ErrorCode::GroupIdNotFound, ErrorCode::None];
        assert_eq!(codes(&deleted), expected);
    });
}

#[test]
fn what_members_use_is_kept_until_they_are_removed() {
    run(&[], async |client| {
        let admin = client.admin();
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "used", 1).await, unique("used"));
            let at = TopicPartition::new(topic.clone(), 0);
            admin.alter_group_offsets(&group, [(at.clone(), 0_i64)]).one().await.unwrap();
            let consumer = member(&client, protocol, &group, &topic, Some("one")).await;
            let deleted = admin.delete_group_offsets(&group, [at.clone()]).one().await;
            assert_eq!(code(&deleted), ErrorCode::GroupSubscribedToTopic, "{protocol:?}");
            assert_eq!(code(&admin.delete_groups([&group]).one().await), ErrorCode::NonEmptyGroup);
            let set = admin.alter_group_offsets(&group, [(at.clone(), 1_i64)]).one().await;
            assert_eq!(code(&set), ErrorCode::UnknownMemberId, "{protocol:?}");
            let error = set.unwrap_err();
            assert!(error.to_string().contains("have to leave"), "{error}");

            let members = ["two", "one"].map(|name| MemberToRemove::Static(name.into()));
            let removed = admin.remove_members_from_group(&group, members, Some("a test"));
            let expected = [ErrorCode::UnknownMemberId, ErrorCode::None];
            assert_eq!(codes(&removed.each().await), expected, "{protocol:?}");
            drop(consumer);
            admin.delete_groups([&group]).one().await.unwrap();
        }
    });
}

#[test]
fn all_members_are_removed_at_once() {
    run(&[], async |client| {
        let admin = client.admin();
        let (topic, group) = (new_topic(&client, "removed", 1).await, unique("removed"));
        for protocol in PROTOCOLS {
            let consumer = member(&client, protocol, &group, &topic, Some("one")).await;
            // What is dropped leaves nothing but a static member.
            drop(consumer);
            admin.remove_all_members_from_group(&group, None).await.unwrap();
            let described = admin.describe_groups([&group]).one().await.unwrap();
            assert_eq!((&*described.state, described.members.len()), ("Empty", 0));
        }
    });
}

#[test]
fn a_topic_that_was_deleted_elsewhere_is_not_waited_for() {
    run(&[], async |client| {
        let topic = new_topic(&client, "gone", 1).await;
        let at = TopicPartition::new(topic.clone(), 0);
        // The client knows it, and would wait for a coordinator that has not heard of it yet.
        let patient = client.admin().within(Duration::from_secs(3_600));
        patient.alter_group_offsets(&unique("gone"), [(at.clone(), 0_i64)]).one().await.unwrap();
        let other = Client::connect(&bootstrap().unwrap()).await.unwrap();
        other.admin().delete_topics([&topic]).await.unwrap();
        let error = loop {
            let set = patient.alter_group_offsets(&unique("gone"), [(at.clone(), 0_i64)]).one();
            // Its coordinator may not have heard of the deletion.
            if let Err(error) = set.await {
                break error;
            }
        };
        assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
    });
}
