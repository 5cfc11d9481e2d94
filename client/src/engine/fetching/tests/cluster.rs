//! A model of a cluster as consumers see it: brokers with fetch sessions, replicas that lag behind,
//! leaders that change, and elections that lose records.

use std::collections::BTreeMap;

use ottla_core::{
    model::{ErrorCode, Rng, Uuid},
    protocol::{
        codec::Records,
        messages::{
            FetchRequest, FetchResponse, MetadataResponse,
            fetch_request::FetchPartition,
            fetch_response::{
                EpochEndOffset, FetchableTopicResponse, LeaderIdAndEpoch, PartitionData,
            },
            metadata_response::{
                MetadataResponseBroker, MetadataResponsePartition, MetadataResponseTopic,
            },
        },
    },
};

use crate::engine::{
    positions::{FetchPosition, Key},
    truncation::{EpochEnd, Suspect},
};

pub(super) const NODES: [i32; 3] = [1, 2, 3];

/// A record: the epoch of the leader that wrote it, and a number that no other one has.
pub(super) type Entry = (i32, u64);

#[derive(Clone, Debug, Default)]
pub(super) struct Replica {
    pub(super) log: Vec<Entry>,
    pub(super) high_watermark: usize,
    /// Leader and epoch as this broker has heard.
    leader: i32,
    epoch: i32,
}

impl Replica {
    /// Where the largest epoch that is not over this one ends.
    pub(super) fn end_of(&self, epoch: i32) -> Option<EpochEnd> {
        if epoch > self.epoch {
            return None;
        }
        let end = self.log.partition_point(|(of, _)| *of <= epoch);
        let found = if epoch == self.epoch { epoch } else { self.log[..end].last()?.0 };
        Some(EpochEnd { epoch: found, end_offset: end as i64 })
    }
}

#[derive(Debug)]
pub(super) struct Partition {
    pub(super) leader: i32,
    pub(super) epoch: i32,
    pub(super) replicas: BTreeMap<i32, Replica>,
}

impl Partition {
    fn new() -> Self {
        let replica = |node| (node, Replica { leader: 1, epoch: 0, ..Default::default() });
        Self { leader: 1, epoch: 0, replicas: NODES.map(replica).into() }
    }

    pub(super) fn leader(&self) -> &Replica {
        &self.replicas[&self.leader]
    }

    /// A broker hears of the leader, and lets go of what that one does not have.
    pub(super) fn hear(&mut self, node: i32) {
        let log = self.leader().log.clone();
        let (leader, epoch) = (self.leader, self.epoch);
        let replica = self.replicas.get_mut(&node).unwrap();
        if replica.epoch < epoch && node != leader {
            let common = replica.log.iter().zip(&log).take_while(|(a, b)| a == b).count();
            replica.log.truncate(common);
            replica.high_watermark = replica.high_watermark.min(common);
        }
        (replica.leader, replica.epoch) = (leader, epoch);
    }

    pub(super) fn replicate(&mut self, node: i32) {
        self.hear(node);
        let leader = self.leader().clone();
        let replica = self.replicas.get_mut(&node).unwrap();
        replica.log.clone_from(&leader.log);
        replica.high_watermark = leader.high_watermark;
    }

    /// Counts records that all have who follow this leader.
    pub(super) fn commit(&mut self) {
        let epoch = self.epoch;
        let in_sync = self.replicas.values().filter(|replica| replica.epoch == epoch);
        let common = in_sync.map(|replica| replica.log.len()).min().unwrap();
        let leader = self.replicas.get_mut(&self.leader).unwrap();
        leader.high_watermark = leader.high_watermark.max(common);
    }

    /// A broker that follows becomes the leader, and what it lacks is lost.
    pub(super) fn elect(&mut self, node: i32) {
        if self.replicas[&node].epoch != self.epoch {
            return;
        }
        self.epoch += 1;
        self.leader = node;
        self.hear(node);
    }
}

