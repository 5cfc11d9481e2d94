//! What becomes of producers: a higher epoch after an error (KIP-360), the last epoch, and partitions and
//! coordinators that forget those who were silent.

use std::time::Duration;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeProducersRequest, InitProducerIdRequest, describe_producers_request::TopicRequest,
        describe_producers_response::ProducerState,
    },
};

use super::{
    SECOND, clock, in_time_of, served, served_with,
    support::{
        Client,
        transactions::{End, init_request},
    },
};

#[test]
fn a_producer_goes_on_after_an_error_with_a_higher_epoch() {
    let (_broker, mut client) = served();
    let first = client.init("id", 60_000);
    let next = client.init_again(&first).unwrap();
    assert_eq!(next, first.with_epoch(1));
    assert_eq!(client.init_again(&first), Ok(next.clone()), "its answer was lost");
    let fenced = Err(ErrorCode::ProducerFenced);
    let stranger = next.with_producer_id(next.producer_id + 1_000);
    assert_eq!(client.init_again(&stranger), fenced);
    assert_eq!(client.init_again(&next.with_epoch(5)), fenced);
    // Another takes the id over: there is no way back for the one before.
    let other = client.init("id", 60_000);
    assert_eq!(other, next.with_epoch(2));
    assert_eq!(client.init_again(&next), fenced);
    assert_eq!(client.init_again(&first), fenced);
    for (producer_id, producer_epoch) in [(-1, 3), (other.producer_id, -1)] {
        let request = InitProducerIdRequest {
            producer_id,
            producer_epoch,
            ..init_request(Some("id"), 60_000)
        };
        assert_eq!(client.try_init(&request, 5), Err(ErrorCode::InvalidRequest));
    }
}

#[test]
fn a_producer_that_goes_on_has_its_open_transaction_aborted() {
    let (_broker, mut client) = served();
    let first = client.init("id", 60_000);
    client.write(&first, "t", 0, "a", 12).unwrap();
    // Either is being aborted, and it may ask again.
    assert_eq!(client.init_again(&first), Err(ErrorCode::ConcurrentTransactions));
    let mut next = Err(ErrorCode::None);
    client.until("it goes on", |client| {
        next = client.init_again(&first);
        next != Err(ErrorCode::ConcurrentTransactions)
    });
    // Its own abort with KIP-890 has raised the epoch, which is the one that it is given.
    assert_eq!(next, Ok(first.with_epoch(1)));
    assert_eq!(client.read_committed("t").values, [""; 0]);
    assert_eq!(client.write(&first.with_epoch(1), "t", 0, "b", 12), Ok(2));
}

/// A producer id has 32,767 epochs; the next one takes over, in either way to the end.
#[test]
fn a_producer_whose_epochs_are_used_up_gets_another_id() {
    let (_broker, mut client) = served();
    let mut producer = client.init("id", 60_000);
    let first_id = producer.producer_id;
    while producer.epoch < i16::MAX - 2 {
        for _ in 0..500.min(i16::MAX - 2 - producer.epoch) {
            client.send_at(&init_request(Some("id"), 60_000), 5);
            producer.epoch += 1;
        }
        let mut last = -1;
        while last < producer.epoch {
            let response = client.receive::<InitProducerIdRequest>(5);
            assert_eq!((response.error_code, response.producer_id), (0, first_id));
            last = response.producer_epoch;
        }
    }
    client.write(&producer, "t", 0, "a", 12).unwrap();
    let last = client.end(&producer, End::Commit, 5).unwrap();
    assert_eq!(last, producer.with_epoch(i16::MAX - 1));
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    // The last one; its end has the epoch that nobody is given.
    assert_eq!(client.write(&last, "t", 0, "b", 12), Ok(2));
    let next = client.end(&last, End::Commit, 5).unwrap();
    assert_eq!(next.epoch, 0);
    assert_ne!(next.producer_id, first_id);
    client.until("it is complete", |client| client.state_of("id") == "CompleteCommit");
    assert_eq!(client.end(&last, End::Commit, 5), Ok(next.clone()), "its answer was lost");
    assert_eq!(client.init_again(&last), Ok(next.with_epoch(0)), "and so was this one");
    assert_eq!(client.write(&last, "t", 1, "x", 12), Err(ErrorCode::InvalidProducerEpoch));
    assert_eq!(client.write(&next, "t", 0, "c", 12), Ok(4));
    client.end(&next, End::Commit, 5).unwrap();
    client.until("all have ended", |client| client.ends("t") == (6, 6));
    assert_eq!(client.read_committed("t").values, ["a", "b", "c"]);
}

