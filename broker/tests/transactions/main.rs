//! Transactions over the wire, in both protocols: what each request is told in each state, what readers
//! see, and what is left of a transaction whose client, broker, topic or group goes away. The codes are those
//! that Apache Kafka 4.3.1 gave to the same bytes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod changes;
mod dying;
mod ending;
mod first_protocol;
mod groups;
mod isolation;
mod many;
mod producers;
mod restart;
mod second_protocol;

use std::time::Duration;

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use support::Client;

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// With topic `t` of two partitions, and coordinators.
fn served() -> (Broker, Client) {
    served_with(BrokerOptions::default())
}

fn served_with(options: BrokerOptions) -> (Broker, Client) {
    let broker = Broker::start(options).unwrap();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[]);
    client.find_coordinators();
    (broker, client)
}

/// A clock that the test moves; records of now fit its time.
fn clock() -> VirtualClock {
    VirtualClock::starting_at(support::now())
}

/// The same, whose time the test moves.
fn served_in(clock: &VirtualClock) -> (Broker, Client) {
    served_with(in_time_of(clock))
}

fn in_time_of(clock: &VirtualClock) -> BrokerOptions {
    let options = BrokerOptions::default().clock(clock.clone());
    options.set("connections.max.idle.ms", "-1").unwrap()
}
