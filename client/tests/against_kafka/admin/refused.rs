//! Items that cannot be are refused before anybody is asked. On the wire they would stand for something else, or have
//! the broker refuse all that is in the same request.

use std::time::Duration;

use ottla::{
    ErrorCode, ErrorKind, IsolationLevel, ProducerOptions, Record, TopicPartition, Uuid,
    admin::{DeleteBefore, HangingTransaction, NewTopic, OffsetSpec},
};

use super::{codes, run};
use crate::{new_topic, unique};

#[test]
fn a_topic_that_cannot_be_does_not_spoil_the_others() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = unique("sound");
        let made = admin.create_topics([NewTopic::new(&topic)]).one().await.unwrap();
        let expected = [ErrorCode::InvalidTopicException, ErrorCode::None];
        let described = admin.describe_topics(["", &topic]).each().await;
        assert_eq!(codes(&described), expected);
        let described = admin.describe_topics_by_id([Uuid::ZERO, made.id]).each().await;
        assert_eq!(codes(&described), expected);
        let deleted = admin.delete_topics_by_id([Uuid::ZERO, made.id]).each().await;
        assert_eq!(codes(&deleted), expected);
    });
}

#[test]
fn a_negative_number_is_not_taken_for_a_place() {
    run(&[], async |client| {
        let admin = client.admin();
        let (topic, group) = (new_topic(&client, "negative", 1).await, unique("negative"));
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("kept")).await.unwrap();
        let at = || TopicPartition::new(topic.clone(), 0);

        let isolation = IsolationLevel::ReadUncommitted;
        let deleted = admin.delete_records([(at(), DeleteBefore::Offset(-1))]).one().await;
        let listed = admin.list_offsets([(at(), OffsetSpec::Timestamp(-1))], isolation).one().await;
        let set = admin.alter_group_offsets(&group, [(at(), -1_i64)]).one().await;
        for error in [deleted.unwrap_err(), listed.unwrap_err(), set.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        }
        let first = admin.list_offsets([(at(), OffsetSpec::Earliest)], isolation).one().await;
        assert_eq!(first.unwrap().offset, Some(0));
        assert!(admin.list_group_offsets(&group).await.unwrap().is_empty());
    });
}

#[test]
fn nothing_is_chosen_of_what_contradicts_itself() {
    run(&[], async |client| {
        let admin = client.admin();
        let topic = new_topic(&client, "contradicted", 1).await;
        let at = || TopicPartition::new(topic.clone(), 0);
        let isolation = IsolationLevel::ReadUncommitted;
        let both = [(at(), OffsetSpec::Earliest), (at(), OffsetSpec::Latest)];
        let listed = admin.list_offsets(both, isolation).each().await;
        assert_eq!(listed.len(), 1);
        let error = listed[0].1.as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let twice = [(at(), OffsetSpec::Latest), (at(), OffsetSpec::Latest)];
        assert_eq!(admin.list_offsets(twice, isolation).await.unwrap().len(), 1);
        let name = unique("contradicted");
        let sizes = [1, 2].map(|count| NewTopic::new(&name).partitions(count));
        let error = admin.create_topics(sizes).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        admin.describe_topics([&name]).await.unwrap_err();
    });
}

#[test]
fn who_is_asked_says_what_was_being_done() {
    run(&[], async |client| {
        let topic = new_topic(&client, "nothing-to-abort", 1).await;
        let admin = client.admin();
        let nobody =
            HangingTransaction { producer_id: 999_999, producer_epoch: 0, coordinator_epoch: 0 };
        // It might come into being.
        let hasty = admin.within(Duration::from_millis(300));
        for partition in [TopicPartition::new(topic, 55), TopicPartition::new(unique("nope"), 0)] {
            let error = hasty.abort_transaction(&partition, nobody).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
            assert_eq!(error.code(), Some(ErrorCode::UnknownTopicOrPartition), "{error}");
            assert_eq!(error.operation(), "abort a transaction");
        }
        let error = admin.remove_all_members_from_group(&unique("nobody"), None).await.unwrap_err();
        assert_eq!(error.operation(), "remove members from a group", "{error}");
        let error = admin.force_terminate_transaction("").await.unwrap_err();
        assert_eq!(error.operation(), "terminate a transaction", "{error}");
    });
}
