//! Brokers as they keep share sessions and acquired records. Whatever no correct client does is a panic.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{
        ShareAcknowledgeRequest, ShareAcknowledgeResponse, ShareFetchRequest, ShareFetchResponse,
        share_acknowledge_response as acknowledged,
        share_fetch_response::{
            AcquiredRecords, LeaderIdAndEpoch, PartitionData, ShareFetchableTopicResponse,
        },
    },
};

use crate::engine::share::{
    IdKey,
    session::{Answer, Request},
};

pub(super) const LOCK: Duration = Duration::from_secs(30);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    Available(i16),
    Acquired { count: i16, until: Moment },
    Accepted,
    Rejected,
}

#[derive(Debug)]
pub(super) struct Partition {
    pub(super) leader: i32,
    pub(super) epoch: i32,
    pub(super) records: Vec<Record>,
}

#[derive(Debug)]
struct Session {
    /// Of the next request.
    epoch: i32,
    partitions: BTreeSet<IdKey>,
}

/// Whether acknowledgements of what is not acquired are the client's fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weather {
    Fair,
    Foul,
}

#[derive(Debug)]
pub(super) struct Brokers {
    pub(super) partitions: BTreeMap<IdKey, Partition>,
    sessions: BTreeMap<i32, Session>,
    pub(super) weather: Weather,
    /// Acquisitions that a final acknowledgement was taken for, or the lock ended.
    pub(super) released: u64,
}

/// Type and range of acknowledgements.
type Said = BTreeMap<IdKey, Vec<(i64, i8)>>;

impl Brokers {
    pub(super) fn new(partitions: BTreeMap<IdKey, Partition>, weather: Weather) -> Self {
        Self { partitions, sessions: BTreeMap::new(), weather, released: 0 }
    }

    pub(super) fn has_sessions(&self) -> bool {
        !self.sessions.is_empty()
    }

    /// The connection is gone, and with it the session and what was acquired in it.
    pub(super) fn disconnected(&mut self, node: i32) {
        self.sessions.remove(&node);
        self.release(|partition| partition.leader == node);
    }

    fn release(&mut self, which: impl Fn(&Partition) -> bool) {
        for partition in self.partitions.values_mut().filter(|partition| which(partition)) {
            for record in &mut partition.records {
                if let Record::Acquired { count, .. } = *record {
                    *record = Record::Available(count);
                    self.released += 1;
                }
            }
        }
    }

    /// Ends locks whose time is over.
    pub(super) fn expire(&mut self, now: Moment) {
        for record in self.partitions.values_mut().flat_map(|one| &mut one.records) {
            if let Record::Acquired { count, until } = *record
                && until <= now
            {
                *record = Record::Available(count);
            }
        }
    }

    /// What was acquired is known to the leader alone.
    pub(super) fn move_leader(&mut self, key: &IdKey, to: i32) {
        let partition = self.partitions.get_mut(key).unwrap();
        partition.leader = to;
        partition.epoch += 1;
        for record in &mut partition.records {
            if let Record::Acquired { count, .. } = *record {
                *record = Record::Available(count);
            }
        }
    }

    pub(super) fn handle(&mut self, now: Moment, node: i32, request: &Request) -> Answer {
        match request {
            Request::Fetch(request) => Answer::Fetched(self.fetch(now, node, request)),
            Request::Acknowledge(request) => {
                Answer::Acknowledged(self.acknowledge(now, node, request))
            }
        }
    }

    /// The session that the request belongs to, which counts it.
    fn session(&mut self, node: i32, epoch: i32) -> &mut Session {
        let session = self.sessions.get_mut(&node).expect("a session that is not there is used");
        assert_eq!(session.epoch, epoch, "the epochs do not follow each other");
        session.epoch += 1;
        session
    }

    fn fetch(&mut self, now: Moment, node: i32, request: &ShareFetchRequest) -> ShareFetchResponse {
        let mut said = Said::new();
        let mut named = BTreeSet::new();
        for topic in &request.topics {
            for partition in &topic.partitions {
                let key = (topic.topic_id, partition.partition_index);
                assert!(named.insert(key), "a partition is named twice");
                for batch in &partition.acknowledgement_batches {
                    let range = batch.first_offset..=batch.last_offset;
                    expand(&mut said, key, range, &batch.acknowledge_types);
                }
            }
        }
        if request.share_session_epoch == 0 {
            assert!(said.is_empty(), "a session cannot be opened with acknowledgements");
            assert!(!named.is_empty() && request.forgotten_topics_data.is_empty());
            self.sessions.insert(node, Session { epoch: 0, partitions: BTreeSet::new() });
        }
        let session = self.session(node, request.share_session_epoch);
        session.partitions.extend(named);
        for topic in &request.forgotten_topics_data {
            for partition in &topic.partitions {
                let forgotten = session.partitions.remove(&(topic.topic_id, *partition));
                assert!(forgotten, "what is not there is forgotten");
            }
        }
        let partitions = session.partitions.clone();
        assert!(said.keys().all(|key| partitions.contains(key)));
        assert!(said.values().flatten().all(|(_, code)| *code != 4), "a fetch renews");
        let mut answers: BTreeMap<IdKey, PartitionData> = BTreeMap::new();
        for (key, offsets) in said {
            let code = self.take(now, node, key, &offsets);
            answers.entry(key).or_default().acknowledge_error_code = code.code();
        }
        let mut room = i64::from(request.max_records);
        for key in partitions {
            let partition = &self.partitions[&key];
            if partition.leader != node {
                let answer = answers.entry(key).or_default();
                answer.error_code = ErrorCode::NotLeaderOrFollower.code();
                answer.current_leader =
                    LeaderIdAndEpoch { leader_id: partition.leader, leader_epoch: partition.epoch };
                continue;
            }
            let acquired = self.acquire(now, key, &mut room);
            if !acquired.is_empty() {
                answers.entry(key).or_default().acquired_records = acquired;
            }
        }
        let mut topics: BTreeMap<Uuid, Vec<PartitionData>> = BTreeMap::new();
        for ((topic, partition_index), data) in answers {
            topics.entry(topic).or_default().push(PartitionData { partition_index, ..data });
        }
        let topic = |(topic_id, partitions)| ShareFetchableTopicResponse { topic_id, partitions };
        ShareFetchResponse {
            acquisition_lock_timeout_ms: LOCK.as_millis() as i32,
            responses: topics.into_iter().map(topic).collect(),
            ..Default::default()
        }
    }

