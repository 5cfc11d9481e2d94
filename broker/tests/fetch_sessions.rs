//! Incremental fetches (KIP-227) over the wire. `OTTLA_INTEROP_BOOTSTRAP` puts another cluster in the
//! broker's place: on Apache Kafka every test passes that needs no clock and no configuration.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use bytestring::ByteString;
use ottla_broker::{Broker, BrokerOptions, testing::VirtualClock};
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        DeleteTopicsRequest, FetchRequest, FetchResponse,
        fetch_request::{FetchPartition, FetchTopic, ForgottenTopic},
        fetch_response::PartitionData,
    },
};
use support::{Client, batch, now, produce_request, produced};

/// The first and the last that name topics by name, and by id.
const VERSIONS: [i16; 4] = [7, 12, 13, 18];

/// A broker, or somebody else's.
struct Cluster {
    address: SocketAddr,
    _broker: Option<Broker>,
}

impl Cluster {
    fn start() -> Self {
        match std::env::var("OTTLA_INTEROP_BOOTSTRAP") {
            Ok(address) => Self { address: address.parse().unwrap(), _broker: None },
            Err(_) => Self::with(BrokerOptions::default()),
        }
    }

    fn with(options: BrokerOptions) -> Self {
        let broker = Broker::start(options).unwrap();
        Self { address: broker.address(), _broker: Some(broker) }
    }

    fn client(&self) -> Client {
        Client::connect(self.address)
    }
}

/// A client with a session that reads one topic.
struct Reader {
    client: Client,
    version: i16,
    name: String,
    topic_id: Uuid,
    session: (i32, i32),
    bytes_max: i32,
}

/// What an answer says of a partition: number, error, records or none.
type Line = (i32, ErrorCode, Content);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Empty,
    Records,
}

