//! Coordinator time: how long the groups of one shard take to agree, as a state machine on one thread.
//! Members do what clients do; their own work is not counted. Appending is what the broker does of
//! it without a disk: records are encoded, made a batch, and replayed. The floor is that alone, for
//! the same batches on an empty shard. `cargo bench -p ottla-core --bench groups [-- NAME]`

#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    env,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    coordinator::{Caller, Shard},
    groups::{Answer, GroupRecord, GroupSettings, GroupShard, Outcome, Released, Requester},
    metadata::{MetadataImage, PartitionRegistration, TopicImage},
    model::{ErrorCode, Moment, NodeId, Now, Offset, Rng, Timestamp, TopicName, Uuid},
    protocol::{
        messages::{
            ConsumerGroupHeartbeatRequest, ConsumerProtocolSubscription, HeartbeatRequest,
            JoinGroupRequest, JoinGroupResponse, OffsetCommitRequest, SyncGroupRequest,
            consumer_group_heartbeat_request::TopicPartitions,
            coordinator::framing::encode_value,
            join_group_request::JoinGroupRequestProtocol,
            offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
            sync_group_request::SyncGroupRequestAssignment,
        },
        records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    },
};

const RUNS: usize = 5;
const GROUP: &str = "group";
const TOPIC: &str = "topic";
const PARTITIONS: usize = 1_000;
const TARGET: Duration = Duration::from_secs(2);

fn main() {
    println!("median of {RUNS} runs; the floor encodes and replays the same records");
    let title = ("", "time", "floor", "ratio", "requests", "records", "each");
    let (what, time, floor, ratio, requests, records, each) = title;
    println!("{what:<46} {time:>9} {floor:>9} {ratio:>6} {requests:>9} {records:>8} {each:>9}");
    show("classic, 500 members at once", Some(TARGET), || classic_at_once(500));
    show("classic, 500 members one after the other", None, || classic_in_turn(500));
    show("KIP-848, 1000 members at once", Some(TARGET), || consumers_join(1_000));
    show("KIP-848, 1000 members, 10 heartbeats of each", None, || {
        let (mut shard, mut members) = consumers(1_000);
        shard.reset();
        (0..10).for_each(|_| members.iter_mut().for_each(|member| member.beat(&mut shard)));
        shard
    });
    show("KIP-848, 1000 members, all leave", Some(TARGET), || {
        let (mut shard, mut members) = consumers(1_000);
        shard.reset();
        members.iter_mut().for_each(|member| member.leave(&mut shard));
        shard
    });
    show("commits of 10 offsets, 10000", None, || commits(10_000));
}

