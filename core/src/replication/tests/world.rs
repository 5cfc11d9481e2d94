//! Brokers with a replica each of one partition, a controller, and a network that delays, drops, doubles and
//! reorders.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use super::{
    controller::{Controller, Elections, Metadata},
    offsets::list_offsets,
};
use crate::{
    model::{
        LeaderEpoch, Moment, NodeId, Now, Offset, PartitionId, Rng, Timestamp, TopicIdPartition,
        TopicName, TopicPartition, Uuid,
        config::{BrokerEntries, TopicConfig},
    },
    protocol::{
        codec::Records,
        messages::{
            FetchRequest, FetchResponse,
            fetch_response::{EpochEndOffset, FetchableTopicResponse, PartitionData},
        },
        records::{
            BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs, NewRecord, RecordIter,
        },
    },
    replication::{
        AlteredIsr, Assigned, AtLeast, Awaited, FetchFrom, IsrProposal, Partition, PartitionError,
        ReplicaFetch, Visit,
        fetcher::{Fetcher, FetcherAnswer, FetcherRequest, FetcherSettings, Outcome, Task},
        throttle::QuotaState,
    },
    storage::{
        disk::failing::{FailingDisk, Unsynced},
        log::{FirstBatch, LeaderBatch, Log, LogConfig, OpenMode},
    },
};

pub(super) const LAG_MAX: Duration = Duration::from_secs(2);

pub(super) struct Broker {
    pub(super) node: NodeId,
    disk: Arc<FailingDisk>,
    /// `None` while it is down.
    pub(super) partition: Option<Partition>,
    topic_id: Uuid,
    fetcher: Option<Fetcher>,
    flight: Option<(u64, Moment)>,
    pub(super) metadata: usize,
    pub(super) broker_epoch: i64,
    checkpoint: (Offset, Offset),
    alter: Option<(IsrProposal, Moment)>,
}

enum Message {
    Ask {
        from: usize,
        to: NodeId,
        number: u64,
        request: FetcherRequest,
    },
    Answer {
        to: usize,
        number: u64,
        answer: FetcherAnswer,
    },
    Alter {
        from: usize,
        topic: Uuid,
        proposal: IsrProposal,
    },
    Altered {
        to: usize,
        proposal: IsrProposal,
        answer: Result<AlteredIsr, crate::model::ErrorCode>,
    },
}

/// An append that is not acknowledged yet.
struct Unanswered {
    broker: usize,
    broker_epoch: i64,
    topic: Uuid,
    epoch: LeaderEpoch,
    offset: Offset,
    value: u64,
}