impl Partition {
    /// What a broker says to OffsetForLeaderEpoch.
    pub(super) fn where_ends(&self, node: i32, asked: Suspect) -> (ErrorCode, Option<EpochEnd>) {
        let replica = &self.replicas[&node];
        let code = if asked.leader_epoch < replica.epoch {
            ErrorCode::FencedLeaderEpoch
        } else if asked.leader_epoch > replica.epoch {
            ErrorCode::UnknownLeaderEpoch
        } else if replica.leader != node {
            ErrorCode::NotLeaderOrFollower
        } else {
            ErrorCode::None
        };
        match code {
            ErrorCode::None => (code, replica.end_of(asked.position.epoch.unwrap())),
            _ => (code, None),
        }
    }
}

#[derive(Debug, Default)]
struct Sessions {
    sessions: BTreeMap<i32, (i32, BTreeMap<(Uuid, i32), FetchPartition>)>,
    last_id: i32,
}

#[derive(Debug)]
pub(super) struct Cluster {
    pub(super) partitions: BTreeMap<Key, Partition>,
    sessions: BTreeMap<i32, Sessions>,
    /// Whether leaders name other replicas to read from.
    pub(super) selects_replicas: bool,
}

pub(super) fn id_of(topic: &str) -> Uuid {
    Uuid([topic.as_bytes()[0]; 16])
}

impl Cluster {
    pub(super) fn new(topics: &[&str], partitions: i32) -> Self {
        let keys = topics
            .iter()
            .flat_map(|topic| (0..partitions).map(|partition| ((*topic).into(), partition)));
        Self {
            partitions: keys.map(|key| (key, Partition::new())).collect(),
            sessions: NODES.map(|node| (node, Sessions::default())).into(),
            selects_replicas: false,
        }
    }

    /// What a broker says of the leaders, as far as it has heard.
    pub(super) fn metadata(&self, node: i32) -> MetadataResponse {
        let broker = |node_id| MetadataResponseBroker {
            node_id,
            host: format!("n{node_id}").into(),
            port: 9092,
            ..Default::default()
        };
        let mut topics: Vec<MetadataResponseTopic> = Vec::new();
        for ((name, partition_index), partition) in &self.partitions {
            let replica = &partition.replicas[&node];
            let answer = MetadataResponsePartition {
                partition_index: *partition_index,
                leader_id: replica.leader,
                leader_epoch: replica.epoch,
                ..Default::default()
            };
            match topics.last_mut().filter(|topic| topic.name.as_ref() == Some(name)) {
                Some(topic) => topic.partitions.push(answer),
                None => topics.push(MetadataResponseTopic {
                    name: Some(name.clone()),
                    topic_id: id_of(name),
                    partitions: vec![answer],
                    ..Default::default()
                }),
            }
        }
        MetadataResponse { brokers: NODES.map(broker).into(), topics, ..Default::default() }
    }

    /// The broker forgets sessions: it was started again, or had others to remember.
    pub(super) fn forget_sessions(&mut self, node: i32) {
        self.sessions.get_mut(&node).unwrap().sessions.clear();
    }

    pub(super) fn fetch(
        &mut self,
        node: i32,
        request: &FetchRequest,
        rng: &mut Rng,
    ) -> FetchResponse {
        let refused =
            |code: ErrorCode| FetchResponse { error_code: code.code(), ..Default::default() };
        let named = request.topics.iter().flat_map(|topic| {
            topic.partitions.iter().map(|asked| ((topic.topic_id, asked.partition), asked.clone()))
        });
        let sessions = self.sessions.get_mut(&node).unwrap();
        let (session_id, asked, all) = if request.session_epoch == 0 {
            sessions.sessions.remove(&request.session_id);
            let all: BTreeMap<_, _> = named.collect();
            let id = match rng.below(5) {
                0 => 0,
                _ => {
                    sessions.last_id += 1;
                    sessions.sessions.insert(sessions.last_id, (1, all.clone()));
                    sessions.last_id
                }
            };
            (id, all, true)
        } else {
            let Some((epoch, known)) = sessions.sessions.get_mut(&request.session_id) else {
                return refused(ErrorCode::FetchSessionIdNotFound);
            };
            if *epoch != request.session_epoch {
                return refused(ErrorCode::InvalidFetchSessionEpoch);
            }
            *epoch += 1;
            known.extend(named);
            for topic in &request.forgotten_topics_data {
                for partition in &topic.partitions {
                    known.remove(&(topic.topic_id, *partition));
                }
            }
            (request.session_id, known.clone(), false)
        };
        let mut responses: BTreeMap<Uuid, Vec<PartitionData>> = BTreeMap::new();
        for ((id, index), asked) in asked {
            let data = self.read(node, id, index, &asked, rng);
            let news = data.records.is_some()
                || data.error_code != 0
                || data.preferred_read_replica >= 0
                || data.diverging_epoch.epoch >= 0;
            if all || news {
                responses.entry(id).or_default().push(data);
            }
        }
        let topic = |(topic_id, partitions)| FetchableTopicResponse {
            topic_id,
            partitions,
            ..Default::default()
        };
        let responses = responses.into_iter().map(topic).collect();
        FetchResponse { session_id, responses, ..Default::default() }
    }

