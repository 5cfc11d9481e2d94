//! A shard with a log, a clock and topics, and members that do as they are told.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use bytestring::ByteString;

use crate::{
    coordinator::{Caller, Shard},
    groups::{
        Answer, Group, GroupRecord, GroupSettings, GroupShard, Outcome, Released, Requester,
        consumer::ConsumerGroup,
    },
    metadata::{MetadataDelta, MetadataImage, PartitionRegistration, TopicImage},
    model::{
        ErrorCode, Moment, NodeId, Now, Offset, PartitionId, Rng, Timestamp, TopicIdPartition,
        TopicName, Uuid,
    },
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse,
        consumer_group_heartbeat_request::TopicPartitions,
    },
};

pub(super) const GROUP: &str = "billing";

/// Partitions by topic and number.
pub(super) type Owned = BTreeSet<(Uuid, i32)>;

pub(super) struct Driver {
    pub(super) shard: GroupShard,
    pub(super) log: Vec<GroupRecord>,
    pub(super) now: Now,
    pub(super) image: Arc<MetadataImage>,
    pub(super) settings: GroupSettings,
    pub(super) released: BTreeMap<Caller, Released>,
    restarts: u64,
}

impl Driver {
    pub(super) fn new(topics: &[(&str, usize)]) -> Self {
        Self::with(GroupSettings::default(), topics)
    }

    pub(super) fn with(settings: GroupSettings, topics: &[(&str, usize)]) -> Self {
        let mut image = MetadataImage::default();
        for (name, partitions) in topics {
            add_topic(&mut image, name, *partitions);
        }
        let image = Arc::new(image);
        let now = Now { monotonic: Moment(Duration::from_secs(1_000)), wall: Timestamp(1_000_000) };
        let mut shard = GroupShard::new(settings.clone(), image.clone(), Rng::from_seed(1));
        let _ = shard.loaded(now);
        let (log, released) = (Vec::new(), BTreeMap::new());
        Self { shard, log, now, image, settings, released, restarts: 0 }
    }

    pub(super) fn topic(&self, name: &str) -> Uuid {
        self.image.topic_ids[name]
    }

    /// Appends, as the log would: what is read is what was written.
    pub(super) fn apply<R>(&mut self, outcome: Outcome<R>) -> Option<R> {
        for record in &outcome.records {
            let (key, value) = record.encode().unwrap();
            let record = GroupRecord::decode(key, value).unwrap();
            self.shard.replay(Offset(self.log.len() as i64), None, &record);
            self.log.push(record);
        }
        for (caller, answer) in outcome.released {
            assert!(self.released.insert(caller, answer).is_none(), "{caller:?} answered twice");
        }
        match outcome.answer {
            Answer::Now(response) => Some(response),
            Answer::Later => None,
        }
    }

    pub(super) fn restart(&mut self) {
        let outcome = self.shard.unloaded();
        self.apply(outcome);
        self.restarts += 1;
        let rng = Rng::from_seed(self.restarts << 32);
        self.shard = GroupShard::new(self.settings.clone(), self.image.clone(), rng);
        for (offset, record) in self.log.iter().enumerate() {
            self.shard.replay(Offset(offset as i64), None, record);
        }
        let outcome = self.shard.loaded(self.now);
        self.apply(outcome);
    }

    pub(super) fn pass(&mut self, time: Duration) {
        let until = self.now.monotonic + time;
        while let Some(due) = self.shard.next_timeout().filter(|due| *due <= until) {
            self.set_clock(due.max(self.now.monotonic));
            while let Some(outcome) = self.shard.fire(self.now) {
                self.apply(outcome);
            }
        }
        self.set_clock(until);
    }

    fn set_clock(&mut self, moment: Moment) {
        let passed = moment.since(self.now.monotonic);
        self.now.monotonic = moment;
        self.now.wall = Timestamp(self.now.wall.0 + passed.as_millis() as i64);
    }

    pub(super) fn fire(&mut self) {
        self.pass(Duration::ZERO);
    }

    pub(super) fn change_topics(
        &mut self,
        change: impl FnOnce(&mut MetadataImage) -> MetadataDelta,
    ) {
        let mut image = MetadataImage::clone(&self.image);
        let delta = change(&mut image);
        self.image = Arc::new(image);
        let outcome = self.shard.metadata_changed(self.image.clone(), &delta, self.now);
        self.apply(outcome);
    }

    pub(super) fn heartbeat(
        &mut self,
        request: &ConsumerGroupHeartbeatRequest,
    ) -> ConsumerGroupHeartbeatResponse {
        let requester = requester(1);
        let outcome = self.shard.consumer_group_heartbeat(&requester, request, self.now);
        self.apply(outcome).expect("a heartbeat is answered at once")
    }

    pub(super) fn group(&self) -> &ConsumerGroup {
        match self.shard.groups.get(GROUP) {
            Some(Group::Consumer(group)) => group,
            other => panic!("no consumer group: {other:?}"),
        }
    }

    pub(super) fn state(&self) -> &'static str {
        self.shard.groups.get(GROUP).map_or("Dead", Group::state_name)
    }
}

pub(super) fn requester(version: i16) -> Requester {
    Requester { client_id: "client".into(), client_host: "/127.0.0.1".into(), version }
}

