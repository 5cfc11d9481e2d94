//! A broker that is started again, after a clean stop, a kill or a crash of the machine, with transactions in
//! every state in its directory: each is as it was, and can go on, be ended, or times out.

use std::{path::Path, sync::Arc};

use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::{
    model::{ErrorCode, Rng},
    storage::disk::failing::{FailingDisk, Unsynced},
};

use super::{
    MILLISECOND, SECOND, clock, in_time_of,
    support::{
        Client,
        transactions::{End, Producer, init_request},
    },
};

const DIRECTORY: &str = "/disk";

/// With acknowledgements that wait for the disk.
fn options(clock: &VirtualClock) -> BrokerOptions {
    in_time_of(clock).set("log.flush.interval.messages", "1").unwrap()
}

fn start(disk: &Arc<FailingDisk>, options: BrokerOptions) -> (Broker, Client) {
    let options = options.directories([Path::new(DIRECTORY)]).disk(DIRECTORY, disk.clone());
    let broker = Broker::start(options).unwrap();
    let mut client = Client::connect(broker.address());
    client.find_coordinators();
    (broker, client)
}

#[derive(Clone, Copy, Debug)]
enum Stop {
    Clean,
    Killed,
    PowerLost,
    PowerLostWithSomeWritten(u64),
}

impl Stop {
    /// The directory as the next start finds it.
    fn happens(self, broker: Broker, disk: &FailingDisk) -> Arc<FailingDisk> {
        let after = match self {
            Self::Clean => {
                broker.stop();
                return Arc::new(disk.crash(Unsynced::Keep));
            }
            Self::Killed => disk.crash(Unsynced::Keep),
            Self::PowerLost => disk.crash(Unsynced::Lose),
            Self::PowerLostWithSomeWritten(seed) => {
                disk.crash(Unsynced::LoseSome(Rng::from_seed(seed)))
            }
        };
        drop(broker);
        Arc::new(after)
    }
}

const STOPS: [Stop; 5] = [
    Stop::Clean,
    Stop::Killed,
    Stop::PowerLost,
    Stop::PowerLostWithSomeWritten(1),
    Stop::PowerLostWithSomeWritten(2),
];

/// The producers of a broker that has seen one transaction of each kind.
struct Story {
    empty: Producer,
    added: Producer,
    open: Producer,
    committed: Producer,
    aborted: Producer,
}

impl Story {
    fn told(client: &mut Client) -> Self {
        client.create_topic("t", 1, &[]);
        client.create_topic("open", 1, &[]);
        let empty = client.init("empty", 60_000);
        let added = client.init("added", 60_000);
        let codes = client.add_partitions(&added, &[("open", &[0])], 3);
        assert_eq!(codes, [ErrorCode::None]);
        let aborted = client.init("aborted", 60_000);
        client.write(&aborted, "t", 0, "x", 12).unwrap();
        let aborted = client.end(&aborted, End::Abort, 5).unwrap();
        let committed = client.init("committed", 60_000);
        client.write(&committed, "t", 0, "a", 12).unwrap();
        client.commit_in_transaction(&committed, "of-committed", "t", 3, 5);
        let committed = client.end(&committed, End::Commit, 5).unwrap();
        client.until("all have ended", |client| client.ends("t") == (4, 4));
        client.until("all are complete", |client| {
            let offset = client.stable_offset("of-committed", "t");
            let states = (client.state_of("committed"), client.state_of("aborted"));
            offset == Ok(3) && (&*states.0, &*states.1) == ("CompleteCommit", "CompleteAbort")
        });
        let open = client.init("open", 60_000);
        client.write(&open, "open", 0, "a", 12).unwrap();
        client.commit_in_transaction(&open, "of-open", "t", 9, 5);
        Self { empty, added, open, committed, aborted }
    }