    fn read(
        &self,
        node: i32,
        id: Uuid,
        partition_index: i32,
        asked: &FetchPartition,
        rng: &mut Rng,
    ) -> PartitionData {
        let is_it = |((name, index), _): &(&Key, &Partition)| {
            id_of(name) == id && *index == partition_index
        };
        let (_, partition) = self.partitions.iter().find(is_it).unwrap();
        let replica = &partition.replicas[&node];
        let mut data = PartitionData { partition_index, ..Default::default() };
        data.high_watermark = replica.high_watermark as i64;
        let error = if asked.current_leader_epoch < replica.epoch {
            Some(ErrorCode::FencedLeaderEpoch)
        } else if asked.current_leader_epoch > replica.epoch {
            Some(ErrorCode::UnknownLeaderEpoch)
        } else if replica.leader != node && !self.selects_replicas {
            Some(ErrorCode::NotLeaderOrFollower)
        } else {
            None
        };
        if let Some(code) = error {
            data.error_code = code.code();
            if rng.below(2) == 0 {
                data.current_leader =
                    LeaderIdAndEpoch { leader_id: replica.leader, leader_epoch: replica.epoch };
            }
            return data;
        }
        if replica.leader == node && self.selects_replicas && rng.below(3) == 0 {
            data.preferred_read_replica = NODES[rng.below(3) as usize];
            return data;
        }
        if asked.last_fetched_epoch >= 0 {
            match replica.end_of(asked.last_fetched_epoch) {
                None => {
                    data.error_code = ErrorCode::OffsetOutOfRange.code();
                    return data;
                }
                Some(end)
                    if end.epoch < asked.last_fetched_epoch
                        || end.end_offset < asked.fetch_offset =>
                {
                    data.diverging_epoch =
                        EpochEndOffset { epoch: end.epoch, end_offset: end.end_offset };
                    return data;
                }
                Some(_) => {}
            }
        }
        let from = asked.fetch_offset as usize;
        if from > replica.log.len() {
            data.error_code = ErrorCode::OffsetOutOfRange.code();
        } else if from < replica.high_watermark {
            let until = replica.high_watermark.min(from + 1 + rng.below(4) as usize);
            let mut bytes = Vec::new();
            for (epoch, number) in &replica.log[from..until] {
                bytes.extend_from_slice(&epoch.to_be_bytes());
                bytes.extend_from_slice(&number.to_be_bytes());
            }
            data.records = Some(Records::from(bytes::Bytes::from(bytes)));
        }
        data
    }
}

/// The records of an answer, and the position after them.
pub(super) fn decode(asked: FetchPosition, data: PartitionData) -> (Vec<Entry>, FetchPosition) {
    let bytes = data.records.unwrap().read().unwrap();
    let entry = |bytes: &[u8]| {
        let (epoch, number) = bytes.split_at(4);
        (
            i32::from_be_bytes(epoch.try_into().unwrap()),
            u64::from_be_bytes(number.try_into().unwrap()),
        )
    };
    let entries: Vec<Entry> = bytes.chunks(12).map(entry).collect();
    let offset = asked.offset + entries.len() as i64;
    let epoch = entries.last().map(|(epoch, _)| *epoch);
    (entries, FetchPosition { offset, epoch })
}
