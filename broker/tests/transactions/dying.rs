//! A client that dies, in every state of its transaction: when the transaction's time is over, and not
//! before, it is aborted, and readers go on.

use std::time::Duration;

use ottla_broker::{Broker, testing::VirtualClock};
use ottla_core::model::ErrorCode;

use super::{
    MILLISECOND, SECOND, clock, served_in,
    support::{
        Client,
        transactions::{End, Producer, end_request},
    },
};

const TIME_OUT: Duration = Duration::from_secs(60);

/// A client of its own, with its producer, that has come so far.
fn dead(broker: &Broker, before: impl FnOnce(&mut Client, &Producer)) -> Producer {
    let mut client = Client::connect(broker.address());
    let producer = client.init("id", 60_000);
    before(&mut client, &producer);
    producer
}

/// Nothing has happened a moment before the time is over, and it is aborted then.
fn aborted_in_time(clock: &VirtualClock, client: &mut Client, id: &str) {
    clock.advance(TIME_OUT - MILLISECOND);
    // Whatever was due has had its turn by the time that this is answered and has made files.
    client.create_topic("after", 3, &[]);
    assert_eq!(client.state_of(id), "Ongoing");
    clock.advance(MILLISECOND);
    client.until("it is aborted", |client| client.state_of(id) == "CompleteAbort");
}

#[test]
fn after_init_producer_id_nothing_is_open() {
    let clock = clock();
    let (broker, mut client) = served_in(&clock);
    let producer = dead(&broker, |_, _| {});
    clock.advance(2 * TIME_OUT);
    client.create_topic("after", 3, &[]);
    assert_eq!(client.state_of("id"), "Empty");
    // It was only slow: it may go on.
    assert_eq!(client.write(&producer, "t", 0, "a", 12), Ok(0));
    client.end(&producer, End::Commit, 5).unwrap();
}

#[test]
fn after_adding_a_partition_without_a_record() {
    let clock = clock();
    let (broker, mut client) = served_in(&clock);
    let producer = dead(&broker, |client, producer| {
        client.add_partitions(producer, &[("t", &[0])], 3);
    });
    assert_eq!(client.ends("t"), (0, 0));
    aborted_in_time(&clock, &mut client, "id");
    assert_eq!(client.ends("t"), (1, 1), "a marker");
    assert_eq!(client.add_partitions(&producer, &[("t", &[0])], 3), [ErrorCode::ProducerFenced]);
}

#[test]
fn after_producing() {
    let clock = clock();
    let (broker, mut client) = served_in(&clock);
    let producer = dead(&broker, |client, producer| {
        client.write(producer, "t", 0, "a", 12).unwrap();
    });
    // Its time counts from its beginning, not from its last record.
    clock.advance(TIME_OUT / 2);
    client.write(&producer, "t", 1, "b", 12).unwrap();
    clock.advance(TIME_OUT / 2 - MILLISECOND);
    client.create_topic("after", 3, &[]);
    assert_eq!(client.ends("t"), (0, 2));
    clock.advance(MILLISECOND);
    client.until("readers go on", |client| client.ends("t") == (3, 3));
    assert_eq!(client.read_committed("t").values, [""; 0]);
    // Its client comes back: nothing that it does counts, until it begins anew or aborts.
    assert_eq!(client.write(&producer, "t", 2, "x", 12), Err(ErrorCode::InvalidProducerEpoch));
    let fenced = Err(ErrorCode::ProducerFenced);
    assert_eq!(client.end(&producer, End::Commit, 4), fenced);
    assert_eq!(client.end(&producer, End::Abort, 4), fenced);
    assert_eq!(client.end(&producer, End::Commit, 5), Err(ErrorCode::InvalidTxnState));
    let next = client.end(&producer, End::Abort, 5).unwrap();
    assert_eq!(next, producer.with_epoch(1));
    assert_eq!(client.write(&next, "t", 0, "c", 12), Ok(3));
}

#[test]
fn after_committing_offsets() {
    let clock = clock();
    let (broker, mut client) = served_in(&clock);
    client.commit_offset("g", "t", 7, "m");
    dead(&broker, |client, producer| {
        let committed = client.commit_in_transaction(producer, "g", "t", 9, 5);
        assert_eq!(committed, ErrorCode::None);
    });
    assert_eq!(client.stable_offset("g", "t"), Err(ErrorCode::UnstableOffsetCommit));
    aborted_in_time(&clock, &mut client, "id");
    assert_eq!(client.stable_offset("g", "t"), Ok(7));
}

#[test]
fn after_an_end_whose_answer_it_does_not_read() {
    for (end, state) in [(End::Commit, "CompleteCommit"), (End::Abort, "CompleteAbort")] {
        let clock = clock();
        let (broker, mut client) = served_in(&clock);
        dead(&broker, |client, producer| {
            client.write(producer, "t", 0, "a", 12).unwrap();
            client.commit_in_transaction(producer, "g", "t", 9, 5);
            client.send_at(&end_request(producer, end), 5);
        });
        client.until("it ends", |client| client.state_of("id") == state);
        clock.advance(2 * TIME_OUT);
        client.create_topic("after", 3, &[]);
        assert_eq!(client.state_of("id"), state);
        let committed = end == End::Commit;
        assert_eq!(client.read_committed("t").values.len(), usize::from(committed));
        assert_eq!(client.stable_offset("g", "t"), Ok(if committed { 9 } else { -1 }));
    }
}

#[test]
fn whoever_takes_over_need_not_wait_for_the_time_out() {
    let clock = clock();
    let (broker, mut client) = served_in(&clock);
    let dead = dead(&broker, |client, producer| {
        client.write(producer, "t", 0, "a", 12).unwrap();
    });
    let next = client.init("id", 60_000);
    assert_eq!(next.producer_id, dead.producer_id);
    // One epoch fences, another is given.
    assert_eq!(next.epoch, dead.epoch + 2);
    assert_eq!(client.ends("t"), (2, 2));
    assert_eq!(client.write(&dead, "t", 1, "x", 12), Err(ErrorCode::InvalidProducerEpoch));
    assert_eq!(client.end(&dead, End::Commit, 5), Err(ErrorCode::ProducerFenced));
}

#[test]
fn a_short_transaction_after_a_long_one_has_its_own_time() {
    let clock = clock();
    let (_broker, mut client) = served_in(&clock);
    let producer = client.init("id", 60_000);
    client.write(&producer, "t", 0, "a", 12).unwrap();
    clock.advance(TIME_OUT - SECOND);
    let producer = client.end(&producer, End::Commit, 5).unwrap();
    client.write(&producer, "t", 0, "b", 12).unwrap();
    clock.advance(2 * SECOND);
    client.create_topic("u", 3, &[]);
    assert_eq!(client.state_of("id"), "Ongoing", "the timer of the one before means nothing");
    // The next producer has less time.
    let producer = client.init("id", 1_000);
    client.write(&producer, "t", 0, "c", 12).unwrap();
    clock.advance(SECOND - MILLISECOND);
    client.create_topic("v", 3, &[]);
    assert_eq!(client.state_of("id"), "Ongoing");
    clock.advance(MILLISECOND);
    client.until("it is aborted", |client| client.state_of("id") == "CompleteAbort");
    assert_eq!(client.read_committed("t").values, ["a"]);
}
