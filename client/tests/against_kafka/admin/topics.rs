//! Topics, their partitions and offsets.

use std::time::Duration;

use ottla::{
    Client, ClientOptions, ErrorCode, ErrorKind, IsolationLevel, ProducerOptions, Record,
    TopicPartition,
    admin::{
        AclOperation, DescribeTopicsOptions, ListedOffset, MorePartitions, NewTopic, OffsetSpec,
        UpdateMode,
    },
};
use ottla_core::{model::Uuid, protocol::ApiKey};

use super::{code, codes, described, run};
use crate::{bootstrap, new_topic, unique};

#[test]
fn each_topic_has_its_own_outcome() {
    run(&[], async |client| {
        let admin = client.admin();
        let (old, new) = (new_topic(&client, "old", 1).await, unique("new"));
        let topics = [&new[..], &old, "not legal", &new].map(NewTopic::new);
        let created = admin.create_topics(topics).each().await;
        let names: Vec<&str> = created.iter().map(|(name, _)| &**name).collect();
        assert_eq!(
            names,
            [&new[..], &old, "not legal"],
            "asked for once, in the order of the call"
        );
        let expected =
            [ErrorCode::None, ErrorCode::TopicAlreadyExists, ErrorCode::InvalidTopicException];
        assert_eq!(codes(&created), expected);
        assert_eq!(created[1].1.as_ref().unwrap_err().kind(), ErrorKind::AlreadyExists);

        let nobody = unique("nobody");
        loop {
            let described = admin.describe_topics([&nobody, &new]).each().await;
            assert_eq!(code(&described[0].1), ErrorCode::UnknownTopicOrPartition);
            if described[1].1.is_ok() {
                break;
            }
        }
        let deleted = admin.delete_topics([&nobody, &new, &old]).each().await;
        let expected = [ErrorCode::UnknownTopicOrPartition, ErrorCode::None, ErrorCode::None];
        assert_eq!(codes(&deleted), expected);
        // Each broker learns of it in its own time.
        loop {
            let listed = admin.list_topics().await.unwrap();
            if listed.iter().all(|topic| topic.name != *new && topic.name != *old) {
                break;
            }
        }
    });
}

#[test]
fn what_is_only_judged_is_not_made() {
    run(&[], async |client| {
        let admin = client.admin();
        let (old, new) = (new_topic(&client, "old", 1).await, unique("judged"));
        let topics = [NewTopic::new(&new).partitions(3), NewTopic::new(&old)];
        let judged = admin.create_topics_with(topics, UpdateMode::ValidateOnly).each().await;
        assert_eq!(codes(&judged), [ErrorCode::None, ErrorCode::TopicAlreadyExists]);
        assert_eq!(judged[0].1.as_ref().unwrap().partitions, Some(3));
        let error = admin.describe_topics([&new]).one().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic);
        let more = [MorePartitions::of(&old, 3)];
        admin.create_partitions_with(more, UpdateMode::ValidateOnly).one().await.unwrap();
        let fewer = [MorePartitions::of(&old, 1)];
        let refused = admin.create_partitions_with(fewer, UpdateMode::ValidateOnly).one().await;
        assert_eq!(refused.unwrap_err().code(), Some(ErrorCode::InvalidPartitions));
        assert_eq!(described(&admin, &old, |_| true).await.partitions.len(), 1);
    });
}

#[test]
fn replicas_are_placed_as_told() {
    run(&[], async |client| {
        let admin = client.admin();
        let broker = admin.describe_cluster().await.unwrap().brokers[0].id;
        let (topic, wrong) = (unique("placed"), unique("wrong"));
        let new = NewTopic::new(&topic).on(vec![vec![broker]; 2]).config("retention.ms", "77");
        let nowhere = NewTopic::new(&wrong).on(vec![vec![4_711]]);
        let created = admin.create_topics([new, nowhere]).each().await;
        assert_eq!(codes(&created), [ErrorCode::None, ErrorCode::InvalidReplicaAssignment]);
        let made = created[0].1.as_ref().unwrap();
        assert_eq!((made.partitions, made.replication_factor), (Some(2), Some(1)));
        let configs = made.configs.as_ref().unwrap();
        let retention = configs.iter().find(|config| config.name == "retention.ms").unwrap();
        assert_eq!(retention.value.as_deref(), Some("77"));

        let nowhere = MorePartitions::of(&topic, 3).on(vec![vec![4_711]]);
        let error = admin.create_partitions([nowhere]).one().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InvalidReplicaAssignment), "{error}");
        let more = MorePartitions::of(&topic, 3).on(vec![vec![broker]]);
        admin.create_partitions([more]).one().await.unwrap();
        let described = described(&admin, &topic, |one| one.partitions.len() == 3).await;
        assert!(described.partitions.iter().all(|one| one.replicas == [broker]));
    });
}