    fn is_as_it_was(&self, client: &mut Client, how: Stop) {
        let expected = [
            (&self.empty, "Empty"),
            (&self.added, "Ongoing"),
            (&self.open, "Ongoing"),
            (&self.committed, "CompleteCommit"),
            (&self.aborted, "CompleteAbort"),
        ];
        for (producer, state) in expected {
            let found = client.described(&producer.id);
            assert_eq!(&*found.transaction_state, state, "{how:?}: {}", producer.id);
            let of = (found.producer_id, found.producer_epoch);
            assert_eq!(of, (producer.producer_id, producer.epoch), "{how:?}: {}", producer.id);
        }
        assert_eq!((client.ends("t"), client.ends("open")), ((4, 4), (0, 1)), "{how:?}");
        assert_eq!(client.read_committed("t").values, ["a"], "{how:?}");
        assert_eq!(client.read_committed("open").values, [""; 0], "{how:?}");
        assert_eq!(client.stable_offset("of-committed", "t"), Ok(3), "{how:?}");
        let pending = client.stable_offset("of-open", "t");
        assert_eq!(pending, Err(ErrorCode::UnstableOffsetCommit), "{how:?}");
    }
}

#[test]
fn every_state_survives_and_every_producer_can_go_on() {
    for how in STOPS {
        let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
        let (broker, mut client) = start(&disk, options(&clock));
        let story = Story::told(&mut client);
        let disk = how.happens(broker, &disk);
        let (broker, mut client) = start(&disk, options(&clock));
        story.is_as_it_was(&mut client, how);
        // Again, on what the start itself has written.
        let disk = how.happens(broker, &disk);
        let (_broker, mut client) = start(&disk, options(&clock));
        story.is_as_it_was(&mut client, how);

        assert_eq!(client.write(&story.open, "open", 1, "b", 12), Ok(1), "{how:?}");
        client.end(&story.open, End::Commit, 5).unwrap();
        client.until("it has ended", |client| client.ends("open") == (3, 3));
        assert_eq!(client.read_committed("open").values, ["a", "b"], "{how:?}");
        client.until("its offset counts", |client| client.stable_offset("of-open", "t") == Ok(9));
        // One that began before the stop and writes after it only.
        assert_eq!(client.write(&story.added, "open", 0, "c", 11), Ok(3), "{how:?}");
        client.end(&story.added, End::Abort, 4).unwrap();
        client.until("it has ended", |client| client.ends("open") == (5, 5));
        for (producer, offset) in [(&story.empty, 4), (&story.committed, 6), (&story.aborted, 8)] {
            assert_eq!(client.write(producer, "t", 0, "d", 12), Ok(offset), "{how:?}");
            client.end(producer, End::Commit, 5).unwrap();
            client.until("it has ended", |client| client.ends("t") == (offset + 2, offset + 2));
        }
        assert_eq!(client.read_committed("t").values, ["a", "d", "d", "d"], "{how:?}");
    }
}

#[test]
fn an_open_transaction_times_out_as_if_the_broker_had_not_stopped() {
    for how in STOPS {
        let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
        let (broker, mut client) = start(&disk, options(&clock));
        Story::told(&mut client);
        clock.advance(40 * SECOND);
        let disk = how.happens(broker, &disk);
        let (_broker, mut client) = start(&disk, options(&clock));
        clock.advance(20 * SECOND - MILLISECOND);
        client.create_topic("after", 3, &[]);
        assert_eq!(client.ends("open"), (0, 1), "{how:?}");
        clock.advance(MILLISECOND);
        client.until("both are aborted", |client| client.ends("open") == (3, 3));
        assert_eq!(client.read_committed("open").values, [""; 0], "{how:?}");
        client.until("its offset is none", |client| {
            clock.advance(MILLISECOND);
            client.stable_offset("of-open", "t") == Ok(-1)
        });
    }
}

#[test]
fn one_whose_time_was_over_while_the_broker_was_down_is_aborted_at_the_start() {
    let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
    let (broker, mut client) = start(&disk, options(&clock));
    Story::told(&mut client);
    let disk = Stop::Killed.happens(broker, &disk);
    clock.advance(3_600 * SECOND);
    let (_broker, mut client) = start(&disk, options(&clock));
    client.until("both are aborted", |client| {
        clock.advance(MILLISECOND);
        client.ends("open") == (3, 3) && client.state_of("open") == "CompleteAbort"
    });
    assert_eq!(client.state_of("empty"), "Empty");
}

