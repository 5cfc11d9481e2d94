//! Commit, abort, fencing, time-outs, and guards that go.

use std::time::Duration;

use ottla::{Acks, Advice, ErrorCode, ErrorKind, IsolationLevel, Outcome, ProducerOptions, Record};

use ottla_core::protocol::ApiKey;

use super::{abort, commit, committed, on_each, options, producer, read_until, uncommitted};
use crate::{new_topic, new_topic_of_small_batches, served::lacks, unique};

#[test]
fn what_is_committed_is_read_and_what_is_aborted_is_not() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "transactions", 2).await;
        let producer = producer(&client, &unique("id"));
        for round in 0..3 {
            let kept = format!("kept {round}");
            let gone = format!("gone {round}");
            commit(&producer, &topic, &[(0, &kept), (1, &kept), (0, &kept)]).await;
            abort(&producer, &topic, &[(0, &gone), (1, &gone)]).await;
        }
        super::end(&client, &topic).await;
        let level = IsolationLevel::ReadCommitted;
        let [zero, one] = &read_until(&client, &topic, level, "end").await[..] else { panic!() };
        assert_eq!(one, &["kept 0", "kept 1", "kept 2"]);
        assert_eq!(zero.len(), 6);
        let level = IsolationLevel::ReadUncommitted;
        let [zero, one] = &read_until(&client, &topic, level, "end").await[..] else { panic!() };
        assert_eq!((zero.len(), one.len()), (9, 6));
    });
}

/// Transactions of several producers lie across each other in one partition.
#[test]
fn aborted_transactions_that_overlap_are_left_out_each_from_its_first_record_to_its_marker() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "overlap", 1).await;
        let producers: Vec<_> = (0..4).map(|_| producer(&client, &unique("id"))).collect();
        let plain = client.producer(ProducerOptions::default()).unwrap();
        let mut expected = Vec::new();
        let mut open = Vec::new();
        for (number, producer) in producers.iter().enumerate() {
            open.push((number, producer.begin().await.unwrap()));
        }
        let mut late = None;
        for round in 0..6 {
            for (number, transaction) in &open {
                let value = format!("{number} in {round}");
                transaction.send(Record::to(&topic).value(&value)).await.unwrap();
                // 0 and 2 will be committed.
                if number % 2 == 0 {
                    expected.push(value);
                }
            }
            let value = format!("plain in {round}");
            plain.send(Record::to(&topic).value(&value)).await.unwrap();
            expected.push(value);
            // One ends while the others go on, and its producer begins anew in between.
            if round == 2 {
                let (_, mut first) = open.remove(1);
                first.abort().await.unwrap();
                let second = producers[1].begin().await.unwrap();
                second.send(Record::to(&topic).value("1 again")).await.unwrap();
                expected.push("1 again".to_owned());
                late = Some(second);
            }
        }
        for (number, mut transaction) in open {
            match number % 2 {
                0 => transaction.commit().await.unwrap(),
                _ => assert_eq!(transaction.abort().await.unwrap(), Outcome::Aborted),
            }
        }
        late.unwrap().commit().await.unwrap();
        assert_eq!(committed(&client, &topic).await, expected);
        assert_eq!(uncommitted(&client, &topic).await.len(), 6 * 4 - 3 + 6 + 1);
    });
}

#[test]
fn many_transactions_follow_each_other() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "many", 1).await;
        let producer = producer(&client, &unique("id"));
        let values: Vec<String> = (0..50).map(|number| number.to_string()).collect();
        for value in &values {
            commit(&producer, &topic, &[(0, value)]).await;
        }
        assert_eq!(committed(&client, &topic).await, values);
    });
}

#[test]
fn an_empty_transaction_ends_without_the_coordinator() {
    on_each(async |client, _| {
        let producer = producer(&client, &unique("id"));
        for _ in 0..3 {
            producer.begin().await.unwrap().commit().await.unwrap();
            assert_eq!(producer.begin().await.unwrap().abort().await.unwrap(), Outcome::Aborted);
        }
    });
}

#[test]
fn a_newer_producer_with_the_same_id_fences_the_older_one() {
    on_each(async |client, _| {
        let (topic, id) = (new_topic(&client, "fenced", 1).await, unique("id"));
        let older = producer(&client, &id);
        let mut transaction = older.begin().await.unwrap();
        transaction.send(Record::to(&topic).value("lost")).await.unwrap();
        let newer = producer(&client, &id);
        newer.init_transactions().await.unwrap();
        commit(&newer, &topic, &[(0, "kept")]).await;
        let error = transaction.commit().await.unwrap_err();
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal), "{error}");
        assert!(error.to_string().contains(&id), "{error}");
        let error = older.begin().await.unwrap_err();
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal), "{error}");
        commit(&newer, &topic, &[(0, "kept, too")]).await;
        assert_eq!(committed(&client, &topic).await, ["kept", "kept, too"]);
    });
}

/// The fenced one learns of it by a record, not by its commit.
#[test]
fn a_fenced_producer_cannot_write() {
    on_each(async |client, _| {
        let (topic, id) = (new_topic(&client, "fenced", 1).await, unique("id"));
        let older = producer(&client, &id);
        commit(&older, &topic, &[(0, "first")]).await;
        let newer = producer(&client, &id);
        commit(&newer, &topic, &[(0, "second")]).await;
        let mut transaction = older.begin().await.unwrap();
        let error = transaction.send(Record::to(&topic).value("lost")).await.unwrap_err();
        assert!([Advice::Abort, Advice::Fatal].contains(&error.advice()), "{error:?}");
        let error = transaction.abort().await.unwrap_err();
        assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal), "{error:?}");
        assert_eq!(committed(&client, &topic).await, ["first", "second"]);
    });
}