fn show(what: &str, target: Option<Duration>, scenario: impl Fn() -> Coordinator) {
    if env::args().skip(1).any(|name| !name.starts_with('-') && !what.contains(&name)) {
        return;
    }
    let mut times = Vec::new();
    let mut floors = Vec::new();
    let (mut requests, mut records) = (0, 0);
    for _ in 0..RUNS {
        let coordinator = scenario();
        times.push(coordinator.spent);
        floors.push(coordinator.floor());
        (requests, records) = (coordinator.requests, coordinator.records());
    }
    let (time, floor) = (median(times), median(floors));
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    let each = time / requests as u32;
    print!(
        "{what:<46} {time:>9.2?} {floor:>9.2?} {ratio:>6.1} {requests:>9} {records:>8} {each:>9.2?}"
    );
    println!(
        "{}",
        match target {
            Some(target) if time < target => format!("  under {target:?}"),
            Some(target) => format!("  MISSED {target:?}"),
            None => String::new(),
        }
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A shard, the time that it has taken, and what it has written.
struct Coordinator {
    shard: GroupShard,
    image: Arc<MetadataImage>,
    now: Now,
    spent: Duration,
    requests: usize,
    end: Offset,
    batches: Vec<Vec<GroupRecord>>,
    released: VecDeque<(Caller, Released)>,
}

impl Coordinator {
    fn new() -> Self {
        let image = Arc::new(image());
        let now = Now { monotonic: Moment(Duration::from_secs(1_000)), wall: Timestamp(1_000_000) };
        Self {
            shard: new_shard(&image, now),
            image,
            now,
            spent: Duration::ZERO,
            requests: 0,
            end: Offset(0),
            batches: Vec::new(),
            released: VecDeque::new(),
        }
    }

    /// What was done so far is not counted.
    fn reset(&mut self) {
        (self.spent, self.requests) = (Duration::ZERO, 0);
        self.batches.clear();
    }

    fn ask<R>(&mut self, ask: impl FnOnce(&mut GroupShard, Now) -> Outcome<R>) -> Option<R> {
        self.requests += 1;
        // So that no two requests come at the same moment.
        self.now.monotonic = self.now.monotonic + Duration::from_micros(100);
        let began = Instant::now();
        let outcome = ask(&mut self.shard, self.now);
        self.end = append(&mut self.shard, self.end, &outcome.records, self.now);
        self.spent += began.elapsed();
        if !outcome.records.is_empty() {
            self.batches.push(outcome.records);
        }
        self.released.extend(outcome.released);
        match outcome.answer {
            Answer::Now(response) => Some(response),
            Answer::Later => None,
        }
    }

    fn records(&self) -> usize {
        self.batches.iter().map(Vec::len).sum()
    }

    fn floor(&self) -> Duration {
        let mut shard = new_shard(&self.image, self.now);
        let mut end = Offset(0);
        let began = Instant::now();
        for records in &self.batches {
            end = append(&mut shard, end, records, self.now);
        }
        began.elapsed()
    }
}

fn new_shard(image: &Arc<MetadataImage>, now: Now) -> GroupShard {
    let mut shard = GroupShard::new(GroupSettings::default(), image.clone(), Rng::from_seed(1));
    let _ = shard.loaded(now);
    shard
}

fn append(shard: &mut GroupShard, end: Offset, records: &[GroupRecord], now: Now) -> Offset {
    if records.is_empty() {
        return end;
    }
    let mut builder = BatchBuilder::default();
    for record in records {
        let (key, value) = record.encode().expect("its texts are short");
        let (key, value) = (Some(&key[..]), value.as_deref());
        let record = NewRecord { timestamp: now.wall, key, value, headers: [] };
        builder.append(record).expect("the batch is small");
    }
    let batch = builder.finish(&BatchFields::default(), &mut Codecs::new());
    black_box(batch.expect("it is not compressed"));
    for (index, record) in records.iter().enumerate() {
        shard.replay(end + index as i64, None, record);
    }
    end + records.len() as i64
}

fn image() -> MetadataImage {
    let mut image = MetadataImage::default();
    let (name, id) = (TopicName::new(TOPIC).expect("a name"), Uuid([7; 16]));
    let partition = PartitionRegistration {
        replicas: vec![NodeId(1)],
        directories: vec![Uuid::ZERO],
        in_sync_replicas: vec![NodeId(1)],
        leader: NodeId(1),
        ..Default::default()
    };
    let partitions = vec![partition; PARTITIONS];
    image.topics.insert(id, Arc::new(TopicImage { id, name: name.clone(), partitions }));
    image.topic_ids.insert(name, id);
    image
}

fn requester(version: i16) -> Requester {
    Requester { client_id: "client".into(), client_host: "/127.0.0.1".into(), version }
}

// The classic protocol.

/// What a classic member does next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Join,
    WaitToJoin,
    Sync,
    WaitToSync,
    Heartbeat,
}

struct Classic {
    id: ByteString,
    generation: i32,
    next: Next,
    /// Members that it has to give partitions to, if it leads.
    led: Vec<ByteString>,
    has_assignment: bool,
}

struct ClassicMembers {
    members: Vec<Classic>,
    waiting: BTreeMap<Caller, usize>,
    callers: u64,
    protocols: Vec<JoinGroupRequestProtocol>,
}

impl ClassicMembers {
    fn new() -> Self {
        let topics = vec![TOPIC.into()];
        let subscription = ConsumerProtocolSubscription { topics, ..Default::default() };
        let metadata = encode_value(&subscription, 1).expect("it is small");
        let protocols = ["range", "cooperative-sticky"]
            .map(|name| JoinGroupRequestProtocol { name: name.into(), metadata: metadata.clone() });
        let protocols = protocols.into();
        Self { members: Vec::new(), waiting: BTreeMap::new(), callers: 0, protocols }
    }

    fn add(&mut self) {
        self.members.push(Classic {
            id: ByteString::new(),
            generation: -1,
            next: Next::Join,
            led: Vec::new(),
            has_assignment: false,
        });
    }

    /// Each member in turn does what it has to, until all have nothing but heartbeats to send.
    fn settle(&mut self, coordinator: &mut Coordinator) {
        loop {
            let mut quiet = true;
            for index in 0..self.members.len() {
                quiet &= self.act(index, coordinator);
            }
            if quiet {
                break;
            }
        }
        let generation = self.members[0].generation;
        assert!(self.members.iter().all(|one| one.generation == generation && one.has_assignment));
    }

    /// Whether the member lives in peace.
    fn act(&mut self, index: usize, coordinator: &mut Coordinator) -> bool {
        match self.members[index].next {
            Next::Join => self.join(index, coordinator),
            Next::Sync => self.sync(index, coordinator),
            Next::WaitToJoin | Next::WaitToSync => return false,
            Next::Heartbeat => return self.heartbeat(index, coordinator),
        }
        while let Some((caller, released)) = coordinator.released.pop_front() {
            let index = self.waiting.remove(&caller).expect("it waits");
            match released {
                Released::Join(response) => self.joined(index, response),
                Released::Sync(response) => {
                    self.synced(index, response.error_code, &response.assignment);
                }
            }
        }
        false
    }

    fn caller(&mut self, index: usize) -> Caller {
        self.callers += 1;
        self.waiting.insert(Caller(self.callers), index);
        Caller(self.callers)
    }

    fn join(&mut self, index: usize, coordinator: &mut Coordinator) {
        let request = JoinGroupRequest {
            group_id: GROUP.into(),
            session_timeout_ms: 45_000,
            rebalance_timeout_ms: 300_000,
            member_id: self.members[index].id.clone(),
            protocol_type: "consumer".into(),
            protocols: self.protocols.clone(),
            ..Default::default()
        };
        let caller = self.caller(index);
        self.members[index].next = Next::WaitToJoin;
        let requester = requester(9);
        let answer =
            coordinator.ask(|shard, now| shard.join_group(caller, &requester, &request, now));
        if let Some(response) = answer {
            self.waiting.remove(&caller);
            self.joined(index, response);
        }
    }

    fn joined(&mut self, index: usize, response: JoinGroupResponse) {
        let member = &mut self.members[index];
        member.id = response.member_id;
        member.next = match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => Next::Sync,
            ErrorCode::MemberIdRequired | ErrorCode::RebalanceInProgress => Next::Join,
            other => panic!("JoinGroup: {other:?}"),
        };
        member.generation = response.generation_id;
        member.led = response.members.into_iter().map(|one| one.member_id).collect();
    }

    fn sync(&mut self, index: usize, coordinator: &mut Coordinator) {
        let member = &mut self.members[index];
        let assignments = std::mem::take(&mut member.led).into_iter().map(|member_id| {
            // As long as that of two partitions of one topic.
            SyncGroupRequestAssignment { member_id, assignment: Bytes::from_static(&[1; 29]) }
        });
        let request = SyncGroupRequest {
            group_id: GROUP.into(),
            generation_id: member.generation,
            member_id: member.id.clone(),
            protocol_type: Some("consumer".into()),
            protocol_name: Some("range".into()),
            assignments: assignments.collect(),
            ..Default::default()
        };
        member.next = Next::WaitToSync;
        let caller = self.caller(index);
        let requester = requester(5);
        let answer =
            coordinator.ask(|shard, now| shard.sync_group(caller, &requester, &request, now));
        if let Some(response) = answer {
            self.waiting.remove(&caller);
            self.synced(index, response.error_code, &response.assignment);
        }
    }

    fn synced(&mut self, index: usize, error_code: i16, assignment: &Bytes) {
        let member = &mut self.members[index];
        member.has_assignment = !assignment.is_empty();
        member.next = match ErrorCode::from_code(error_code) {
            ErrorCode::None => Next::Heartbeat,
            ErrorCode::RebalanceInProgress => Next::Join,
            other => panic!("SyncGroup: {other:?}"),
        };
    }

    fn heartbeat(&mut self, index: usize, coordinator: &mut Coordinator) -> bool {
        let member = &mut self.members[index];
        let request = HeartbeatRequest {
            group_id: GROUP.into(),
            generation_id: member.generation,
            member_id: member.id.clone(),
            ..Default::default()
        };
        let requester = requester(4);
        let answer = coordinator.ask(|shard, now| shard.heartbeat(&requester, &request, now));
        match ErrorCode::from_code(answer.expect("it need not wait").error_code) {
            ErrorCode::None => true,
            ErrorCode::RebalanceInProgress => {
                member.next = Next::Join;
                false
            }
            other => panic!("Heartbeat: {other:?}"),
        }
    }
}