#[test]
fn whoever_takes_over_after_a_restart_aborts_what_was_open() {
    for how in STOPS {
        let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
        let (broker, mut client) = start(&disk, options(&clock));
        let story = Story::told(&mut client);
        let disk = how.happens(broker, &disk);
        let (_broker, mut client) = start(&disk, options(&clock));
        let mut next = Err(ErrorCode::None);
        client.until("it is taken over", |client| {
            clock.advance(MILLISECOND);
            next = client.try_init(&init_request(Some("open"), 60_000), 5);
            next.is_ok()
        });
        assert_eq!(next, Ok(story.open.with_epoch(2)), "{how:?}");
        let fenced = client.write(&story.open, "open", 1, "x", 12);
        assert_eq!(fenced, Err(ErrorCode::InvalidProducerEpoch), "{how:?}");
        assert_eq!(client.ends("open"), (2, 2), "{how:?}");
        assert_eq!(client.stable_offset("of-open", "t"), Ok(-1), "{how:?}");
    }
}

/// Markers that could not be written, since groups were not loaded yet, are tried again in time.
fn completed(client: &mut Client, clock: &VirtualClock, state: &str) {
    client.until("it is complete", |client| {
        clock.advance(MILLISECOND);
        client.state_of("id") == state
    });
}

/// The broker is gone the moment after its answer: the decision was on disk, whatever of the markers was.
#[test]
fn an_end_that_was_acknowledged_holds_wherever_the_markers_were() {
    for seed in 0..30 {
        let end = if seed % 2 == 0 { End::Commit } else { End::Abort };
        let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
        let (broker, mut client) = start(&disk, options(&clock));
        for topic in ["t", "u", "v"] {
            client.create_topic(topic, 1, &[]);
        }
        let producer = client.init("id", 60_000);
        for topic in ["t", "u", "v"] {
            client.write(&producer, topic, 0, "a", 12).unwrap();
        }
        client.commit_in_transaction(&producer, "g", "t", 9, 5);
        let next = client.end(&producer, end, 5).unwrap();
        let disk = match seed {
            0..10 => Arc::new(disk.crash(Unsynced::Lose)),
            _ => Arc::new(disk.crash(Unsynced::LoseSome(Rng::from_seed(seed)))),
        };
        drop(broker);
        let (_broker, mut client) = start(&disk, options(&clock));
        let state = format!("Complete{end:?}");
        completed(&mut client, &clock, &state);
        let values = usize::from(end == End::Commit);
        for topic in ["t", "u", "v"] {
            let (stable, log_end) = client.ends(topic);
            assert_eq!(stable, log_end, "{seed}: {topic}");
            assert_eq!(client.read_committed(topic).values.len(), values, "{seed}: {topic}");
        }
        let offset = if end == End::Commit { 9 } else { -1 };
        assert_eq!(client.stable_offset("g", "t"), Ok(offset), "{seed}");
        assert!(client.write(&next, "t", 0, "b", 12).is_ok(), "{seed}");
    }
}

/// Answers out of the state before a stop: a repeated request finds what the first one did.
#[test]
fn a_request_whose_answer_was_lost_in_a_stop_is_answered_after_it() {
    for how in STOPS {
        let (disk, clock) = (Arc::new(FailingDisk::new()), clock());
        let (broker, mut client) = start(&disk, options(&clock));
        client.create_topic("t", 1, &[]);
        let producer = client.init("id", 60_000);
        assert_eq!(client.write(&producer, "t", 0, "a", 12), Ok(0));
        let disk = how.happens(broker, &disk);
        let (broker, mut client) = start(&disk, options(&clock));
        assert_eq!(client.write(&producer, "t", 0, "a", 12), Ok(0), "{how:?}: a duplicate");
        let next = client.end(&producer, End::Commit, 5).unwrap();
        let disk = how.happens(broker, &disk);
        let (_broker, mut client) = start(&disk, options(&clock));
        completed(&mut client, &clock, "CompleteCommit");
        assert_eq!(client.end(&producer, End::Commit, 5), Ok(next), "{how:?}");
        let opposite = client.end(&producer, End::Abort, 5);
        assert_eq!(opposite, Err(ErrorCode::InvalidTxnState), "{how:?}");
        assert_eq!(client.read_committed("t").values, ["a"], "{how:?}");
    }
}
