//! Clients before KIP-890: they add partitions themselves, and an epoch lasts over many transactions.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{AddPartitionsToTxnRequest, add_partitions_to_txn_request},
};

use super::{
    served,
    support::transactions::{End, Producer, init_request, topics, write_request},
};

const PARTITION_0: [(&str, &[i32]); 1] = [("t", &[0])];

#[test]
fn a_producer_without_a_transaction_can_end_and_write_nothing() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    for end in [End::Commit, End::Abort] {
        assert_eq!(client.end(&producer, end, 4), Err(ErrorCode::InvalidTxnState), "{end:?}");
    }
    let write = client.write(&producer, "t", 0, "x", 11);
    assert_eq!(write, Err(ErrorCode::TransactionAbortable));
    // Before version 11 that code is not known.
    for version in 3..=10 {
        let write = client.write(&producer, "t", 0, "x", version);
        assert_eq!(write, Err(ErrorCode::InvalidTxnState), "{version}");
    }
    assert_eq!(client.ends("t"), (0, 0));
    assert_eq!(client.state_of("id"), "Empty");
}

#[test]
fn a_transactional_batch_needs_the_id() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.add_partitions(&producer, &PARTITION_0, 3);
    for version in 3..=12 {
        let request = write_request(None, "t", vec![(0, producer.batch(0, "x"))]);
        let response = client.call_at(&request, version);
        let code = response.responses[0].partition_responses[0].error_code;
        let refused = ErrorCode::TransactionalIdAuthorizationFailed;
        assert_eq!(ErrorCode::from_code(code), refused, "{version}");
    }
}

#[test]
fn adding_is_refused_to_other_epochs_ids_and_producers() {
    let (_broker, mut client) = served();
    client.init("id", 60_000);
    let producer = client.init("id", 60_000);
    let mapping = ErrorCode::InvalidProducerIdMapping;
    let (newer, older) = (producer.with_epoch(2), producer.with_epoch(0));
    let other = producer.with_producer_id(producer.producer_id + 5);
    for version in 0..=5 {
        let fenced = match version {
            0..=1 => ErrorCode::InvalidProducerEpoch,
            _ => ErrorCode::ProducerFenced,
        };
        let mut add = |producer: &Producer| client.add_partitions(producer, &PARTITION_0, version);
        assert_eq!(add(&older), [fenced], "{version}");
        assert_eq!(add(&newer), [fenced], "{version}");
        assert_eq!(add(&other), [mapping], "{version}");
        assert_eq!(add(&producer.named("nobody")), [mapping], "{version}");
        assert_eq!(add(&producer.named("")), [ErrorCode::InvalidRequest], "{version}");
        if version <= 4 {
            let mut add = |producer: &Producer| client.add_offsets(producer, "g", version);
            assert_eq!((add(&older), add(&newer)), (fenced, fenced), "{version}");
            assert_eq!((add(&other), add(&producer.named("nobody"))), (mapping, mapping));
            assert_eq!(add(&producer.named("")), ErrorCode::InvalidRequest, "{version}");
        }
    }
    assert_eq!(client.state_of("id"), "Empty");
}

#[test]
fn a_partition_that_does_not_exist_keeps_the_others_out() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let asked: [(&str, &[i32]); 2] = [("t", &[0, 9, 1]), ("missing", &[0])];
    let (unknown, not_tried) =
        (ErrorCode::UnknownTopicOrPartition, ErrorCode::OperationNotAttempted);
    for version in 0..=5 {
        let codes = client.add_partitions(&producer, &asked, version);
        assert_eq!(codes, [not_tried, unknown, not_tried, unknown], "{version}");
    }
    assert_eq!(client.state_of("id"), "Empty");
    // Those of one transaction do not keep another out.
    let transaction = |name: &str| add_partitions_to_txn_request::AddPartitionsToTxnTransaction {
        transactional_id: "id".into(),
        producer_id: producer.producer_id,
        producer_epoch: producer.epoch,
        verify_only: false,
        topics: topics(&[(name, &[0])]),
    };
    let transactions = vec![
        add_partitions_to_txn_request::AddPartitionsToTxnTransaction {
            transactional_id: "other".into(),
            ..transaction("missing")
        },
        transaction("t"),
    ];
    let request = AddPartitionsToTxnRequest { transactions, ..Default::default() };
    client.call_at(&request, 5);
    assert_eq!(client.state_of("id"), "Ongoing");
}

#[test]
fn clients_do_not_add_partitions_of_internal_topics() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let asked: [(&str, &[i32]); 2] = [("__consumer_offsets", &[0]), ("t", &[0])];
    let (refused, not_tried) =
        (ErrorCode::TopicAuthorizationFailed, ErrorCode::OperationNotAttempted);
    for version in 0..=3 {
        let codes = client.add_partitions(&producer, &asked, version);
        assert_eq!(codes, [refused, not_tried], "{version}");
    }
    assert_eq!(client.state_of("id"), "Empty");
    // Brokers do, for TxnOffsetCommit.
    assert_eq!(client.add_partitions(&producer, &asked, 5), [ErrorCode::None; 2]);
}