impl Reader {
    /// A reader of a new topic.
    fn new(cluster: &Cluster, version: i16, partitions: i32) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("s-{}-{}", now().0, COUNT.fetch_add(1, Ordering::Relaxed));
        let mut client = cluster.client();
        client.create_topic(&name, partitions, &[]);
        let mut reader = Self {
            client,
            version,
            name,
            topic_id: Uuid::ZERO,
            session: (0, -1),
            bytes_max: 1 << 20,
        };
        reader.wait_until_ready(partitions);
        reader.session = (0, 0);
        reader
    }

    /// Elsewhere it takes a moment until a topic that was created can be used.
    fn wait_until_ready(&mut self, partitions: i32) {
        let wanted: Vec<(i32, i64)> = (0..partitions).map(|number| (number, 0)).collect();
        let ready: Vec<Line> = (0..partitions).map(empty).collect();
        until("the topic can be used", || {
            self.topic_id = self.client.topic_id(&self.name);
            let mut lines = lines(&self.call(&wanted, &[]));
            lines.sort_by_key(|(partition, ..)| *partition);
            lines == ready
        });
    }

    /// A request of the session: partitions with the offsets to read from, and those to forget.
    fn request(&self, wanted: &[(i32, i64)], forgotten: &[i32]) -> FetchRequest {
        let by_id = self.version >= 13;
        let name = if by_id { "" } else { &self.name };
        let topic = ByteString::from(name);
        let topic_id = if by_id { self.topic_id } else { Uuid::ZERO };
        let partition = |(partition, fetch_offset): &(i32, i64)| FetchPartition {
            partition: *partition,
            fetch_offset: *fetch_offset,
            partition_max_bytes: self.bytes_max,
            ..Default::default()
        };
        let partitions: Vec<FetchPartition> = wanted.iter().map(partition).collect();
        let mut request = FetchRequest {
            min_bytes: 1,
            max_bytes: self.bytes_max,
            session_id: self.session.0,
            session_epoch: self.session.1,
            ..Default::default()
        };
        if !partitions.is_empty() {
            request.topics = vec![FetchTopic { topic: topic.clone(), topic_id, partitions }];
        }
        if !forgotten.is_empty() {
            let partitions = forgotten.to_vec();
            request.forgotten_topics_data = vec![ForgottenTopic { topic, topic_id, partitions }];
        }
        request
    }

    fn call(&mut self, wanted: &[(i32, i64)], forgotten: &[i32]) -> FetchResponse {
        self.client.call_at(&self.request(wanted, forgotten), self.version)
    }

    /// Begins a session that reads these partitions from their start.
    fn begin(&mut self, partitions: impl IntoIterator<Item = i32>) -> Vec<Line> {
        let wanted: Vec<(i32, i64)> = partitions.into_iter().map(|number| (number, 0)).collect();
        self.session.1 = 0;
        let response = self.call(&wanted, &[]);
        assert_eq!(response.error_code, 0);
        assert_ne!(response.session_id, 0, "there is room for a session");
        self.session = (response.session_id, 1);
        lines(&response)
    }

    /// The session's next request.
    fn go_on(&mut self, wanted: &[(i32, i64)], forgotten: &[i32]) -> Vec<Line> {
        let response = self.call(wanted, forgotten);
        assert_eq!((response.error_code, response.session_id), (0, self.session.0));
        self.session.1 += 1;
        lines(&response)
    }

    fn error(&mut self, session: (i32, i32)) -> ErrorCode {
        let own = std::mem::replace(&mut self.session, session);
        let response = self.call(&[], &[]);
        self.session = own;
        assert_eq!((response.session_id, response.responses.len()), (0, 0));
        ErrorCode::from_code(response.error_code)
    }

    /// Waits until the session's next request was taken in, over another connection. Its epoch is
    /// past then, and what is wrong with this one is the next thing that is looked at.
    fn wait_until_taken_in(&mut self) {
        let (id, epoch) = self.session;
        let version = self.version;
        until("it was taken in", || {
            self.version = if version >= 13 { 12 } else { 13 };
            let error = self.error((id, epoch + 1));
            self.version = version;
            error == ErrorCode::FetchSessionTopicIdError
        });
    }

    fn produce(&mut self, partition: i32) {
        let mut request = produce_request(&self.name, batch(&["x"]), -1);
        request.topic_data[0].partition_data[0].index = partition;
        assert_eq!(produced(&self.client.call_at(&request, 12)).0, ErrorCode::None);
    }

    fn delete_topic(&mut self) {
        let topic_names = vec![self.name.as_str().into()];
        let request = DeleteTopicsRequest { topic_names, timeout_ms: 10_000, ..Default::default() };
        assert_eq!(self.client.call_at(&request, 5).responses[0].error_code, 0);
    }

    /// Goes on until partition 0 is answered with `code`: deletions take their time elsewhere.
    fn wait_for(&mut self, code: ErrorCode) {
        until("the error is told", || {
            let lines = self.go_on(&[], &[]);
            lines.iter().any(|(partition, found, _)| (*partition, *found) == (0, code))
        });
    }
}

fn until(what: &str, mut reached: impl FnMut() -> bool) {
    let deadline = std::time::Instant::now() + support::PATIENCE;
    while !reached() {
        assert!(std::time::Instant::now() < deadline, "{what}");
    }
}

fn lines(response: &FetchResponse) -> Vec<Line> {
    let line = |data: &PartitionData| {
        let there = data.records.as_ref().is_some_and(|records| !records.is_empty());
        let content = if there { Content::Records } else { Content::Empty };
        (data.partition_index, ErrorCode::from_code(data.error_code), content)
    };
    response.responses.iter().flat_map(|topic| topic.partitions.iter().map(line)).collect()
}

fn empty(partition: i32) -> Line {
    (partition, ErrorCode::None, Content::Empty)
}

fn records(partition: i32) -> Line {
    (partition, ErrorCode::None, Content::Records)
}

fn failed(partition: i32, code: ErrorCode) -> Line {
    (partition, code, Content::Empty)
}

#[test]
fn an_answer_names_only_what_is_new() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 4);
        assert_eq!(reader.begin(0..4), [empty(0), empty(1), empty(2), empty(3)]);
        assert_eq!(reader.go_on(&[], &[]), []);
        reader.produce(2);
        assert_eq!(reader.go_on(&[], &[]), [records(2)]);
        assert_eq!(reader.go_on(&[], &[]), [records(2)], "its offset was not moved");
        assert_eq!(reader.go_on(&[(2, 1)], &[]), []);
    }
}

