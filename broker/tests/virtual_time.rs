//! Time is the test's: retention, deleted files and idle connections follow the virtual clock.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::{model::ErrorCode, protocol::records::BatchFields};
use support::{Client, batch_with, broker};

const DAY: Duration = Duration::from_secs(24 * 3600);

fn wait_until(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !reached() {
        assert!(std::time::Instant::now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

fn produce_at(client: &mut Client, clock: &VirtualClock, value: &str) -> i64 {
    use ottla_broker::Clock;
    let batch = batch_with(&[value], &BatchFields::default(), clock.now().wall);
    let (code, offset) = client.produce("t", batch);
    assert_eq!(code, ErrorCode::None);
    offset
}

#[test]
fn records_go_when_their_retention_has_passed() {
    let clock = VirtualClock::new();
    // No idle time-out: the connection has to live for weeks.
    let options =
        BrokerOptions::default().clock(clock.clone()).set("connections.max.idle.ms", "-1").unwrap();
    let broker = Broker::start(options).unwrap();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("retention.ms", "604800000")]);
    produce_at(&mut client, &clock, "old");
    clock.advance(6 * DAY);
    assert_eq!(client.offset("t", -2), 0, "a week has not passed");
    produce_at(&mut client, &clock, "new");
    clock.advance(2 * DAY);
    // One segment holds both, and its newest record is two days old: nothing goes.
    assert_eq!(client.offset("t", -2), 0);
    clock.advance(6 * DAY);
    wait_until("the records go", || client.offset("t", -2) == 2);
    assert_eq!(produce_at(&mut client, &clock, "after"), 2);
    assert_eq!(client.fetch("t", 2), [(2, "after".to_owned())]);
}

#[test]
fn an_idle_connection_is_closed_when_its_time_has_come() {
    let clock = VirtualClock::new();
    let broker = Broker::start(BrokerOptions::default().clock(clock.clone())).unwrap();
    let mut idle = Client::connect(broker.address());
    idle.create_topic("t", 1, &[]);
    clock.advance(Duration::from_secs(9 * 60));
    idle.create_topic("u", 1, &[]);
    clock.advance(Duration::from_secs(9 * 60));
    assert_eq!(idle.offset("t", -1), 0, "it was used in between");
    clock.advance(Duration::from_secs(11 * 60));
    assert!(idle.is_closed());
}

#[test]
fn offsets_are_found_by_time() {
    let clock = VirtualClock::new();
    let broker = Broker::start(BrokerOptions::default().clock(clock.clone())).unwrap();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let start = {
        use ottla_broker::Clock;
        clock.now().wall.0
    };
    for _ in 0..5 {
        produce_at(&mut client, &clock, "x");
        clock.advance(Duration::from_secs(1));
    }
    assert_eq!(client.offset("t", start), 0);
    assert_eq!(client.offset("t", start + 1), 1);
    assert_eq!(client.offset("t", start + 4_000), 4);
    assert_eq!(client.offset("t", start + 4_001), -1);
    assert_eq!(client.offset("t", -3), 4, "the largest timestamp");
}

#[test]
fn brokers_of_one_process_do_not_meet() {
    let (first, second) = (broker(), broker());
    assert_ne!(first.address(), second.address());
    Client::connect(first.address()).create_topic("t", 1, &[]);
    let mut client = Client::connect(second.address());
    client.create_topic("t", 1, &[]);
    assert_eq!(client.offset("t", -1), 0);
    drop(first);
    assert_eq!(client.offset("t", -1), 0);
}
