//! Clients of KIP-890: the broker adds partitions for them, and each transaction has an epoch of its own.

use ottla_core::model::ErrorCode;

use super::{
    served,
    support::{
        Client,
        transactions::{End, write_request},
    },
};

#[test]
fn a_producer_without_a_transaction_can_abort_and_not_commit() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    assert_eq!(client.end(&producer, End::Commit, 5), Err(ErrorCode::InvalidTxnState));
    assert_eq!(client.end(&producer, End::Abort, 5), Ok(producer.with_epoch(1)));
    client.until("it is complete", |client| client.state_of("id") == "CompleteAbort");
    // Again, as if the answer was lost; under the new epoch it is another end.
    assert_eq!(client.end(&producer, End::Abort, 5), Ok(producer.with_epoch(1)));
    assert_eq!(client.end(&producer, End::Commit, 5), Err(ErrorCode::InvalidTxnState));
    assert_eq!(client.end(&producer.with_epoch(1), End::Abort, 5), Ok(producer.with_epoch(2)));
}

#[test]
fn a_batch_begins_the_transaction_with_sequence_0() {
    let (_broker, mut client) = served();
    client.init("id", 60_000);
    let producer = client.init("id", 60_000);
    let out_of_order = Err(ErrorCode::OutOfOrderSequenceNumber);
    assert_eq!(client.write(&producer, "t", 1, "x", 12), out_of_order);
    assert_eq!(client.state_of("id"), "Ongoing", "it is added before it is written");
    assert_eq!(client.write(&producer, "t", 0, "a", 12), Ok(0));
    let invalid = Err(ErrorCode::InvalidProducerEpoch);
    assert_eq!(client.write(&producer.with_epoch(0), "t", 0, "x", 12), invalid);
    assert_eq!(client.write(&producer, "t", 2, "x", 12), out_of_order, "a gap");
    assert_eq!(client.write(&producer, "t", 1, "b", 12), Ok(1));
    // Nobody asks for a partition that has the transaction open, so the id is not looked at.
    assert_eq!(client.write(&producer.named("nobody"), "t", 2, "c", 12), Ok(2));
    // One ahead of its time is no part of it, and what it asked for stays open: the sequence has to be its.
    assert_eq!(client.write(&producer.with_epoch(2), "t", 0, "x", 12), invalid);
    assert_eq!(client.write(&producer, "t", 3, "x", 12), out_of_order);
    let next = client.end(&producer, End::Commit, 5).unwrap();
    assert_eq!(next, producer.with_epoch(2));
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.write(&producer, "t", 3, "x", 12), invalid, "late");
    assert_eq!(client.write(&next, "t", 3, "x", 12), out_of_order);
    assert_eq!(client.write(&next, "t", 0, "d", 12), Ok(4));
    assert_eq!(client.read_committed("t").values, ["a", "b", "c"]);
}

#[test]
fn unknown_ids_and_producers_are_refused_and_others_unharmed() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let code = ErrorCode::InvalidProducerIdMapping;
    let other = producer.with_producer_id(producer.producer_id + 5);
    assert_eq!(client.write(&producer.named("nobody"), "t", 0, "x", 12), Err(code));
    assert_eq!(client.write(&other, "t", 0, "x", 12), Err(code));
    assert_eq!(client.end(&producer.named("nobody"), End::Commit, 5), Err(code));
    assert_eq!(client.end(&other, End::Commit, 5), Err(code));
    assert_eq!(client.end(&producer.named(""), End::Commit, 5), Err(ErrorCode::InvalidRequest));
    assert_eq!(client.state_of("id"), "Empty");
    assert_eq!(client.ends("t"), (0, 0));
}

#[test]
fn a_request_of_two_producers_is_refused_whole() {
    let (_broker, mut client) = served();
    let (one, other) = (client.init("one", 60_000), client.init("other", 60_000));
    for version in [11, 12] {
        let batches = vec![(0, one.batch(0, "x")), (1, other.batch(0, "x"))];
        let response = client.call_at(&write_request(Some("one"), "t", batches), version);
        for partition in &response.responses[0].partition_responses {
            let code = ErrorCode::from_code(partition.error_code);
            assert_eq!(code, ErrorCode::InvalidProducerIdMapping, "{version}");
        }
    }
    assert_eq!(client.ends("t"), (0, 0));
    assert_eq!((&*client.state_of("one"), &*client.state_of("other")), ("Empty", "Empty"));
}