#[test]
fn a_high_watermark_that_moved_is_told_without_records() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 2);
        reader.begin(0..2);
        reader.produce(1);
        assert_eq!(reader.go_on(&[(1, 1)], &[]), [empty(1)]);
        assert_eq!(reader.go_on(&[], &[]), []);
    }
}

#[test]
fn a_session_is_found_by_its_id_and_its_next_epoch() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.begin([0]);
        let id = reader.session.0;
        for epoch in [2, -2, i32::MAX] {
            assert_eq!(reader.error((id, epoch)), ErrorCode::InvalidFetchSessionEpoch);
        }
        assert_eq!(reader.error((0, 1)), ErrorCode::FetchSessionIdNotFound);
        reader.go_on(&[], &[]);
        assert_eq!(reader.error((id, 1)), ErrorCode::InvalidFetchSessionEpoch, "it was answered");
        assert_eq!(reader.go_on(&[], &[]), [], "mistakes leave the session as it is");
    }
}

#[test]
fn a_session_ends_with_a_full_fetch() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.begin([0]);
        let (first, next) = reader.session;
        reader.session = (first, 0);
        reader.begin([0]);
        assert_ne!(reader.session.0, first);
        assert_eq!(reader.error((first, next)), ErrorCode::FetchSessionIdNotFound);

        let (second, next) = reader.session;
        reader.session = (second, -1);
        let response = reader.call(&[], &[]);
        assert_eq!((response.error_code, response.session_id), (0, 0));
        assert_eq!(reader.error((second, next)), ErrorCode::FetchSessionIdNotFound);
    }
}

#[test]
fn a_fetch_that_asks_for_no_session_gets_none() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 2);
        reader.session = (0, -1);
        for _ in 0..2 {
            let response = reader.call(&[(0, 0), (1, 0)], &[]);
            assert_eq!((response.error_code, response.session_id), (0, 0));
            assert_eq!(lines(&response), [empty(0), empty(1)]);
        }
    }
}

#[test]
fn partitions_join_and_leave_a_session() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 3);
        reader.begin(0..2);
        assert_eq!(reader.go_on(&[(2, 0)], &[0]), [empty(2)]);
        (0..3).for_each(|partition| reader.produce(partition));
        assert_eq!(reader.go_on(&[], &[]), [records(1), records(2)]);
        // Added and forgotten at once, it is forgotten; one that is not there is no mistake.
        assert_eq!(reader.go_on(&[(0, 0)], &[0, 1, 9]), [records(2)]);
    }
}

#[test]
fn a_session_without_partitions_ends() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 2);
        reader.begin(0..2);
        let response = reader.call(&[], &[0, 1]);
        assert_eq!((response.error_code, response.session_id), (0, 0));
        assert_eq!(reader.error(reader.session), ErrorCode::FetchSessionIdNotFound);
    }
}

#[test]
fn a_partition_that_is_named_twice_is_one() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.produce(0);
        assert_eq!(reader.begin([0, 0]), [records(0)]);
        reader.session = (0, 0);
        assert_eq!(lines(&reader.call(&[(0, 0), (0, 1)], &[])), [empty(0)], "the last counts");
    }
}

#[test]
fn a_session_keeps_to_one_way_of_naming_topics() {
    let cluster = Cluster::start();
    for (version, other) in [(12, 13), (13, 12)] {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.begin([0]);
        reader.version = other;
        assert_eq!(reader.error(reader.session), ErrorCode::FetchSessionTopicIdError);
        reader.version = version;
        assert_eq!(reader.go_on(&[], &[]), []);
    }
}

#[test]
fn a_session_goes_on_over_another_connection() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 2);
        reader.begin(0..2);
        reader.client = cluster.client();
        reader.produce(1);
        assert_eq!(reader.go_on(&[], &[]), [records(1)]);
    }
}

#[test]
fn partitions_that_gave_records_come_last_the_next_time() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 3);
        reader.begin(0..3);
        (0..3).for_each(|partition| reader.produce(partition));
        let moved = [(0, 0), (1, 0), (2, 0)];
        // One batch is all that fits; what else there is to tell is told of empty partitions.
        reader.bytes_max = 1;
        let answers = [&moved[..], &[], &[], &[]].map(|wanted| {
            let mut request = reader.request(wanted, &[]);
            request.max_bytes = 1;
            let response = reader.client.call_at(&request, version);
            assert_eq!(response.error_code, 0);
            reader.session.1 += 1;
            lines(&response)
        });
        assert_eq!(answers[0], [records(0), empty(1), empty(2)]);
        assert_eq!(answers[1..], [[records(1)], [records(2)], [records(0)]]);
    }
}

