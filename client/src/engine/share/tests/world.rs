//! A member, its user, its brokers and its coordinator, and what is on the way between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use ottla_core::{
    model::{ErrorCode, Moment, Rng, Uuid},
    protocol::messages::{
        ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse,
        share_group_heartbeat_response::{Assignment, TopicPartitions},
    },
};

use super::broker::{Brokers, Partition, Record, Weather};
use crate::{
    Error, ErrorKind,
    engine::{
        backoff::Backoff,
        metadata::{Address, ClusterImage, PartitionMetadata, TopicMetadata},
        share::{
            IdKey,
            session::{Answer, Request},
            settings::Settings,
            state::{Progress, State},
        },
    },
    options::{AcknowledgementMode, AcquireMode, ShareConsumerOptions},
};

pub(super) const TOPIC: Uuid = Uuid([7; 16]);
pub(super) const NODES: [i32; 3] = [1, 2, 3];

pub(super) struct World {
    pub(super) now: Moment,
    pub(super) state: State,
    pub(super) brokers: Brokers,
    pub(super) image: ClusterImage,
    /// Requests that were sent and not taken by their broker.
    pub(super) requests: Vec<(i32, Request)>,
    pub(super) heartbeats: Vec<ShareGroupHeartbeatRequest>,
    pub(super) assigned: BTreeSet<i32>,
    pub(super) member_epoch: i32,
    pub(super) progress: Progress,
}

impl World {
    pub(super) fn new(
        partitions: i32,
        records: usize,
        mode: AcknowledgementMode,
        acquire_mode: AcquireMode,
        weather: Weather,
    ) -> Self {
        let options = ShareConsumerOptions {
            group_id: "g".into(),
            max_poll_records: 7,
            acknowledgement_mode: mode,
            acquire_mode,
            ..Default::default()
        };
        let backoff =
            Backoff { first: Duration::from_millis(100), max: Duration::from_millis(1_000) };
        let patience = Duration::from_secs(3_600);
        let settings = Settings::new(&options, "m".into(), backoff, patience);
        let led = |partition: i32| Partition {
            leader: NODES[partition as usize % NODES.len()],
            epoch: 0,
            records: vec![Record::Available(0); records],
        };
        let all = (0..partitions).map(|one| ((TOPIC, one), led(one))).collect();
        let mut world = Self {
            now: Moment::default(),
            state: State::new(settings, ["t".into()].into(), Rng::from_seed(1)),
            brokers: Brokers::new(all, weather),
            image: ClusterImage::default(),
            requests: Vec::new(),
            heartbeats: Vec::new(),
            assigned: (0..partitions).collect(),
            member_epoch: 0,
            progress: Progress::Running,
        };
        let broker = |id: i32| (id, Address { host: "h".into(), port: 1 });
        world.image.brokers = NODES.into_iter().map(broker).collect();
        world
    }

    /// Learns who leads what.
    fn refresh(&mut self) {
        let partition = |partition: &Partition| PartitionMetadata {
            leader: Some(partition.leader),
            leader_epoch: partition.epoch,
            replicas: Vec::new(),
        };
        let partitions = self.brokers.partitions.values().map(partition).collect();
        let topic = TopicMetadata { id: TOPIC, partitions };
        self.image.topics.insert("t".into(), Arc::new(topic));
    }

    /// Has the member send what it wants to send.
    pub(super) fn step(&mut self) {
        loop {
            let step = self.state.step(self.now, &self.image);
            assert!(step.until.is_none_or(|until| until > self.now) || step.learn.is_some());
            self.progress = step.progress;
            for (node, request) in step.requests {
                let busy = self.requests.iter().any(|(other, _)| *other == node);
                assert!(!busy, "a session has one request at a time");
                self.requests.push((node, request));
            }
            self.heartbeats.extend(step.heartbeat);
            assert!(self.heartbeats.len() <= 1, "one heartbeat at a time");
            if step.learn.is_none() {
                return;
            }
            self.refresh();
            self.state.learned();
        }
    }

    /// The broker answers a request.
    pub(super) fn answer(&mut self, index: usize) {
        let (node, request) = self.requests.remove(index);
        let answer = self.brokers.handle(self.now, node, &request);
        self.take(node, answer);
    }

    /// The connection breaks, before or after the broker has carried the request out.
    pub(super) fn break_off(&mut self, index: usize, carried_out: Weather) {
        let (node, request) = self.requests.remove(index);
        if carried_out == Weather::Foul {
            drop(self.brokers.handle(self.now, node, &request));
        }
        self.brokers.disconnected(node);
        let error = Error::new(ErrorKind::Unreachable, "test", "the connection broke");
        self.take(node, Answer::Failed(error));
    }

    fn take(&mut self, node: i32, answer: Answer) {
        let leaders = self.state.answered(self.now, node, answer);
        if let Some(image) = self.image.with_leaders(&leaders, &BTreeMap::new()) {
            self.image = image;
        }
    }

    /// The coordinator answers a heartbeat: who joins, or has joined with other partitions, is told all.
    pub(super) fn hear(&mut self) {
        let Some(request) = self.heartbeats.pop() else { return };
        if request.member_epoch == 0 {
            assert!(request.subscribed_topic_names.is_some(), "who joins tells all");
        }
        let known = [0, -1, self.member_epoch].contains(&request.member_epoch);
        let code = if known { ErrorCode::None } else { ErrorCode::UnknownMemberId };
        if request.member_epoch == 0 {
            self.member_epoch += 1;
        }
        let topic = TopicPartitions {
            topic_id: TOPIC,
            partitions: self.assigned.iter().copied().collect(),
        };
        let response = ShareGroupHeartbeatResponse {
            error_code: code.code(),
            member_epoch: self.member_epoch,
            heartbeat_interval_ms: 5_000,
            assignment: Some(Assignment { topic_partitions: vec![topic] }),
            ..Default::default()
        };
        self.state.heard(self.now, response);
    }

    /// Everybody answers, until there is nothing more to say. The user must not be asking.
    pub(super) fn settle(&mut self) {
        for _ in 0..1_000 {
            self.step();
            if self.heartbeats.is_empty() && self.requests.is_empty() {
                return;
            }
            self.hear();
            if !self.requests.is_empty() {
                self.answer(0);
            }
        }
        panic!("they never stop talking");
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.now = self.now + time;
        if self.brokers.weather == Weather::Foul {
            self.brokers.expire(self.now);
        }
    }

    /// What the broker has of a record.
    pub(super) fn record(&self, key: IdKey, offset: i64) -> Record {
        self.brokers.partitions[&key].records[usize::try_from(offset).unwrap()]
    }

    pub(super) fn count(&self, which: impl Fn(&Record) -> bool) -> usize {
        let all = self.brokers.partitions.values().flat_map(|partition| &partition.records);
        all.filter(|record| which(record)).count()
    }
}
