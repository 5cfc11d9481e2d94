//! Calls whose items belong to different brokers: leaders, coordinators, owners of replicas. One broker is all of
//! them; the tests are worth more on a cluster of several.

use std::collections::{BTreeMap, BTreeSet};

use ottla::{
    IsolationLevel, ProducerOptions, Record, TopicPartition,
    admin::{
        DeleteBefore, GroupOffsetsSpec, NewTopic, OffsetSpec, Reassignment, Replica,
        TransactionFilter,
    },
};
use ottla_core::protocol::ApiKey;

use super::{described, run};
use crate::{new_topic, unique};

const PARTITIONS: i32 = 12;

#[test]
fn leaders_answer_for_their_partitions() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "leaders", PARTITIONS).await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for partition in 0..PARTITIONS {
            for _ in 0..=partition {
                let record = Record::to(&topic).partition(partition).value("v");
                drop(producer.enqueue(record).await.unwrap());
            }
        }
        producer.close().await.unwrap();
        let partitions = || (0..PARTITIONS).map(|id| TopicPartition::new(topic.clone(), id));
        let asked = partitions().map(|partition| (partition, OffsetSpec::Latest));
        let listed = admin.list_offsets(asked, IsolationLevel::ReadUncommitted).await.unwrap();
        let offsets: Vec<Option<i64>> = listed.iter().map(|one| one.offset).collect();
        assert_eq!(offsets, (1..=i64::from(PARTITIONS)).map(Some).collect::<Vec<_>>());
        let producers = admin.describe_producers(partitions()).await.unwrap();
        assert!(producers.iter().all(|producers| producers.len() == 1));
        let before = partitions().map(|partition| (partition, DeleteBefore::Offset(1)));
        let deleted = admin.delete_records(before).await.unwrap();
        assert!(deleted.iter().all(|one| one.low_watermark == 1));
    });
}

#[test]
fn coordinators_answer_for_their_groups_and_ids() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "coordinators", 1).await;
        let at = TopicPartition::new(topic.clone(), 0);
        let groups: Vec<String> = (0..10).map(|_| unique("coordinated")).collect();
        for (group, offset) in groups.iter().zip(0_i64..) {
            admin.alter_group_offsets(group, [(at.clone(), offset)]).one().await.unwrap();
        }
        let listed = admin.list_groups().await.unwrap();
        let listed: BTreeSet<&str> = listed.iter().map(|one| &*one.group_id).collect();
        assert!(groups.iter().all(|group| listed.contains(&**group)));
        let asked = groups.iter().map(|group| GroupOffsetsSpec::all(group.clone()));
        let found = admin.list_offsets_of_groups(asked).await.unwrap();
        let offsets: Vec<i64> = found.iter().map(|one| one[&at].offset).collect();
        assert_eq!(offsets, (0..10).collect::<Vec<_>>());
        let described = admin.describe_groups(&groups).await.unwrap();
        assert!(described.iter().all(|one| &*one.state == "Empty"));
        admin.delete_groups(&groups).await.unwrap();

        let ids: Vec<String> = (0..10).map(|_| unique("id")).collect();
        admin.fence_producers(&ids).await.unwrap();
        let described = admin.describe_transactions(&ids).await.unwrap();
        let found: Vec<&str> = described.iter().map(|one| &*one.transactional_id).collect();
        assert_eq!(found, ids);
        let listed = admin.list_transactions(TransactionFilter::default()).await.unwrap();
        for one in &described {
            let same = listed.iter().find(|listed| listed.transactional_id == one.transactional_id);
            assert_eq!(same.unwrap().coordinator, one.coordinator);
        }
        let listed: BTreeSet<&str> = listed.iter().map(|one| &*one.transactional_id).collect();
        assert!(ids.iter().all(|id| listed.contains(&**id)));
    });
}

#[test]
fn replicas_are_asked_of_the_brokers_that_hold_them() {
    run(&[ApiKey::DescribeLogDirs], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "held", PARTITIONS).await;
        let described = described(&admin, &topic, |_| true).await;
        let replicas: Vec<Replica> = described
            .partitions
            .iter()
            .map(|one| {
                Replica::new(TopicPartition::new(topic.clone(), one.partition), one.replicas[0])
            })
            .collect();
        let places = admin.describe_replica_log_dirs(replicas).await.unwrap();
        assert!(places.iter().all(|place| place.current.is_some()), "{places:?}");
        let brokers = admin.describe_cluster().await.unwrap().brokers;
        let ids = brokers.iter().map(|broker| broker.id);
        let directories = admin.describe_log_dirs(ids).await.unwrap();
        let mut held: BTreeMap<i32, usize> = BTreeMap::new();
        for directory in directories.iter().flatten() {
            for replica in directory.replicas.keys().filter(|one| one.topic == *topic) {
                *held.entry(replica.partition).or_default() += 1;
            }
        }
        assert!((0..PARTITIONS).all(|partition| held[&partition] == 1), "{held:?}");
    });
}

#[test]
fn a_partition_moves_to_another_broker_and_its_calls_follow() {
    run(&[ApiKey::AlterPartitionReassignments], async |client| {
        let admin = client.admin();
        let brokers = admin.describe_cluster().await.unwrap().brokers;
        let [first, second, ..] = &brokers[..] else {
            return println!("SKIPPED: the cluster has one broker alone");
        };
        let topic = unique("moving");
        let new = NewTopic::new(&topic).on(vec![vec![first.id]]);
        admin.create_topics([new]).one().await.unwrap();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("v")).await.unwrap();
        let at = TopicPartition::new(topic.clone(), 0);
        let asked = || [(at.clone(), OffsetSpec::Latest)];
        let isolation = IsolationLevel::ReadUncommitted;
        assert_eq!(admin.list_offsets(asked(), isolation).one().await.unwrap().offset, Some(1));
        let to = [(at.clone(), Reassignment::To(vec![second.id]))];
        admin.alter_partition_reassignments(to).one().await.unwrap();
        while !admin.list_partition_reassignments().await.unwrap().is_empty() {}
        // The client still takes the old broker for the leader, and finds the new one.
        assert_eq!(admin.list_offsets(asked(), isolation).one().await.unwrap().offset, Some(1));
        loop {
            let described = admin.describe_topics([&topic]).one().await.unwrap();
            if described.partitions[0].leader == Some(second.id) {
                break;
            }
        }
    });
}