pub(super) struct World {
    pub(super) seed: u64,
    pub(super) rng: Rng,
    pub(super) now: Now,
    pub(super) brokers: Vec<Broker>,
    pub(super) controller: Controller,
    network: Vec<Message>,
    unanswered: Vec<Unanswered>,
    /// What was acknowledged to producers.
    pub(super) acknowledged: BTreeMap<Offset, u64>,
    pub(super) acknowledged_ever: usize,
    next_number: u64,
    pub(super) is_healing: bool,
    config: Arc<TopicConfig>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let count = 3 + rng.below(3) as usize;
        let elections = if rng.below(5) == 0 { Elections::Any } else { Elections::Clean };
        let controller = Controller::new(count, elections);
        let overrides = BTreeMap::from([("min.insync.replicas".to_owned(), "2".to_owned())]);
        let config = Arc::new(TopicConfig::resolve(&BrokerEntries::default(), &overrides));
        let now = Now { monotonic: Moment(Duration::from_secs(1)), wall: Timestamp(1_000) };
        let mut world = Self {
            seed,
            rng,
            now,
            brokers: Vec::new(),
            controller,
            network: Vec::new(),
            unanswered: Vec::new(),
            acknowledged: BTreeMap::new(),
            acknowledged_ever: 0,
            next_number: 0,
            is_healing: false,
            config,
        };
        for index in 0..count {
            world.brokers.push(Broker {
                node: NodeId(index as i32),
                disk: Arc::new(FailingDisk::new()),
                partition: None,
                topic_id: Uuid::ZERO,
                fetcher: None,
                flight: None,
                metadata: 0,
                broker_epoch: 1,
                checkpoint: (Offset::ZERO, Offset::ZERO),
                alter: None,
            });
            world.start(index, OpenMode::Clean { log_start_offset: Offset::ZERO });
        }
        world
    }

    fn metadata_of(&self, index: usize) -> &Metadata {
        &self.controller.history[self.brokers[index].metadata]
    }

    fn start(&mut self, index: usize, mode: OpenMode) {
        let metadata = self.metadata_of(index).clone();
        let rng = self.rng.split("log");
        let broker = &mut self.brokers[index];
        let mode = if broker.topic_id == metadata.topic_id {
            mode
        } else {
            // Of a topic that is gone: set aside.
            broker.disk = Arc::new(FailingDisk::new());
            broker.checkpoint = (Offset::ZERO, Offset::ZERO);
            OpenMode::Clean { log_start_offset: Offset::ZERO }
        };
        let log_config = Arc::new(LogConfig { segment_bytes: 700, ..LogConfig::default() });
        let opened = Log::open(broker.disk.clone(), "t-0", log_config, mode, rng, self.now);
        let (log, _) = opened.unwrap();
        let topic = TopicName::new("t").unwrap();
        let name = TopicPartition { topic, partition: PartitionId(0) };
        let mut partition = Partition::new(
            name,
            broker.node,
            log,
            self.config.clone(),
            broker.checkpoint.0,
            metadata.assignment.clone(),
            self.now,
        );
        partition.set_replica_lag_max(LAG_MAX);
        broker.topic_id = metadata.topic_id;
        broker.partition = Some(partition);
        broker.alter = None;
        self.follow(index);
    }

    fn id(topic_id: Uuid) -> TopicIdPartition {
        TopicIdPartition { topic_id, partition: PartitionId(0) }
    }

    /// Fetches from the leader that the broker knows.
    fn follow(&mut self, index: usize) {
        let assignment = self.metadata_of(index).assignment.clone();
        let broker = &mut self.brokers[index];
        (broker.fetcher, broker.flight) = (None, None);
        let Some(partition) = &broker.partition else { return };
        if assignment.leader == broker.node || assignment.leader == NodeId::NONE {
            return;
        }
        let mut settings =
            FetcherSettings::new(broker.node, broker.broker_epoch, assignment.leader);
        settings.backoff = Duration::from_millis(100);
        settings.partition_bytes_max = 300;
        let mut fetcher = Fetcher::new(settings);
        fetcher.add(Self::id(broker.topic_id), "t".into(), partition.fetch_position());
        broker.fetcher = Some(fetcher);
    }

    /// The broker hears of the next metadata; now and then of all that it has missed, as of one change.
    fn learn(&mut self, index: usize) {
        let (at, newest) = (self.brokers[index].metadata, self.controller.history.len() - 1);
        if at == newest {
            return;
        }
        self.brokers[index].metadata = if self.rng.below(4) == 0 { newest } else { at + 1 };
        let metadata = self.metadata_of(index).clone();
        if self.brokers[index].partition.is_none() {
            return;
        }
        if self.brokers[index].topic_id != metadata.topic_id {
            return self.start(index, OpenMode::Clean { log_start_offset: Offset::ZERO });
        }
        let now = self.now;
        let Some(partition) = &mut self.brokers[index].partition else { return };
        match partition.assign(metadata.assignment, now, &mut Vec::new()) {
            Assigned::Stale | Assigned::Changed => {}
            Assigned::Leads | Assigned::Follows => self.follow(index),
        }
    }

    pub(super) fn step(&mut self) {
        let elapsed = Duration::from_millis(self.rng.below(60));
        self.now.monotonic = self.now.monotonic + elapsed;
        self.now.wall = Timestamp(self.now.wall.0 + elapsed.as_millis() as i64);
        let index = self.rng.below(self.brokers.len() as u64) as usize;
        let trouble = if self.is_healing { 0 } else { 1 };
        match self.rng.below(100) {
            0..35 => self.deliver(),
            35..65 => self.poll(index),
            65..77 => self.learn(index),
            77..90 if trouble == 1 => self.produce(index),
            90 if trouble == 1 => self.crash(index),
            91 if trouble == 1 => self.stop_cleanly(index),
            92 if trouble == 1 => self.controller.fence(NodeId(index as i32)),
            93 if trouble == 1 => self.delete_records(index),
            94 if trouble == 1 && self.rng.below(20) == 0 => self.recreate(),
            95 => self.checkpoint(index),
            96..100 => self.revive(index),
            _ => self.poll(index),
        }
        self.forget_what_was_lost();
        self.look_for_acknowledgements();
    }

    pub(super) fn heal(&mut self) {
        self.is_healing = true;
        for index in 0..self.brokers.len() {
            self.revive(index);
        }
        self.controller.elect_whatever_it_takes();
        self.forget_what_was_lost();
    }

    fn recreate(&mut self) {
        self.controller.recreate();
        self.acknowledged.clear();
    }

    fn crash(&mut self, index: usize) {
        let rng = self.rng.split(&format!("crash {}", self.next_number));
        let broker = &mut self.brokers[index];
        if broker.partition.take().is_none() {
            return;
        }
        let unsynced = match self.rng.below(3) {
            0 => Unsynced::Keep,
            1 => Unsynced::Lose,
            _ => Unsynced::LoseSome(rng),
        };
        broker.disk = Arc::new(broker.disk.crash(unsynced));
        (broker.fetcher, broker.flight, broker.alter) = (None, None, None);
        // Its session ends before it is back; it left no sign of a clean stop.
        self.controller.lost(NodeId(index as i32));
        self.forget_what_was_lost();
    }

    fn stop_cleanly(&mut self, index: usize) {
        self.controller.fence(NodeId(index as i32));
        let broker = &mut self.brokers[index];
        let Some(mut partition) = broker.partition.take() else { return };
        partition.close().unwrap();
        broker.checkpoint = (partition.high_watermark(), partition.log().log_start_offset());
        (broker.fetcher, broker.flight, broker.alter) = (None, None, None);
    }

    fn revive(&mut self, index: usize) {
        let node = NodeId(index as i32);
        let broker = &mut self.brokers[index];
        if broker.partition.is_some() {
            self.controller.unfence(node);
            return self.forget_what_was_lost();
        }
        broker.broker_epoch = self.controller.register(node);
        self.forget_what_was_lost();
        // A broker serves once it has seen its registration.
        self.brokers[index].metadata = self.controller.history.len() - 1;
        let log_start_offset = self.brokers[index].checkpoint.1;
        let recovery_point = Offset::ZERO;
        self.start(index, OpenMode::Unclean { log_start_offset, recovery_point });
    }

    /// An unclean election gives up what was acknowledged.
    fn forget_what_was_lost(&mut self) {
        if self.controller.take_unclean() {
            self.acknowledged.clear();
        }
    }

    fn checkpoint(&mut self, index: usize) {
        let broker = &mut self.brokers[index];
        let Some(partition) = &mut broker.partition else { return };
        broker.checkpoint = (partition.high_watermark(), partition.log().log_start_offset());
        if let Some(job) = partition.begin_sync().unwrap() {
            partition.synced(job.run().unwrap(), &mut Vec::new());
        }
    }

    fn delete_records(&mut self, index: usize) {
        let Some(partition) = &mut self.brokers[index].partition else { return };
        let (start, end) = (partition.log().log_start_offset(), partition.high_watermark());
        let offset = start + self.rng.below((end - start).max(0) as u64 + 1) as i64;
        if partition.delete_records(Some(offset)).is_ok() {
            let _ = partition.retain(self.now).unwrap();
            self.brokers[index].checkpoint.1 = offset;
        }
    }

    fn produce(&mut self, index: usize) {
        self.next_number += 1;
        let value = self.next_number;
        let broker = &mut self.brokers[index];
        let Some(partition) = &mut broker.partition else { return };
        let mut builder = BatchBuilder::default();
        let bytes = value.to_be_bytes();
        let record =
            NewRecord { timestamp: self.now.wall, key: None, value: Some(&bytes), headers: [] };
        builder.append(record).unwrap();
        let bytes = builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        let Ok(appended) = partition.append_as_coordinator(batch, self.now, &mut Vec::new()) else {
            return;
        };
        self.unanswered.push(Unanswered {
            broker: index,
            broker_epoch: broker.broker_epoch,
            topic: broker.topic_id,
            epoch: partition.assignment().leader_epoch,
            offset: appended.base_offset,
            value,
        });
    }

    fn look_for_acknowledgements(&mut self) {
        let mut left = Vec::new();
        for one in std::mem::take(&mut self.unanswered) {
            let broker = &self.brokers[one.broker];
            let Some(partition) = &broker.partition else { continue };
            let same = broker.broker_epoch == one.broker_epoch
                && broker.topic_id == one.topic
                && partition.assignment().leader_epoch == one.epoch;
            if !same {
                continue;
            }
            match partition.still_awaited(Awaited::HighWatermark(one.offset + 1)) {
                Ok(Some(_)) => left.push(one),
                Err(_) => {}
                Ok(None) => {
                    // One that was deposed uncleanly may not know it yet.
                    let counts = one.topic == self.controller.topic_id()
                        && one.epoch >= self.controller.unclean_epoch;
                    if counts {
                        self.acknowledged.insert(one.offset, one.value);
                        self.acknowledged_ever += 1;
                    }
                }
            }
        }
        self.unanswered = left;
    }

    /// The broker does what it does by itself: sends the next fetch, gives up one that was lost, asks for
    /// another ISR.
    fn poll(&mut self, index: usize) {
        let now = self.now;
        let lost = Duration::from_millis(700);
        let registered = self.metadata_of(index).registered.clone();
        let broker = &mut self.brokers[index];
        if let Some((_, since)) = broker.flight
            && now.monotonic.since(since) > lost
        {
            broker.flight = None;
            if let Some(fetcher) = &mut broker.fetcher {
                fetcher.answered(FetcherAnswer::Unreachable, now);
            }
        }
        if let Some(fetcher) = &mut broker.fetcher
            && broker.flight.is_none()
            && let Some(request) = fetcher.next_request(now, QuotaState::Within)
        {
            self.next_number += 1;
            let number = self.next_number;
            broker.flight = Some((number, now.monotonic));
            let to = self.controller.history[broker.metadata].assignment.leader;
            self.network.push(Message::Ask { from: index, to, number, request });
        }
        let broker = &mut self.brokers[index];
        let Some(partition) = &mut broker.partition else { return };
        let lookup = |node: NodeId| registered.get(&node).copied();
        if let Some(proposal) = partition.isr_change(now, &lookup) {
            broker.alter = Some((proposal, Moment::default()));
        }
        if let Some((proposal, since)) = &mut broker.alter
            && now.monotonic.since(*since) > lost
        {
            *since = now.monotonic;
            let (topic, proposal) = (broker.topic_id, proposal.clone());
            self.network.push(Message::Alter { from: index, topic, proposal });
        }
    }

    fn deliver(&mut self) {
        if self.network.is_empty() {
            return;
        }
        let at = self.rng.below(self.network.len() as u64) as usize;
        let fate = self.rng.below(20);
        let message = self.network.swap_remove(at);
        match message {
            _ if fate == 0 && !self.is_healing => {}
            Message::Ask { from, to, number, request } => {
                if fate == 1 {
                    let request = request.clone();
                    self.network.push(Message::Ask { from, to, number, request });
                }
                self.serve(from, to, number, request);
            }
            Message::Answer { to, number, answer } => self.take_answer(to, number, answer),
            Message::Alter { from, topic, proposal } => {
                let answer = self.controller.alter(NodeId(from as i32), topic, &proposal);
                self.network.push(Message::Altered { to: from, proposal, answer });
            }
            Message::Altered { to, proposal, answer } => {
                let now = self.now;
                let broker = &mut self.brokers[to];
                let Some(partition) = &mut broker.partition else { return };
                if broker.alter.as_ref().is_some_and(|(sent, _)| *sent == proposal) {
                    partition.alter_answered(&proposal, answer, now, &mut Vec::new());
                    broker.alter = None;
                }
            }
        }
    }

    fn serve(&mut self, from: usize, to: NodeId, number: u64, request: FetcherRequest) {
        let Some(index) = usize::try_from(to.0).ok() else { return };
        let registered = self.metadata_of(index).registered.get(&NodeId(from as i32)).copied();
        let now = self.now;
        let broker = &mut self.brokers[index];
        let Some(partition) = &mut broker.partition else { return };
        let answer = match request {
            FetcherRequest::Fetch(request) => {
                let topic = broker.topic_id;
                FetcherAnswer::Fetch(fetch(partition, topic, &request, registered, now))
            }
            FetcherRequest::ListOffsets(request) => {
                FetcherAnswer::ListOffsets(list_offsets(partition, &request))
            }
        };
        self.network.push(Message::Answer { to: from, number, answer });
    }

    fn take_answer(&mut self, to: usize, number: u64, answer: FetcherAnswer) {
        let now = self.now;
        let broker = &mut self.brokers[to];
        if broker.flight.map(|(sent, _)| sent) != Some(number) {
            return;
        }
        broker.flight = None;
        let (Some(fetcher), Some(partition)) = (&mut broker.fetcher, &mut broker.partition) else {
            return;
        };
        let mut fired = Vec::new();
        for task in fetcher.answered(answer, now) {
            let (id, done) = match task {
                Task::Append { id, records, from } => {
                    let bytes = records.read().unwrap();
                    (id, partition.append_fetched(&bytes, from, now, &mut fired).map(drop))
                }
                Task::Truncate { id, diverging, leader_epoch } => {
                    let cut =
                        partition.truncate_to_diverging(diverging, leader_epoch, now, &mut fired);
                    (id, cut.map(drop))
                }
                Task::FollowBounds { id, bounds, leader_epoch } => {
                    let cut = partition.follow_bounds(bounds, leader_epoch, now, &mut fired);
                    (id, cut.map(drop))
                }
            };
            let outcome = match done {
                Ok(()) => Outcome::Done(partition.fetch_position()),
                Err(PartitionError::Append(_)) => Outcome::Refused,
                Err(_) => Outcome::Failed,
            };
            fetcher.done(id, outcome, now);
        }
    }
}