fn producers(client: &mut Client) -> Vec<ProducerState> {
    let topic = TopicRequest { name: "t".into(), partition_indexes: vec![0] };
    let response = client.call(&DescribeProducersRequest { topics: vec![topic] });
    response.topics[0].partitions[0].active_producers.clone()
}

#[test]
fn a_partition_forgets_those_that_were_silent_and_have_nothing_open() {
    let clock = clock();
    let options = in_time_of(&clock).set("producer.id.expiration.ms", "60000").unwrap();
    let (_broker, mut client) = served_with(options);
    let open = client.init("open", 900_000);
    client.write(&open, "t", 0, "a", 12).unwrap();
    let idle = client.init("idle", 60_000);
    client.write(&idle, "t", 0, "b", 12).unwrap();
    let idle = client.end(&idle, End::Commit, 5).unwrap();
    client.until("its marker is written", |client| client.ends("t").1 == 3);
    assert_eq!(producers(&mut client).len(), 2);
    clock.advance(Duration::from_secs(59));
    client.create_topic("u", 3, &[]);
    assert_eq!(producers(&mut client).len(), 2);
    client.until("it is forgotten", |client| {
        clock.advance(SECOND);
        producers(client).len() == 1
    });
    let left = &producers(&mut client)[0];
    assert_eq!((left.producer_id, left.current_txn_start_offset), (open.producer_id, 0));
    // The coordinator knows it still: its next transaction begins as any.
    assert_eq!(client.write(&idle, "t", 1, "x", 12), Err(ErrorCode::OutOfOrderSequenceNumber));
    assert_eq!(client.write(&idle, "t", 0, "c", 12), Ok(3));
    client.end(&idle, End::Commit, 5).unwrap();
    client.end(&open, End::Commit, 5).unwrap();
    client.until("all have ended", |client| client.ends("t") == (6, 6));
    assert_eq!(client.read_committed("t").values, ["a", "b", "c"]);
}

#[test]
fn the_coordinator_forgets_ids_that_were_idle_and_none_that_has_a_transaction_open() {
    let clock = clock();
    let options = in_time_of(&clock).set("transactional.id.expiration.ms", "60000").unwrap();
    let interval = "transaction.remove.expired.transaction.cleanup.interval.ms";
    let (_broker, mut client) = served_with(options.set(interval, "1000").unwrap());
    let idle = client.init("idle", 60_000);
    let open = client.init("open", 900_000);
    client.write(&open, "t", 0, "a", 12).unwrap();
    clock.advance(Duration::from_secs(59));
    client.create_topic("u", 3, &[]);
    assert_eq!(client.state_of("idle"), "Empty");
    let unknown = ErrorCode::TransactionalIdNotFound.code();
    client.until("it is forgotten", |client| {
        clock.advance(SECOND);
        client.described("idle").error_code == unknown
    });
    assert_eq!(client.state_of("open"), "Ongoing");
    let mapping = ErrorCode::InvalidProducerIdMapping;
    assert_eq!(client.write(&idle, "t", 0, "x", 12), Err(mapping));
    assert_eq!(client.end(&idle, End::Commit, 5), Err(mapping));
    assert_ne!(client.init("idle", 60_000).producer_id, idle.producer_id);
}

#[test]
fn a_marker_of_no_producer_is_refused() {
    use ottla_core::protocol::messages::{
        WriteTxnMarkersRequest,
        write_txn_markers_request::{WritableTxnMarker, WritableTxnMarkerTopic},
    };
    let (_broker, mut client) = served();
    client.create_topic("marked", 1, &[]);
    for (producer_id, producer_epoch) in [(-1, 0), (7, -1)] {
        let topic = WritableTxnMarkerTopic { name: "marked".into(), partition_indexes: vec![0] };
        let marker = WritableTxnMarker {
            producer_id,
            producer_epoch,
            topics: vec![topic],
            ..Default::default()
        };
        let response = client.call(&WriteTxnMarkersRequest { markers: vec![marker] });
        let code = response.markers[0].topics[0].partitions[0].error_code;
        assert_eq!(ErrorCode::from_code(code), ErrorCode::UnknownServerError);
    }
    assert_eq!(client.offset("marked", -1), 0, "nothing was written");
}