#[test]
fn what_is_nowhere_is_told_each_time() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        let lines = reader.begin([0, 7]);
        assert_eq!(lines, [empty(0), failed(7, ErrorCode::UnknownTopicOrPartition)]);
        for _ in 0..2 {
            let lines = reader.go_on(&[], &[]);
            assert_eq!(lines, [failed(7, ErrorCode::UnknownTopicOrPartition)]);
        }
    }
    let mut reader = Reader::new(&cluster, 13, 1);
    reader.topic_id = Uuid([7; 16]);
    for lines in [reader.begin([0]), reader.go_on(&[], &[])] {
        assert_eq!(lines, [failed(0, ErrorCode::UnknownTopicId)]);
    }
}

#[test]
fn a_topic_that_comes_is_told_of() {
    let cluster = Cluster::start();
    for version in [7, 12] {
        let mut reader = Reader::new(&cluster, version, 1);
        let later = format!("{}-later", reader.name);
        let there = std::mem::replace(&mut reader.name, later.clone());
        let lines = reader.begin([0]);
        assert_eq!(lines, [failed(0, ErrorCode::UnknownTopicOrPartition)]);
        reader.client.create_topic(&later, 1, &[]);
        until("its leader leads", || reader.go_on(&[], &[]) == [empty(0)]);
        assert_eq!(reader.go_on(&[], &[]), []);
        reader.name = there;
        assert_eq!(reader.go_on(&[(0, 0)], &[]), [empty(0)]);
    }
}

#[test]
fn a_session_tells_a_topic_made_again_from_one_that_is_gone() {
    let cluster = Cluster::start();
    for version in [13, 18] {
        let mut reader = Reader::new(&cluster, version, 1);
        assert_eq!(reader.begin([0]), [empty(0)]);
        reader.delete_topic();
        reader.wait_for(ErrorCode::UnknownTopicOrPartition);
        let name = reader.name.clone();
        reader.client.create_topic(&name, 1, &[]);
        reader.wait_for(ErrorCode::InconsistentTopicId);
        // Who has no session is told that there is no such topic.
        let session = std::mem::replace(&mut reader.session, (0, -1));
        let lines = lines(&reader.call(&[(0, 0)], &[]));
        assert_eq!(lines, [failed(0, ErrorCode::UnknownTopicId)]);
        reader.session = session;
        reader.topic_id = reader.client.topic_id(&name);
        let gone = failed(0, ErrorCode::InconsistentTopicId);
        until("the new one leads", || reader.go_on(&[(0, 0)], &[]) == [gone, empty(0)]);
        assert_eq!(reader.go_on(&[], &[]), [gone]);
    }
    let mut reader = Reader::new(&cluster, 12, 1);
    assert_eq!(reader.begin([0]), [empty(0)]);
    reader.delete_topic();
    reader.wait_for(ErrorCode::UnknownTopicOrPartition);
}

#[test]
fn a_waiting_fetch_is_woken_and_tells_only_what_woke_it() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 3);
        reader.begin(0..3);
        let mut request = reader.request(&[], &[]);
        request.max_wait_ms = 15_000;
        let mut waiting = cluster.client();
        waiting.send_at(&request, version);
        reader.wait_until_taken_in();
        reader.produce(1);
        let response = waiting.receive::<FetchRequest>(version);
        assert_eq!(lines(&response), [records(1)]);
        assert_eq!(response.session_id, reader.session.0);
    }
}

#[test]
fn a_waiting_fetch_that_is_overtaken_ends_with_an_error() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.begin([0]);
        let mut request = reader.request(&[], &[]);
        request.max_wait_ms = 15_000;
        let mut waiting = cluster.client();
        waiting.send_at(&request, version);
        reader.wait_until_taken_in();
        reader.session.1 += 1;
        assert_eq!(reader.go_on(&[], &[]), []);
        reader.produce(0);
        let response = waiting.receive::<FetchRequest>(version);
        let code = ErrorCode::from_code(response.error_code);
        assert_eq!(code, ErrorCode::InvalidFetchSessionEpoch);
        assert_eq!((response.session_id, response.responses.len()), (reader.session.0, 0));
        assert_eq!(reader.go_on(&[], &[]), [records(0)]);
    }
}