fn fetch(
    partition: &mut Partition,
    topic: Uuid,
    request: &FetchRequest,
    registered: Option<i64>,
    now: Now,
) -> FetchResponse {
    let mut response = FetchResponse::default();
    for asked in &request.topics {
        let partitions = asked.partitions.iter().map(|wanted| {
            let fetch = ReplicaFetch {
                replica: NodeId(request.replica_state.replica_id),
                broker_epoch: request.replica_state.replica_epoch,
                registered,
                from: FetchFrom {
                    offset: Offset(wanted.fetch_offset),
                    bytes_max: wanted.partition_max_bytes as usize,
                    current_leader_epoch: LeaderEpoch(wanted.current_leader_epoch),
                    last_fetched_epoch: LeaderEpoch(wanted.last_fetched_epoch),
                    log_start_offset: Offset(wanted.log_start_offset),
                },
                visit: Visit::First,
            };
            if asked.topic_id != topic {
                let error_code = crate::model::ErrorCode::UnknownTopicId.code();
                return PartitionData { error_code, ..Default::default() };
            }
            match partition.replica_fetched(fetch, AtLeast::OneBatch, now, &mut Vec::new()) {
                Ok(fetched) => PartitionData {
                    high_watermark: fetched.high_watermark.0,
                    log_start_offset: fetched.log_start_offset.0,
                    diverging_epoch: fetched.diverging.map_or_else(
                        EpochEndOffset::default,
                        |end| EpochEndOffset { epoch: end.epoch.0, end_offset: end.end_offset.0 },
                    ),
                    records: Some(Records::new(fetched.slices)),
                    ..Default::default()
                },
                Err(error) => {
                    PartitionData { error_code: error.code().code(), ..Default::default() }
                }
            }
        });
        let partitions = partitions.collect();
        let topic_id = asked.topic_id;
        response.responses.push(FetchableTopicResponse {
            topic_id,
            partitions,
            ..Default::default()
        });
    }
    response
}