#[test]
fn a_transaction_that_takes_too_long_is_aborted_by_its_coordinator() {
    on_each(async |client, version| {
        let (topic, id) = (new_topic(&client, "slow", 1).await, unique("id"));
        let options =
            ProducerOptions { transaction_timeout: Duration::from_millis(300), ..options(&id) };
        let producer = client.producer(options).unwrap();
        let mut transaction = producer.begin().await.unwrap();
        transaction.send(Record::to(&topic).value("lost")).await.unwrap();
        // Readers get past it, though nobody ends it.
        assert!(committed(&client, &topic).await.is_empty());
        let error = transaction.commit().await.unwrap_err();
        if version == 1 || lacks(ApiKey::EndTxn, 5).await {
            assert_eq!((error.kind(), error.advice()), (ErrorKind::Fenced, Advice::Fatal));
            return;
        }
        // With an epoch for each transaction the coordinator can tell that this one was aborted.
        assert_eq!(
            (error.kind(), error.advice()),
            (ErrorKind::Aborted, Advice::Abort),
            "{error:?}"
        );
        assert_eq!(transaction.abort().await.unwrap(), Outcome::Aborted);
        commit(&producer, &topic, &[(0, "kept")]).await;
    });
}

#[test]
fn a_guard_that_is_dropped_aborts_and_the_next_transaction_waits_for_it() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "dropped", 1).await;
        let producer = producer(&client, &unique("id"));
        for round in 0..3 {
            let transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(&topic).value("written")).await.unwrap();
            drop(transaction.enqueue(Record::to(&topic).value("waiting")).await.unwrap());
            drop(transaction);
            commit(&producer, &topic, &[(0, &round.to_string())]).await;
        }
        assert_eq!(committed(&client, &topic).await, ["0", "1", "2"]);
        let transaction = producer.begin().await.unwrap();
        transaction.send(Record::to(&topic).value("lost")).await.unwrap();
        drop(transaction);
        producer.close().await.unwrap();
    });
}

#[test]
fn one_transaction_at_a_time_and_no_record_outside() {
    on_each(async |client, _| {
        let topic = new_topic(&client, "one", 1).await;
        let producer = producer(&client, &unique("id"));
        let record = || Record::to(&topic).value("x");
        let error = producer.send(record()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let mut transaction = producer.begin().await.unwrap();
        let error = producer.begin().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("is open"), "{error}");
        assert_eq!(producer.send(record()).await.unwrap_err().kind(), ErrorKind::InvalidInput);
        transaction.commit().await.unwrap();
        assert_eq!(transaction.outcome(), Some(Outcome::Committed));
        let error = transaction.enqueue(record()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(transaction.commit().await.unwrap_err().kind(), ErrorKind::InvalidInput);
        std::mem::forget(producer.begin().await.unwrap());
        let error = producer.begin().await.unwrap_err();
        assert!(error.to_string().contains("is open"), "{error}");
    });
}

/// One record that cannot be written takes the whole transaction with it.
#[test]
fn a_record_that_fails_leaves_only_the_abort() {
    on_each(async |client, _| {
        let topic = new_topic_of_small_batches(&client, "failed").await;
        let producer = producer(&client, &unique("id"));
        for round in 0..2 {
            let mut transaction = producer.begin().await.unwrap();
            transaction.send(Record::to(&topic).value("gone")).await.unwrap();
            let large = "x".repeat(5_000);
            drop(transaction.enqueue(Record::to(&topic).value(&large)).await.unwrap());
            let error = transaction.commit().await.unwrap_err();
            assert_eq!((error.kind(), error.advice()), (ErrorKind::Aborted, Advice::Abort));
            assert!(error.to_string().contains("MESSAGE_TOO_LARGE"), "{error}");
            let error = transaction.send(Record::to(&topic).value("late")).await.unwrap_err();
            assert_eq!(error.advice(), Advice::Abort);
            assert_eq!(transaction.abort().await.unwrap(), Outcome::Aborted);
            commit(&producer, &topic, &[(0, &round.to_string())]).await;
        }
        assert_eq!(committed(&client, &topic).await, ["0", "1"]);
    });
}

#[test]
fn options_that_cannot_work_are_refused() {
    on_each(async |client, _| {
        for options in [
            ProducerOptions { acks: Acks::Leader, ..options("id") },
            ProducerOptions { idempotence: false, ..options("id") },
            ProducerOptions { transaction_timeout: Duration::ZERO, ..options("id") },
            options(""),
        ] {
            assert_eq!(client.producer(options).unwrap_err().kind(), ErrorKind::InvalidInput);
        }
        let producer = client.producer(ProducerOptions::default()).unwrap();
        assert_eq!(producer.begin().await.unwrap_err().kind(), ErrorKind::InvalidInput);
        let long = Duration::from_secs(3_600);
        let options = ProducerOptions { transaction_timeout: long, ..options(&unique("id")) };
        let error = client.producer(options).unwrap().begin().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::InvalidTransactionTimeout), "{error}");
    });
}