#[test]
fn what_is_nowhere_does_not_end_a_wait_for_the_rest() {
    let cluster = Cluster::start();
    for version in VERSIONS {
        let mut reader = Reader::new(&cluster, version, 1);
        reader.begin([0, 7]);
        let mut request = reader.request(&[], &[]);
        request.max_wait_ms = 15_000;
        let mut waiting = cluster.client();
        waiting.send_at(&request, version);
        reader.wait_until_taken_in();
        reader.produce(0);
        let mut lines = lines(&waiting.receive::<FetchRequest>(version));
        lines.sort_by_key(|(partition, ..)| *partition);
        assert_eq!(lines, [records(0), failed(7, ErrorCode::UnknownTopicOrPartition)]);
    }
}

/// A broker with eight slots, one in each part of its cache, and the sessions that fill them.
fn full_cache(clock: &VirtualClock) -> (Cluster, Vec<Reader>) {
    let options = BrokerOptions::default().clock(clock.clone());
    let slots = "max.incremental.fetch.session.cache.slots";
    let cluster = Cluster::with(options.set(slots, "8").unwrap());
    let fill = |_| {
        let mut reader = Reader::new(&cluster, 18, 2);
        reader.begin([0]);
        reader
    };
    let readers = (0..8).map(fill).collect();
    (cluster, readers)
}

#[test]
fn without_room_for_a_session_answers_are_full() {
    let clock = VirtualClock::starting_at(now());
    let (cluster, _readers) = full_cache(&clock);
    let mut another = Reader::new(&cluster, 18, 2);
    for _ in 0..2 {
        let response = another.call(&[(0, 0), (1, 0)], &[]);
        assert_eq!((response.error_code, response.session_id), (0, 0));
        assert_eq!(lines(&response), [empty(0), empty(1)]);
    }
}

#[test]
fn sessions_unused_for_two_minutes_make_room() {
    let clock = VirtualClock::starting_at(now());
    let (cluster, mut readers) = full_cache(&clock);
    clock.advance(Duration::from_secs(120));
    readers[3].go_on(&[], &[]);
    clock.advance(Duration::from_millis(1));
    let mut others: Vec<Reader> = (0..8).map(|_| Reader::new(&cluster, 18, 1)).collect();
    let given = others.iter_mut().map(|other| other.call(&[(0, 0)], &[]).session_id != 0);
    assert_eq!(given.filter(|given| *given).count(), 7, "one was in use");
    readers[3].go_on(&[], &[]);
    let (id, epoch) = readers[4].session;
    assert_eq!(readers[4].error((id, epoch)), ErrorCode::FetchSessionIdNotFound);
}

#[test]
fn a_larger_session_takes_the_slot_of_a_smaller_grown_up_one() {
    let clock = VirtualClock::starting_at(now());
    let (cluster, mut readers) = full_cache(&clock);
    clock.advance(Duration::from_secs(121));
    readers.iter_mut().for_each(|reader| assert_eq!(reader.go_on(&[], &[]), []));
    let mut larger = Reader::new(&cluster, 18, 2);
    larger.begin(0..2);
    let ended = |reader: &mut Reader| {
        let session = reader.session;
        reader.client.call_at(&reader.request(&[], &[]), 18).error_code != 0 && session.0 != 0
    };
    assert_eq!(readers.iter_mut().filter_map(|reader| ended(reader).then_some(())).count(), 1);
}

#[test]
fn without_slots_there_are_no_sessions() {
    let options = BrokerOptions::default();
    let slots = "max.incremental.fetch.session.cache.slots";
    let cluster = Cluster::with(options.set(slots, "0").unwrap());
    let mut reader = Reader::new(&cluster, 18, 1);
    let response = reader.call(&[(0, 0)], &[]);
    assert_eq!((response.session_id, lines(&response)), (0, vec![empty(0)]));
}