impl Broker {
    pub(super) fn topic_id(&self) -> Uuid {
        self.topic_id
    }

    /// Its records from the log start on, up to `end`.
    pub(super) fn records(&mut self, end: Offset) -> BTreeMap<Offset, (LeaderEpoch, u64)> {
        let mut found = BTreeMap::new();
        let Some(partition) = &mut self.partition else { return found };
        let log = partition.log_for_tests();
        let mut at = log.log_start_offset();
        while at < end {
            let read = log.read(at, 1 << 20, end, FirstBatch::Whole).unwrap();
            let bytes = Records::new(read.slices).read().unwrap();
            let mut position = 0;
            while position < bytes.len() {
                let header = BatchHeader::parse_whole(&bytes[position..]).unwrap();
                let body = &bytes[position + BATCH_OVERHEAD..position + header.size];
                for record in
                    RecordIter::new(&bytes::Bytes::copy_from_slice(body), header.record_count)
                {
                    let record = record.unwrap();
                    let offset = header.base_offset + i64::from(record.offset_delta);
                    let value = u64::from_be_bytes(record.value.unwrap()[..].try_into().unwrap());
                    found.insert(offset, (header.leader_epoch, value));
                }
                position += header.size;
            }
            at = read.next_offset.unwrap();
        }
        found
    }
}