#[test]
fn one_request_adds_all_its_partitions() {
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let batches = vec![(0, producer.batch(0, "a")), (1, producer.batch(0, "b"))];
    let response = client.call_at(&write_request(Some("id"), "t", batches), 12);
    for partition in &response.responses[0].partition_responses {
        assert_eq!((partition.error_code, partition.base_offset), (0, 0));
    }
    assert_eq!(client.described("id").topics[0].partitions, [0, 1]);
}

#[test]
fn an_end_is_repeated_under_the_epoch_before_and_refused_under_others() {
    let (_broker, mut client) = served();
    for _ in 0..4 {
        client.init("id", 60_000);
    }
    let producer = client.init("id", 60_000);
    assert_eq!(producer.epoch, 4);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    let fenced = Err(ErrorCode::ProducerFenced);
    for epoch in [3, 5] {
        assert_eq!(client.end(&producer.with_epoch(epoch), End::Commit, 5), fenced, "{epoch}");
    }
    let next = client.end(&producer, End::Commit, 5).unwrap();
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    let invalid = Err(ErrorCode::InvalidTxnState);
    assert_eq!(client.end(&producer, End::Commit, 5), Ok(next.clone()));
    assert_eq!(client.end(&producer, End::Abort, 5), invalid);
    assert_eq!(client.end(&next, End::Commit, 5), invalid, "nothing was written");
    for epoch in [3, 6] {
        for end in [End::Commit, End::Abort] {
            assert_eq!(client.end(&producer.with_epoch(epoch), end, 5), fenced, "{epoch}");
        }
    }
    // A client of the first protocol may go on under the same id, with the epoch of now.
    assert_eq!(client.end(&next, End::Commit, 4), Ok(next.clone()));
    assert_eq!(client.end(&producer, End::Commit, 4), fenced);
}

/// Nobody waits for the answer of a write with acks=0: it is written, or the connection ends.
#[test]
fn a_batch_that_is_not_to_be_acknowledged_is_part_of_its_transaction() {
    let (broker, mut client) = served();
    let producer = client.init("id", 60_000);
    let mut request = write_request(Some("id"), "t", vec![(0, producer.batch(0, "a"))]);
    request.acks = 0;
    let mut writer = Client::connect(broker.address());
    writer.send_at(&request, 12);
    client.until("it is written", |client| client.read_all("t").values == ["a"]);
    assert_eq!(client.state_of("id"), "Ongoing");
    client.end(&producer, End::Commit, 5).unwrap();
    client.until("it has ended", |client| client.ends("t") == (2, 2));
    let mut other = Client::connect(broker.address());
    let mut request = write_request(Some("nobody"), "t", vec![(0, producer.batch(0, "x"))]);
    request.acks = 0;
    other.send_at(&request, 12);
    assert!(other.is_closed());
    assert_eq!(client.ends("t"), (2, 2));
}

/// Records of a client outside of its transaction would be read though it is aborted.
#[test]
fn plain_batches_of_a_producer_in_a_transaction_are_refused() {
    use ottla_core::{
        model::{ProducerEpoch, ProducerId},
        protocol::{codec::Records, records::BatchFields},
    };

    use super::support::{batch_with, now};
    let (_broker, mut client) = served();
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    let fields = BatchFields {
        producer_id: ProducerId(producer.producer_id),
        producer_epoch: ProducerEpoch(producer.epoch),
        base_sequence: 1,
        ..BatchFields::default()
    };
    for id in [None, Some("id")] {
        let plain = Records::from(batch_with(&["x"], &fields, now()));
        let response = client.call_at(&write_request(id, "t", vec![(0, plain)]), 12);
        let code = response.responses[0].partition_responses[0].error_code;
        assert_eq!(ErrorCode::from_code(code), ErrorCode::InvalidTxnState, "{id:?}");
    }
    assert_eq!(client.ends("t"), (0, 1));
}
