//! Time is the test's: retention, deleted files, syncs, checkpoints and idle connections follow the
//! virtual clock.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::Path, time::Duration};

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::{
    model::ErrorCode,
    protocol::{messages::DeleteTopicsRequest, records::BatchFields},
};
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

const MILLISECOND: Duration = Duration::from_millis(1);
const MINUTE: Duration = Duration::from_secs(60);

/// A broker on `directory` whose connections may be idle for ever, with further settings.
fn start_on(directory: &Path, clock: &VirtualClock, settings: &[(&str, &str)]) -> Broker {
    let options = BrokerOptions::default().directory(directory).clock(clock.clone());
    let options = options.set("connections.max.idle.ms", "-1").unwrap();
    let set = |options: BrokerOptions, (key, value): &(&str, &str)| options.set(key, value);
    Broker::start(settings.iter().try_fold(options, set).unwrap()).unwrap()
}

/// Paths below `directory` whose names contain `part`.
fn named(directory: &Path, part: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![directory.to_owned()];
    while let Some(folder) = folders.pop() {
        // Folders go while they are looked through.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.contains(part) {
                found.push(name);
            } else if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    found
}

#[test]
fn the_folder_of_a_deleted_topic_goes_after_its_delay() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), VirtualClock::new());
    let broker = start_on(directory.path(), &clock, &[]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("file.delete.delay.ms", "90000")]);
    produce_at(&mut client, &clock, "old");
    let request = DeleteTopicsRequest { topic_names: vec!["t".into()], ..Default::default() };
    assert_eq!(client.call_at(&request, 5).responses[0].error_code, 0);
    let folders = || named(directory.path(), "-delete").len();
    assert_eq!(folders(), 1);
    clock.advance(90 * Duration::from_secs(1) - MILLISECOND);
    // Whatever was due has had its turn by the time that the broker answers and has made files.
    client.create_topic("u", 3, &[]);
    assert_eq!(folders(), 1);
    clock.advance(MILLISECOND);
    wait_until("the folder goes", || folders() == 0);
}

#[test]
fn segments_past_retention_go_after_their_delay() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), VirtualClock::new());
    let broker = start_on(directory.path(), &clock, &[]);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("retention.ms", "1000"), ("file.delete.delay.ms", "60000")]);
    produce_at(&mut client, &clock, "old");
    let files = || named(directory.path(), ".log.deleted").len();
    clock.advance(5 * MINUTE - MILLISECOND);
    client.create_topic("u", 3, &[]);
    assert_eq!(files(), 0, "log.retention.check.interval.ms is five minutes");
    clock.advance(MILLISECOND);
    wait_until("the segment is taken out of the log", || files() == 1);
    clock.advance(MINUTE - MILLISECOND);
    client.create_topic("v", 3, &[]);
    assert_eq!(files(), 1);
    clock.advance(MILLISECOND);
    wait_until("its files go", || named(directory.path(), ".deleted").is_empty());
}

/// What a checkpoint says of partition 0 of a topic.
fn checkpointed(directory: &Path, file: &str, topic: &str) -> Option<i64> {
    let text = fs::read_to_string(directory.join(file)).ok()?;
    text.lines().find_map(|line| line.strip_prefix(topic)?.strip_prefix(" 0 ")?.parse().ok())
}

#[test]
fn checkpoints_are_written_when_their_interval_has_passed() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), VirtualClock::new());
    let interval = [("log.flush.offset.checkpoint.interval.ms", "45000")];
    let broker = start_on(directory.path(), &clock, &interval);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let high_watermark = || checkpointed(directory.path(), "replication-offset-checkpoint", "t");
    for (before, after, another) in [(None, Some(1), "u"), (Some(1), Some(2), "v")] {
        produce_at(&mut client, &clock, "x");
        clock.advance(45 * Duration::from_secs(1) - MILLISECOND);
        // Made in two requests, it gives a checkpoint that came too early its time.
        client.create_topic(another, 3, &[]);
        client.create_topic(&format!("{another}2"), 3, &[]);
        assert_eq!(high_watermark(), before);
        clock.advance(MILLISECOND);
        wait_until("the checkpoint is written", || high_watermark() == after);
    }
}

#[test]
fn records_are_synced_when_their_flush_ms_has_passed() {
    let (directory, clock) = (tempfile::tempdir().unwrap(), VirtualClock::new());
    // The recovery point says what is synced; it is written down often enough to be watched.
    let interval = [("log.flush.offset.checkpoint.interval.ms", "1000")];
    let broker = start_on(directory.path(), &clock, &interval);
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[("flush.ms", "3600000")]);
    for _ in 0..3 {
        produce_at(&mut client, &clock, "x");
    }
    let recovery_point =
        |topic| checkpointed(directory.path(), "recovery-point-offset-checkpoint", topic);
    clock.advance(60 * MINUTE - Duration::from_secs(10));
    // A sync that came too early would be done, and written down, by the time that these are.
    for another in ["u", "v", "w"] {
        client.create_topic(another, 1, &[]);
        clock.advance(Duration::from_secs(3));
        wait_until("a checkpoint is written", || recovery_point(another).is_some());
        assert_eq!(recovery_point("t"), Some(0));
    }
    // The sync and the look for it take their turns: a few seconds after the hour it is done.
    wait_until("the records are synced", || {
        clock.advance(Duration::from_secs(1));
        client.offset("t", -1);
        recovery_point("t") == Some(3)
    });
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
