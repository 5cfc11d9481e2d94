//! A compacted topic over the wire: the broker compacts by itself when its time has come, and knows
//! after a restart how far it was.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{path::Path, time::Duration};

use bytes::Bytes;
use ottla_broker::{Broker, BrokerOptions, Clock, testing::VirtualClock};
use ottla_core::{
    model::{ErrorCode, Timestamp},
    protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
};
use support::Client;

const COMPACTED: &[(&str, &str)] =
    &[("cleanup.policy", "compact"), ("min.cleanable.dirty.ratio", "0.01"), ("segment.ms", "1000")];

fn record(key: &str, value: &str, timestamp: Timestamp) -> Bytes {
    let mut builder = BatchBuilder::with_capacity(100);
    let (key, value) = (Some(key.as_bytes()), Some(value.as_bytes()));
    builder.append(NewRecord { timestamp, key, value, headers: [] }).unwrap();
    builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap()
}

struct Scene {
    clock: VirtualClock,
    broker: Broker,
    client: Client,
}

impl Scene {
    fn start(directory: Option<&Path>) -> Self {
        let clock = VirtualClock::new();
        let mut options = BrokerOptions::default()
            .clock(clock.clone())
            .set("connections.max.idle.ms", "-1")
            .unwrap();
        if let Some(directory) = directory {
            options = options.directory(directory);
        }
        let broker = Broker::start(options).unwrap();
        let client = Client::connect(broker.address());
        Self { clock, broker, client }
    }

    /// One record in a segment of its own.
    fn put(&mut self, key: &str, value: &str) {
        self.clock.advance(Duration::from_secs(2));
        let batch = record(key, value, self.clock.now().wall);
        assert_eq!(self.client.produce("t", batch).0, ErrorCode::None);
    }

    fn values(&mut self) -> Vec<(i64, String)> {
        let mut values = Vec::new();
        let mut next = 0;
        while next < self.client.offset("t", -1) {
            let found = self.client.fetch("t", next);
            let last = found.last().expect("records up to the end").0;
            values.extend(found);
            next = last + 1;
        }
        values
    }

    fn wait_until_left(&mut self, expected: &[(i64, &str)]) {
        let deadline = std::time::Instant::now() + support::PATIENCE;
        loop {
            let values = self.values();
            let values: Vec<(i64, &str)> =
                values.iter().map(|(offset, value)| (*offset, value.as_str())).collect();
            if values == expected {
                return;
            }
            assert!(std::time::Instant::now() < deadline, "{values:?}");
            self.clock.advance(Duration::from_secs(15));
        }
    }
}

#[test]
fn a_compacted_topic_keeps_the_last_value_of_each_key() {
    let mut scene = Scene::start(None);
    scene.client.create_topic("t", 1, COMPACTED);
    for round in 0..5 {
        scene.put("a", &format!("a{round}"));
        scene.put("b", &format!("b{round}"));
    }
    scene.put("c", "open");
    scene.wait_until_left(&[(8, "a4"), (9, "b4"), (10, "open")]);
    drop(scene.broker);
}

#[test]
fn a_restart_goes_on_where_compaction_was() {
    let directory = tempfile::tempdir().unwrap();
    let mut scene = Scene::start(Some(directory.path()));
    scene.client.create_topic("t", 1, COMPACTED);
    for round in 0..5 {
        scene.put("a", &format!("a{round}"));
    }
    scene.put("b", "open");
    scene.wait_until_left(&[(4, "a4"), (5, "open")]);
    let checkpoint = directory.path().join("cleaner-offset-checkpoint");
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !std::fs::read_to_string(&checkpoint).is_ok_and(|text| text.ends_with("t 0 5\n")) {
        assert!(std::time::Instant::now() < deadline, "{:?}", std::fs::read_to_string(&checkpoint));
        std::thread::yield_now();
    }
    drop(scene);
    let mut scene = Scene::start(Some(directory.path()));
    assert_eq!(scene.values(), [(4, "a4".to_owned()), (5, "open".to_owned())]);
    // The clock starts anew with each scene; segments close by the time of their records.
    scene.clock.advance(Duration::from_secs(3600));
    scene.put("a", "new");
    scene.put("c", "open");
    scene.wait_until_left(&[(5, "open"), (6, "new"), (7, "open")]);
}