fn classic_at_once(count: usize) -> Coordinator {
    let (mut coordinator, mut members) = (Coordinator::new(), ClassicMembers::new());
    (0..count).for_each(|_| members.add());
    members.settle(&mut coordinator);
    coordinator
}

/// Each member comes when the group has settled with those before it.
fn classic_in_turn(count: usize) -> Coordinator {
    let (mut coordinator, mut members) = (Coordinator::new(), ClassicMembers::new());
    for _ in 0..count {
        members.add();
        members.settle(&mut coordinator);
    }
    coordinator
}

// KIP-848.

struct Consumer {
    id: ByteString,
    epoch: i32,
    owned: BTreeSet<i32>,
    has_news: bool,
}

impl Consumer {
    fn beat(&mut self, coordinator: &mut Coordinator) {
        let joins = self.epoch == 0;
        let owned = TopicPartitions {
            topic_id: Uuid([7; 16]),
            partitions: self.owned.iter().copied().collect(),
        };
        let owned = if joins { Vec::new() } else { vec![owned] };
        let request = ConsumerGroupHeartbeatRequest {
            group_id: GROUP.into(),
            member_id: self.id.clone(),
            member_epoch: self.epoch,
            rebalance_timeout_ms: if joins { 300_000 } else { -1 },
            subscribed_topic_names: joins.then(|| vec![TOPIC.into()]),
            topic_partitions: (joins || self.has_news).then_some(owned),
            ..Default::default()
        };
        let requester = requester(1);
        let answer =
            coordinator.ask(|shard, now| shard.consumer_group_heartbeat(&requester, &request, now));
        let response = answer.expect("it need not wait");
        assert_eq!(response.error_code, 0, "{response:?}");
        self.epoch = response.member_epoch;
        self.has_news = false;
        if let Some(assignment) = response.assignment {
            let topics = assignment.topic_partitions.iter();
            let owned = topics.flat_map(|topic| topic.partitions.iter().copied()).collect();
            self.has_news = self.owned != owned;
            self.owned = owned;
        }
    }