pub(super) fn add_topic(image: &mut MetadataImage, name: &str, partitions: usize) -> MetadataDelta {
    let name = TopicName::new(name).unwrap();
    let mut bytes = [0; 16];
    for (byte, letter) in bytes.iter_mut().zip(name.as_str().bytes().cycle()) {
        *byte = letter;
    }
    bytes[15] = image.topics.len() as u8;
    let id = image.topic_ids.get(&name).copied().unwrap_or(Uuid(bytes));
    let partition = PartitionRegistration {
        replicas: vec![NodeId(1)],
        directories: vec![Uuid::ZERO],
        in_sync_replicas: vec![NodeId(1)],
        leader: NodeId(1),
        ..Default::default()
    };
    let topic = TopicImage { id, name: name.clone(), partitions: vec![partition; partitions] };
    image.topics.insert(id, Arc::new(topic));
    image.topic_ids.insert(name, id);
    let changed = (0..partitions as i32)
        .map(|index| TopicIdPartition { topic_id: id, partition: PartitionId(index) });
    MetadataDelta { partitions: changed.collect(), ..Default::default() }
}

/// A member as a client has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Consumer {
    pub(super) id: ByteString,
    pub(super) instance_id: Option<ByteString>,
    pub(super) epoch: i32,
    pub(super) topics: Vec<ByteString>,
    pub(super) regex: Option<ByteString>,
    pub(super) owned: Owned,
    /// The next heartbeat says what it owns.
    pub(super) has_news: bool,
    /// The next heartbeat says all, for the last one had no answer.
    pub(super) says_all: bool,
}

impl Consumer {
    pub(super) fn new(id: &str, topics: &[&str]) -> Self {
        let topics = topics.iter().map(|topic| (*topic).into()).collect();
        Self { id: id.into(), topics, ..Self::default() }
    }

    /// Sends a heartbeat, and does what the answer says.
    pub(super) fn beat(&mut self, driver: &mut Driver) -> ErrorCode {
        let response = driver.heartbeat(&self.request());
        self.take(&response)
    }

    pub(super) fn request(&self) -> ConsumerGroupHeartbeatRequest {
        let joins = self.epoch == 0;
        let request = ConsumerGroupHeartbeatRequest {
            group_id: GROUP.into(),
            member_id: self.id.clone(),
            instance_id: self.instance_id.clone(),
            member_epoch: self.epoch,
            ..Default::default()
        };
        if joins {
            return ConsumerGroupHeartbeatRequest {
                rebalance_timeout_ms: 60_000,
                subscribed_topic_names: Some(self.topics.clone()),
                subscribed_topic_regex: self.regex.clone(),
                topic_partitions: Some(Vec::new()),
                ..request
            };
        }
        if self.says_all {
            return ConsumerGroupHeartbeatRequest {
                rebalance_timeout_ms: 60_000,
                subscribed_topic_names: Some(self.topics.clone()),
                subscribed_topic_regex: Some(self.regex.clone().unwrap_or_default()),
                topic_partitions: Some(owned_to_wire(&self.owned)),
                ..request
            };
        }
        let owned = self.has_news.then(|| owned_to_wire(&self.owned));
        ConsumerGroupHeartbeatRequest { topic_partitions: owned, ..request }
    }

    pub(super) fn take(&mut self, response: &ConsumerGroupHeartbeatResponse) -> ErrorCode {
        let code = ErrorCode::from_code(response.error_code);
        if code != ErrorCode::None {
            return code;
        }
        if self.epoch == 0 {
            // It has given up all before it joins.
            self.owned.clear();
        }
        self.epoch = response.member_epoch;
        (self.has_news, self.says_all) = (false, false);
        if let Some(assignment) = &response.assignment {
            let topics = assignment.topic_partitions.iter();
            let assigned: Owned = topics
                .flat_map(|topic| topic.partitions.iter().map(|one| (topic.topic_id, *one)))
                .collect();
            self.has_news = assigned != self.owned;
            self.owned = assigned;
        }
        code
    }

    pub(super) fn leave(&mut self, driver: &mut Driver, epoch: i32) -> ErrorCode {
        let request = ConsumerGroupHeartbeatRequest { member_epoch: epoch, ..self.request() };
        self.owned.clear();
        self.epoch = 0;
        ErrorCode::from_code(driver.heartbeat(&request).error_code)
    }
}

pub(super) fn owned_to_wire(owned: &Owned) -> Vec<TopicPartitions> {
    let mut topics: BTreeMap<Uuid, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in owned {
        topics.entry(*topic).or_default().push(*partition);
    }
    let topics = topics.into_iter();
    topics.map(|(topic_id, partitions)| TopicPartitions { topic_id, partitions }).collect()
}

/// Has everyone send heartbeats until nothing changes.
pub(super) fn settle(driver: &mut Driver, members: &mut [Consumer]) {
    for _ in 0..20 {
        let before: Vec<_> = members.iter().map(|one| (one.epoch, one.owned.clone())).collect();
        let written = driver.log.len();
        for member in members.iter_mut() {
            assert_eq!(member.beat(driver), ErrorCode::None);
        }
        let after = members.iter().map(|one| (one.epoch, one.owned.clone()));
        let quiet = members.iter().all(|one| !one.has_news);
        if quiet && written == driver.log.len() && after.eq(before) {
            return;
        }
    }
    panic!("the group does not settle: {members:?}");
}
