//! A broker that has no file handle left for a connection: it pauses by its own clock, then takes the
//! connection after all. In a process of its own, for the handles are the whole process's.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs::File, time::Duration};

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::protocol::messages::MetadataRequest;
use rustix::process::{Resource, getrlimit, setrlimit};
use support::Client;

fn wait_until(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !reached() {
        assert!(std::time::Instant::now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

/// Takes all file handles that are left.
fn hoard() -> Vec<File> {
    let mut hoarded = vec![File::open("/dev/null").unwrap()];
    while let Ok(another) = hoarded[0].try_clone() {
        hoarded.push(another);
    }
    hoarded
}

#[test]
fn the_pause_after_a_failed_accept_follows_the_clock() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = Some(200);
    setrlimit(Resource::Nofile, limit).unwrap();
    let clock = VirtualClock::new();
    let broker = Broker::start(BrokerOptions::default().clock(clock.clone())).unwrap();
    wait_until("the broker has nothing to do", || clock.sleepers() == 2);

    let mut hoarded = hoard();
    hoarded.pop();
    // That one is the client's; the broker has none for its side.
    let mut client = Client::connect(broker.address());
    wait_until("the broker pauses", || clock.sleepers() == 3);
    drop(hoarded);
    client.send(&MetadataRequest::default());
    clock.advance(Duration::from_millis(49));
    assert_eq!(clock.sleepers(), 3, "fifty milliseconds have to pass");
    assert!(!client.has_input());
    clock.advance(Duration::from_millis(1));
    client.receive::<MetadataRequest>(13);
}
