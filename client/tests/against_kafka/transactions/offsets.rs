//! Offsets of groups that are committed with a transaction, as members of both protocols.

use std::time::Duration;

use ottla::{
    Advice, AutoOffsetReset, Client, Consumer, ConsumerOptions, ErrorKind, GroupMetadata,
    GroupProtocol, IsolationLevel, Outcome, Record, TopicPartition,
};

use super::{commit, committed, on_each, producer};
use crate::{new_topic, unique};

pub(super) const PROTOCOLS: [GroupProtocol; 2] = [GroupProtocol::Classic, GroupProtocol::Consumer];

pub(super) fn options(protocol: GroupProtocol, group_id: &str, topic: &str) -> ConsumerOptions {
    ConsumerOptions {
        group_id: group_id.into(),
        topics: vec![topic.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        isolation: IsolationLevel::ReadCommitted,
        heartbeat_interval: Duration::from_millis(100),
        session_timeout: Duration::from_secs(6),
        ..Default::default()
    }
}

async fn offset(client: &Client, group: &str, topic: &str) -> Option<i64> {
    let found = client.admin().list_group_offsets(group).await.unwrap();
    found.get(&TopicPartition::new(topic, 0)).map(|committed| committed.offset)
}

async fn reads(consumer: &mut Consumer, expected: &[&str]) {
    let mut values = Vec::new();
    while values.len() < expected.len() {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        values.extend(batch.iter().map(|record| record.value_text().into_owned()));
    }
    assert_eq!(values, expected);
}

#[test]
fn offsets_are_committed_and_aborted_with_their_transaction() {
    on_each(async |client, _| {
        for protocol in PROTOCOLS {
            let (input, group) = (new_topic(&client, "input", 1).await, unique("group"));
            let output = new_topic(&client, "output", 1).await;
            let producer = producer(&client, &unique("id"));
            commit(&producer, &input, &[(0, "a"), (0, "b")]).await;
            let mut consumer = client.consumer(options(protocol, &group, &input)).await.unwrap();
            reads(&mut consumer, &["a", "b"]).await;
            let metadata = consumer.group_metadata();
            let place = TopicPartition::new(input.as_str(), 0);

            let mut transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(&output).value("gone")).await.unwrap();
            transaction.send_offsets(&metadata, [(place.clone(), 2)]).await.unwrap();
            assert_eq!(offset(&client, &group, &input).await, None);
            assert_eq!(transaction.abort().await.unwrap(), Outcome::Aborted);
            assert_eq!(offset(&client, &group, &input).await, None, "{protocol:?}");

            // Offsets alone are a transaction, too.
            let mut transaction = producer.begin().await.unwrap();
            transaction.send_offsets(&metadata, [(place.clone(), 1)]).await.unwrap();
            transaction.commit().await.unwrap();
            let found = consumer.committed([place.clone()]).await.unwrap();
            assert_eq!(found[&place].as_ref().unwrap().offset, 1);

            let mut transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(&output).value("kept")).await.unwrap();
            transaction.send_offsets(&metadata, [(place.clone(), 2)]).await.unwrap();
            transaction.commit().await.unwrap();
            let found = consumer.committed([place.clone()]).await.unwrap();
            assert_eq!(found[&place].as_ref().unwrap().offset, 2);
            consumer.close().await.unwrap();
            assert_eq!(committed(&client, &output).await, ["kept"]);
        }
    });
}

/// A member that the group went on without may not commit what it read before (KIP-447).
#[test]
fn a_member_that_is_out_of_its_group_cannot_commit() {
    on_each(async |client, _| {
        for protocol in PROTOCOLS {
            let (input, group) = (new_topic(&client, "input", 1).await, unique("group"));
            let output = new_topic(&client, "output", 1).await;
            let producer = producer(&client, &unique("id"));
            commit(&producer, &input, &[(0, "a")]).await;
            let slow = ConsumerOptions {
                max_poll_interval: Duration::from_millis(300),
                ..options(protocol, &group, &input)
            };
            let mut slow = client.consumer(slow).await.unwrap();
            reads(&mut slow, &["a"]).await;
            let metadata = slow.group_metadata();
            let mut other = client.consumer(options(protocol, &group, &input)).await.unwrap();
            reads(&mut other, &["a"]).await;

            let place = TopicPartition::new(input.as_str(), 0);
            for metadata in [metadata, slow.group_metadata()] {
                let mut transaction = producer.begin().await.unwrap();
                transaction.send(Record::to(&output).value("gone")).await.unwrap();
                let sent = transaction.send_offsets(&metadata, [(place.clone(), 1)]).await;
                let error = sent.unwrap_err();
                assert_eq!((error.kind(), error.advice()), (ErrorKind::Rebalanced, Advice::Abort));
                assert_eq!(transaction.abort().await.unwrap(), Outcome::Aborted);
            }
            let mut transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(&output).value("kept")).await.unwrap();
            let metadata = other.group_metadata();
            transaction.send_offsets(&metadata, [(place.clone(), 1)]).await.unwrap();
            transaction.commit().await.unwrap();
            other.close().await.unwrap();
            assert_eq!(committed(&client, &output).await, ["kept"]);
        }
    });
}

#[test]
fn a_group_without_members_keeps_offsets() {
    on_each(async |client, _| {
        let (topic, group) = (new_topic(&client, "input", 1).await, unique("group"));
        let producer = producer(&client, &unique("id"));
        let mut transaction = producer.begin().await.unwrap();
        let metadata = GroupMetadata::without_members(group.as_str());
        let place = TopicPartition::new(topic.as_str(), 0);
        transaction.send_offsets(&metadata, [(place, 7)]).await.unwrap();
        transaction.commit().await.unwrap();
        // The marker follows the answer.
        while offset(&client, &group, &topic).await != Some(7) {
            tokio::task::yield_now().await;
        }
    });
}