#[test]
fn a_batch_is_held_against_the_partitions_that_were_added() {
    let (_broker, mut client) = served();
    client.init("id", 60_000);
    let producer = client.init("id", 60_000);
    client.add_partitions(&producer, &PARTITION_0, 3);
    // Only the first batch in the partition is; the producer is unknown there and may begin anywhere.
    assert_eq!(client.write(&producer, "t", 3, "a", 11), Ok(0));
    assert_eq!(
        client.write(&producer.with_epoch(0), "t", 0, "x", 11),
        Err(ErrorCode::InvalidProducerEpoch)
    );
    assert_eq!(client.write(&producer, "t", 5, "x", 11), Err(ErrorCode::OutOfOrderSequenceNumber));
    assert_eq!(client.write(&producer, "t", 4, "b", 9), Ok(1));
    assert_eq!(client.write(&producer, "t", 4, "b", 9), Ok(1), "a duplicate");
    // Partition 1 was not added, and gets nothing though the same request may write to partition 0.
    let batches = vec![(0, producer.batch(5, "c")), (1, producer.batch(0, "x"))];
    let response = client.call_at(&write_request(Some("id"), "t", batches), 11);
    let codes = response.responses[0].partition_responses.iter();
    let codes: Vec<_> = codes.map(|one| ErrorCode::from_code(one.error_code)).collect();
    assert_eq!(codes, [ErrorCode::None, ErrorCode::TransactionAbortable]);
    client.end(&producer, End::Commit, 4).unwrap();
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.read_committed("t").values, ["a", "b", "c"]);
    // The sequence goes on in the next transaction, which has to be begun.
    assert_eq!(client.write(&producer, "t", 6, "x", 11), Err(ErrorCode::TransactionAbortable));
    client.add_partitions(&producer, &PARTITION_0, 3);
    assert_eq!(client.write(&producer, "t", 7, "x", 11), Err(ErrorCode::OutOfOrderSequenceNumber));
    assert_eq!(client.write(&producer, "t", 6, "d", 11), Ok(4));
}

#[test]
fn an_end_is_refused_to_other_epochs_ids_and_producers_and_may_be_repeated() {
    let (_broker, mut client) = served();
    client.init("id", 60_000);
    let producer = client.init("id", 60_000);
    client.add_partitions(&producer, &PARTITION_0, 3);
    let mapping = Err(ErrorCode::InvalidProducerIdMapping);
    let other = producer.with_producer_id(producer.producer_id + 5);
    for version in 0..=4 {
        let fenced = match version {
            0..=1 => ErrorCode::InvalidProducerEpoch,
            _ => ErrorCode::ProducerFenced,
        };
        let mut end = |producer: &Producer| client.end(producer, End::Commit, version);
        assert_eq!(end(&producer.with_epoch(0)), Err(fenced), "{version}");
        assert_eq!(end(&producer.with_epoch(2)), Err(fenced), "{version}");
        assert_eq!(end(&other), mapping, "{version}");
        assert_eq!(end(&producer.named("nobody")), mapping, "{version}");
        assert_eq!(end(&producer.named("")), Err(ErrorCode::InvalidRequest), "{version}");
    }
    assert_eq!(client.state_of("id"), "Ongoing");
    client.end(&producer, End::Commit, 4).unwrap();
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    for version in 0..=4 {
        assert_eq!(client.end(&producer, End::Commit, version), Ok(producer.clone()));
        assert_eq!(client.end(&producer, End::Abort, version), Err(ErrorCode::InvalidTxnState));
    }
}

#[test]
fn time_outs_and_ids_that_cannot_be_are_refused() {
    let (_broker, mut client) = served();
    let wrong = ErrorCode::InvalidTransactionTimeout;
    for version in 0..=5 {
        for timeout_ms in [0, -1, 900_001, i32::MAX] {
            let refused = client.try_init(&init_request(Some("id"), timeout_ms), version);
            assert_eq!(refused, Err(wrong), "{version}: {timeout_ms}");
        }
        let refused = client.try_init(&init_request(Some(""), 60_000), version);
        assert_eq!(refused, Err(ErrorCode::InvalidRequest), "{version}");
        // Without an id there is no transaction that could take too long.
        assert!(client.try_init(&init_request(None, 0), version).is_ok());
    }
    assert_eq!(client.described("id").error_code, ErrorCode::TransactionalIdNotFound.code());
    assert!(client.try_init(&init_request(Some("id"), 900_000), 5).is_ok());
}