    fn acquire(&mut self, now: Moment, key: IdKey, room: &mut i64) -> Vec<AcquiredRecords> {
        let mut acquired: Vec<AcquiredRecords> = Vec::new();
        let partition = self.partitions.get_mut(&key).unwrap();
        for (offset, record) in (0..).zip(&mut partition.records) {
            let Record::Available(count) = *record else { continue };
            if *room == 0 {
                break;
            }
            *room -= 1;
            let count = count + 1;
            *record = Record::Acquired { count, until: now + LOCK };
            match acquired.last_mut() {
                Some(last) if last.last_offset + 1 == offset && last.delivery_count == count => {
                    last.last_offset = offset;
                }
                _ => acquired.push(AcquiredRecords {
                    first_offset: offset,
                    last_offset: offset,
                    delivery_count: count,
                }),
            }
        }
        acquired
    }

    fn acknowledge(
        &mut self,
        now: Moment,
        node: i32,
        request: &ShareAcknowledgeRequest,
    ) -> ShareAcknowledgeResponse {
        let mut said = Said::new();
        for topic in &request.topics {
            for partition in &topic.partitions {
                let key = (topic.topic_id, partition.partition_index);
                for batch in &partition.acknowledgement_batches {
                    let range = batch.first_offset..=batch.last_offset;
                    expand(&mut said, key, range, &batch.acknowledge_types);
                }
            }
        }
        let renews = said.values().flatten().any(|(_, code)| *code == 4);
        assert_eq!(renews, request.is_renew_ack);
        let closes = request.share_session_epoch == -1;
        if closes {
            self.sessions.remove(&node).expect("a session that is not there is closed");
        } else {
            assert_ne!(request.share_session_epoch, 0);
            assert!(!said.is_empty(), "nothing is acknowledged");
            self.session(node, request.share_session_epoch);
        }
        let mut topics: BTreeMap<Uuid, Vec<acknowledged::PartitionData>> = BTreeMap::new();
        for (key, offsets) in said {
            let code = self.take(now, node, key, &offsets);
            topics.entry(key.0).or_default().push(acknowledged::PartitionData {
                partition_index: key.1,
                error_code: code.code(),
                ..Default::default()
            });
        }
        if closes {
            self.release(|partition| partition.leader == node);
        }
        let topic = |(topic_id, partitions)| acknowledged::ShareAcknowledgeTopicResponse {
            topic_id,
            partitions,
        };
        ShareAcknowledgeResponse {
            responses: topics.into_iter().map(topic).collect(),
            ..Default::default()
        }
    }

    /// Takes acknowledgements of a partition: all of them, or none.
    fn take(&mut self, now: Moment, node: i32, key: IdKey, offsets: &[(i64, i8)]) -> ErrorCode {
        let fair = self.weather == Weather::Fair;
        let partition = self.partitions.get_mut(&key).unwrap();
        if partition.leader != node {
            return ErrorCode::NotLeaderOrFollower;
        }
        let index = |offset: i64| usize::try_from(offset).unwrap();
        let acquired = |(offset, _): &(i64, i8)| {
            matches!(partition.records[index(*offset)], Record::Acquired { .. })
        };
        if !offsets.iter().all(acquired) {
            assert!(!fair, "what is not acquired is acknowledged: {offsets:?}");
            return ErrorCode::InvalidRecordState;
        }
        for (offset, code) in offsets {
            let record = &mut partition.records[index(*offset)];
            let Record::Acquired { count, .. } = *record else { continue };
            *record = match code {
                1 => Record::Accepted,
                2 => Record::Available(count),
                3 => Record::Rejected,
                4 => Record::Acquired { count, until: now + LOCK },
                code => panic!("there are no gaps, but {code}"),
            };
        }
        ErrorCode::None
    }
}

fn expand(said: &mut Said, key: IdKey, range: std::ops::RangeInclusive<i64>, types: &[i8]) {
    let count = range.clone().count();
    assert!(types.len() == 1 || types.len() == count, "{types:?} for {range:?}");
    let kind = |index: usize| if types.len() == 1 { types[0] } else { types[index] };
    let said = said.entry(key).or_default();
    said.extend(range.enumerate().map(|(index, offset)| (offset, kind(index))));
}