    fn leave(&mut self, coordinator: &mut Coordinator) {
        let request = ConsumerGroupHeartbeatRequest {
            group_id: GROUP.into(),
            member_id: self.id.clone(),
            member_epoch: -1,
            ..Default::default()
        };
        let requester = requester(1);
        let answer =
            coordinator.ask(|shard, now| shard.consumer_group_heartbeat(&requester, &request, now));
        assert_eq!(answer.map(|response| response.error_code), Some(0));
    }
}

/// All join one after the other, and then send heartbeats until each has what is to be its own.
fn consumers(count: usize) -> (Coordinator, Vec<Consumer>) {
    let mut coordinator = Coordinator::new();
    let mut rng = Rng::from_seed(2);
    let consumer = |_| Consumer {
        id: Uuid::random(&mut rng).to_string().into(),
        epoch: 0,
        owned: BTreeSet::new(),
        has_news: false,
    };
    let mut members: Vec<Consumer> = (0..count).map(consumer).collect();
    loop {
        let written = coordinator.batches.len();
        members.iter_mut().for_each(|member| member.beat(&mut coordinator));
        if coordinator.batches.len() == written {
            break;
        }
    }
    let owned: BTreeSet<i32> = members.iter().flat_map(|one| one.owned.iter().copied()).collect();
    assert_eq!(owned.len(), PARTITIONS, "each partition has its member");
    assert!(members.iter().all(|one| one.epoch == members[0].epoch));
    (coordinator, members)
}

fn consumers_join(count: usize) -> Coordinator {
    consumers(count).0
}

// Offsets.

/// Of a client that is no member, ten partitions at a time.
fn commits(count: usize) -> Coordinator {
    let mut coordinator = Coordinator::new();
    for commit in 0..count {
        let partition = |index| OffsetCommitRequestPartition {
            partition_index: ((commit * 10 + index) % PARTITIONS) as i32,
            committed_offset: commit as i64,
            committed_metadata: Some("".into()),
            ..Default::default()
        };
        let topic = OffsetCommitRequestTopic {
            name: TOPIC.into(),
            topic_id: Uuid([7; 16]),
            partitions: (0..10).map(partition).collect(),
        };
        let request = OffsetCommitRequest {
            group_id: GROUP.into(),
            generation_id_or_member_epoch: -1,
            topics: vec![topic],
            ..Default::default()
        };
        let requester = requester(9);
        let answer = coordinator.ask(|shard, now| shard.commit_offsets(&requester, &request, now));
        let topics = answer.expect("it need not wait").topics;
        assert!(topics[0].partitions.iter().all(|one| one.error_code == 0));
    }
    coordinator
}