#[test]
fn topics_are_described_and_deleted_by_id() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = unique("by-id");
        let made = admin.create_topics([NewTopic::new(&topic).partitions(2)]).one().await.unwrap();
        assert_ne!(made.id, Uuid::ZERO);
        let nobody = Uuid([7; 16]);
        let described = admin.describe_topics_by_id([nobody, made.id]).each().await;
        assert_eq!(codes(&described), [ErrorCode::UnknownTopicId, ErrorCode::None]);
        let found = described[1].1.as_ref().unwrap();
        assert_eq!((&*found.name, found.partitions.len()), (&topic[..], 2));
        let deleted = admin.delete_topics_by_id([made.id, nobody]).each().await;
        assert_eq!(codes(&deleted), [ErrorCode::None, ErrorCode::UnknownTopicId]);
    });
}

#[test]
fn large_topics_are_described_in_parts() {
    run(&[ApiKey::DescribeTopicPartitions], async |client| {
        let names = [new_topic(&client, "large", 7).await, new_topic(&client, "larger", 9).await];
        let options =
            DescribeTopicsOptions { authorized_operations: true, partitions_per_answer: 2 };
        let described = client.admin().describe_topics_with(&names, options).await.unwrap();
        for (topic, count) in described.iter().zip([7, 9]) {
            let numbers: Vec<i32> = topic.partitions.iter().map(|one| one.partition).collect();
            assert_eq!(numbers, (0..count).collect::<Vec<i32>>());
            let operations = topic.authorized_operations.as_ref().unwrap();
            assert!(operations.contains(&AclOperation::Read), "{operations:?}");
            assert!(topic.partitions.iter().all(|one| one.eligible_leader_replicas.is_some()));
        }
    });
}

#[test]
fn offsets_of_every_kind_are_listed() {
    run(&[], async |client| {
        let topic = new_topic(&client, "offsets", 2).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for timestamp in [1_000, 3_000, 2_000] {
            let record = Record::to(&topic).partition(0).value("v").timestamp(timestamp);
            producer.send(record).await.unwrap();
        }
        let admin = client.admin();
        let at = |partition| TopicPartition::new(topic.clone(), partition);
        for (spec, offset, timestamp) in [
            (OffsetSpec::Earliest, Some(0), None),
            (OffsetSpec::Latest, Some(3), None),
            (OffsetSpec::Timestamp(1_500), Some(1), Some(3_000)),
            (OffsetSpec::Timestamp(3_001), None, None),
            (OffsetSpec::MaxTimestamp, Some(1), Some(3_000)),
            (OffsetSpec::EarliestLocal, Some(0), None),
            (OffsetSpec::LatestTiered, None, None),
        ] {
            let asked = [(at(0), spec), (at(1), OffsetSpec::Latest)];
            let listed = admin.list_offsets(asked, IsolationLevel::ReadCommitted).await.unwrap();
            let found = (listed[0].offset, listed[0].timestamp);
            assert_eq!(found, (offset, timestamp), "{spec:?}");
            let ListedOffset { partition, offset, .. } = &listed[1];
            assert_eq!((partition, offset), (&at(1), &Some(0)), "{spec:?}");
        }
        let options =
            ClientOptions { api_timeout: Duration::from_millis(500), ..Default::default() };
        let hasty = Client::connect_with(&bootstrap().unwrap(), options).await.unwrap();
        let asked = [(at(9), OffsetSpec::Latest), (at(0), OffsetSpec::Latest)];
        let listed = hasty.admin().list_offsets(asked, IsolationLevel::ReadCommitted).each().await;
        let error = listed[0].1.as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
        assert_eq!(listed[1].1.as_ref().unwrap().offset, Some(3));
    });
}
