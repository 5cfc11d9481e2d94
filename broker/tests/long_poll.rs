//! Fetches that wait: an append wakes them, a time-out by the broker's clock ends them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::{
    model::ErrorCode,
    protocol::{
        messages::FetchRequest,
        records::{BatchFields, Compression},
    },
};
use support::{Client, batch, batch_with, broker, fetch_request, fetched, now};

/// A broker whose clock stands still: nothing but an append can end a wait. There is no idle
/// time-out: a test that moves the clock on could reach it before its request has been read.
fn frozen() -> (Broker, VirtualClock) {
    let clock = VirtualClock::starting_at(now());
    let options = BrokerOptions::default().clock(clock.clone());
    (Broker::start(options.set("connections.max.idle.ms", "-1").unwrap()).unwrap(), clock)
}

fn wait_until(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !reached() {
        assert!(std::time::Instant::now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn an_append_wakes_a_waiting_fetch() {
    let (broker, _clock) = frozen();
    let mut reader = Client::connect(broker.address());
    let mut writer = Client::connect(broker.address());
    writer.create_topic("t", 1, &[]);
    reader.send_at(&fetch_request("t", 0, 1, 1_000_000), 12);
    assert_eq!(writer.produce("t", batch(&["a", "b"])), (ErrorCode::None, 0));
    let response = reader.receive::<FetchRequest>(12);
    assert_eq!(fetched(&response, 0), [(0, "a".to_owned()), (1, "b".to_owned())]);
}

#[test]
fn a_fetch_waits_for_as_many_bytes_as_it_asks_for() {
    let (broker, _clock) = frozen();
    let mut reader = Client::connect(broker.address());
    let mut writer = Client::connect(broker.address());
    writer.create_topic("t", 1, &[]);
    let one = batch(&["0123456789"]).len() as i32;
    reader.send_at(&fetch_request("t", 0, 3 * one, 1_000_000), 12);
    for _ in 0..3 {
        writer.produce("t", batch(&["0123456789"]));
    }
    assert_eq!(fetched(&reader.receive::<FetchRequest>(12), 0).len(), 3);
}

/// The clock stands still: what is answered is answered at once.
#[test]
fn a_fetch_whose_limit_is_reached_does_not_wait() {
    let (broker, _clock) = frozen();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let one = batch(&["0123456789"]).len() as i32;
    for _ in 0..3 {
        client.produce("t", batch(&["0123456789"]));
    }
    let mut request = fetch_request("t", 0, 2 * one + 1, 1_000_000);
    request.topics[0].partitions[0].partition_max_bytes = 2 * one + 1;
    assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), 2);
    for (batches, found) in [(2, 2), (3, 3)] {
        let mut request = fetch_request("t", 0, 9_999, 1_000_000);
        request.max_bytes = batches * one;
        assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), found);
    }
}

#[test]
fn a_fetch_that_is_behind_by_a_segment_does_not_wait() {
    let (broker, _clock) = frozen();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("segment.bytes", "1048576")]);
    let large = "x".repeat(700_000);
    for _ in 0..2 {
        client.produce("t", batch(&[&large]));
    }
    let mut request = fetch_request("t", 0, 2_000_000, 1_000_000);
    request.topics[0].partitions[0].partition_max_bytes = 2_000_000;
    assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), 1);
}

#[test]
fn a_fetch_that_finds_nothing_ends_when_its_time_has_come() {
    let (broker, clock) = frozen();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.send_at(&fetch_request("t", 0, 1, 60_000), 12);
    wait_until("the clock moves on", || {
        clock.advance(Duration::from_secs(61));
        client.has_input()
    });
    assert_eq!(fetched(&client.receive::<FetchRequest>(12), 0), []);
}

#[test]
fn requests_behind_a_waiting_fetch_are_answered_in_order() {
    let (broker, _clock) = frozen();
    let mut reader = Client::connect(broker.address());
    let mut writer = Client::connect(broker.address());
    writer.create_topic("t", 1, &[]);
    writer.create_topic("u", 1, &[]);
    writer.produce("u", batch(&["there"]));
    reader.send_at(&fetch_request("t", 0, 1, 1_000_000), 12);
    reader.send_at(&fetch_request("u", 0, 1, 1_000_000), 12);
    writer.produce("t", batch(&["late"]));
    assert_eq!(fetched(&reader.receive::<FetchRequest>(12), 0), [(0, "late".to_owned())]);
    assert_eq!(fetched(&reader.receive::<FetchRequest>(12), 0), [(0, "there".to_owned())]);
}

#[test]
fn deleting_a_topic_ends_the_fetches_that_wait_for_it() {
    use ottla_core::protocol::messages::DeleteTopicsRequest;
    let (broker, _clock) = frozen();
    let mut reader = Client::connect(broker.address());
    let mut admin = Client::connect(broker.address());
    admin.create_topic("t", 1, &[]);
    reader.send_at(&fetch_request("t", 0, 1, 1_000_000), 12);
    let request = DeleteTopicsRequest { topic_names: vec!["t".into()], ..Default::default() };
    assert_eq!(admin.call_at(&request, 5).responses[0].error_code, 0);
    let response = reader.receive::<FetchRequest>(12);
    let code = ErrorCode::from_code(response.responses[0].partitions[0].error_code);
    assert!(
        matches!(code, ErrorCode::NotLeaderOrFollower | ErrorCode::UnknownTopicOrPartition),
        "{code:?}"
    );
}

#[test]
fn a_fetch_from_the_middle_of_a_batch_returns_the_whole_batch() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    for codec in [
        Compression::None,
        Compression::Gzip,
        Compression::Snappy,
        Compression::Lz4,
        Compression::Zstd,
    ] {
        let fields = BatchFields { encoding: codec.into(), ..BatchFields::default() };
        let (code, base) = client.produce("t", batch_with(&["a", "b", "c"], &fields, now()));
        assert_eq!(code, ErrorCode::None, "{codec:?}");
        let response = client.call_at(&fetch_request("t", base + 1, 1, 0), 12);
        let all: Vec<i64> = fetched(&response, 0).iter().map(|(offset, _)| *offset).collect();
        assert_eq!(all, [base, base + 1, base + 2], "{codec:?}");
    }
}

#[test]
fn limits_hold_but_for_the_first_batch() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let size = batch(&["0123456789"]).len() as i32;
    for _ in 0..10 {
        client.produce("t", batch(&["0123456789"]));
    }
    let mut request = fetch_request("t", 0, 1, 0);
    request.topics[0].partitions[0].partition_max_bytes = 3 * size + 5;
    assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), 3);
    request.topics[0].partitions[0].partition_max_bytes = 1;
    assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), 1);
    request.max_bytes = 1;
    assert_eq!(fetched(&client.call_at(&request, 12), 0).len(), 1);
}

#[test]
fn an_offset_outside_of_the_log_is_out_of_range() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.produce("t", batch(&["a"]));
    for offset in [-1, 2, i64::MAX] {
        let response = client.call_at(&fetch_request("t", offset, 1, 10_000), 12);
        let code = response.responses[0].partitions[0].error_code;
        assert_eq!(ErrorCode::from_code(code), ErrorCode::OffsetOutOfRange, "{offset}");
    }
}
