//! Histories from seeds: brokers come and go, are fenced, run again, lose directories; requests of every kind, some of
//! them wrong; controllers that take over from a snapshot. After every decision all invariants hold; at the end
//! everybody lives and catches up, and every partition has its leader and its replicas.

use std::time::Duration;

use super::{
    invariants::{self, Asked, Step},
    scene::{Scene, directory, id, nodes, quorum},
};
use crate::{
    metadata::{
        MetadataDelta, MetadataImage,
        controller::{
            ActiveController, Alteration, Basis, ConfigChange, ConfigScope, Decision,
            FeatureUpdate, Judged, Operation, TopicDefaults, TopicDeletion, UpgradeType,
            alter_configs, create_partitions, create_topics, delete_topics,
        },
    },
    model::{NodeId, Offset, Rng, TopicIdPartition, config::BrokerEntries},
    protocol::messages::{
        AlterPartitionReassignmentsRequest, AlterPartitionRequest, AssignReplicasToDirsRequest,
        BrokerHeartbeatRequest, CreatePartitionsRequest, CreateTopicsRequest, DeleteTopicsRequest,
        ElectLeadersRequest,
        alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
        alter_partition_request::{BrokerState, PartitionData, TopicData},
        assign_replicas_to_dirs_request as to_dirs,
        create_partitions_request::CreatePartitionsTopic,
        create_topics_request::CreatableTopic,
        delete_topics_request::DeleteTopicState,
        elect_leaders_request::TopicPartitions,
    },
};

const BROKERS: i32 = 5;
const STEPS: usize = 120;

/// A history that is being made.
struct History {
    scene: Scene,
    rng: Rng,
    seed: u64,
    step: usize,
    /// Counts runs of brokers.
    runs: u8,
    topics: usize,
    action: usize,
}

impl History {
    fn new(seed: u64) -> Self {
        let keys = [
            ("leader.imbalance.check.interval.seconds", "20"),
            ("unclean.leader.election.interval.ms", "15000"),
        ];
        let rng = Rng::from_seed(seed).split("history");
        let mut history =
            Self { scene: Scene::with(&keys), rng, seed, step: 0, runs: 0, topics: 0, action: 0 };
        if seed % 2 == 1 {
            history.scene = history.scene.eligible_leaders("2");
        }
        for broker in 1..=BROKERS {
            history.register(broker);
            history.beat(broker);
        }
        history
    }

    fn below(&mut self, bound: usize) -> usize {
        self.rng.below(bound as u64) as usize
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn broker(&mut self) -> i32 {
        self.below(BROKERS as usize) as i32 + 1
    }

    /// Decides, replays, and checks that all invariants hold.
    fn step<R>(
        &mut self,
        asked: Asked,
        refused: impl FnOnce(&R) -> bool,
        decide: impl FnOnce(&mut ActiveController, Basis<'_>) -> Decision<R>,
    ) -> R {
        let before = self.scene.image.clone();
        let Decision { records, response } = self.scene.decide(decide);
        let at = format!("seed {}, step {}, action {}", self.seed, self.step, self.action);
        let refused = refused(&response);
        let after = &self.scene.image;
        invariants::check(&Step { at, before: &before, after, asked, records: &records, refused });
        response
    }

    fn judged<R>(
        &mut self,
        decide: impl FnOnce(&mut ActiveController, Basis<'_>) -> Judged<R>,
    ) -> Option<R> {
        self.step(Asked::Anything, Result::is_err, decide).ok()
    }

    fn free<R>(&mut self, decide: impl FnOnce(&MetadataImage) -> Decision<R>) -> R {
        self.step(Asked::Anything, |_| false, |_, basis| decide(basis.image))
    }

    fn partition(&mut self) -> Option<TopicIdPartition> {
        let topics: Vec<_> = self.scene.image.topics.values().cloned().collect();
        let count = topics.len();
        let topic = topics.get(self.below(count.max(1)))?;
        let partition = self.below(topic.partitions.len().max(1)) as i32;
        Some(id(topic.id, partition))
    }

    /// Replicas in any order; seldom impossible ones.
    fn replicas(&mut self) -> Vec<i32> {
        let mut all: Vec<i32> = (1..=BROKERS).collect();
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
        all.truncate(self.below(4) + 1);
        if self.one_in(20) {
            all.push(9);
        }
        all
    }

    // What happens.

    fn register(&mut self, broker: i32) {
        self.runs = self.runs.wrapping_add(1);
        let mut request = Scene::registration(broker, self.runs);
        request.log_dirs = vec![directory(broker, 0), directory(broker, 1)];
        request.rack = (broker % 2 == 0).then(|| "even".into());
        if self.one_in(2) {
            request.previous_broker_epoch = self.scene.epoch(broker);
        }
        if self.one_in(4) {
            // Again the run that is there.
            let known = self.scene.image.brokers.get(&NodeId(broker));
            if let Some(known) = known {
                request.incarnation_id = known.incarnation;
                request.log_dirs.clone_from(&known.directories);
            }
        }
        self.judged(|controller, basis| controller.register_broker(basis, &request, 4));
    }

    fn beat(&mut self, broker: i32) {
        let mut request = self.scene.heartbeat(broker);
        match self.below(16) {
            0 => request.want_fence = true,
            1 => request.want_shut_down = true,
            2 => request.offline_log_dirs = vec![directory(broker, 1)],
            3 => request.current_metadata_offset -= 3,
            4 => request.broker_epoch -= 1,
            5 => request.cordoned_log_dirs = Some(vec![directory(broker, 0)]),
            _ => {}
        }
        self.judged(|controller, basis| controller.heartbeat(basis, &request));
    }

    fn pass(&mut self) {
        let seconds = self.below(6) as u64;
        self.scene.pass(Duration::from_secs(seconds));
        while self.step(Asked::Anything, |_| false, ActiveController::timeout).is_some() {}
        assert!(self.scene.controller.next_timeout() > self.scene.now.monotonic);
    }

    fn create(&mut self) {
        self.topics += 1;
        let topic = CreatableTopic {
            name: format!("t{}", self.topics).into(),
            num_partitions: self.below(3) as i32 + 1,
            replication_factor: self.below(4) as i16 + 1,
            ..Default::default()
        };
        let request = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
        let defaults = TopicDefaults { partitions: 1, replication_factor: 1 };
        let mut rng = self.rng.split(&format!("topic {}", self.topics));
        let entries = BrokerEntries::default();
        self.free(|image| create_topics(image, &entries, defaults, &request, &mut rng));
    }

    fn grow(&mut self) {
        let Some(id) = self.partition() else { return };
        let topic = self.scene.image.topics[&id.topic_id].clone();
        let topic = CreatePartitionsTopic {
            name: topic.name.to_string().into(),
            count: topic.partitions.len() as i32 + 1,
            assignments: None,
        };
        let request = CreatePartitionsRequest { topics: vec![topic], ..Default::default() };
        let mut rng = self.rng.split(&format!("partition {}", self.step));
        self.free(|image| create_partitions(image, &request, &mut rng));
    }

    fn delete(&mut self) {
        let Some(id) = self.partition() else { return };
        let topic = DeleteTopicState { name: None, topic_id: id.topic_id };
        let request = DeleteTopicsRequest { topics: vec![topic], ..Default::default() };
        self.free(|image| delete_topics(image, TopicDeletion::Enabled, &request));
    }

    /// A leader proposes an ISR; sometimes it, or somebody else, is wrong.
    fn propose(&mut self) {
        let Some(id) = self.partition() else { return };
        let one = self.scene.image.partition(id).unwrap().clone();
        let mut isr: Vec<i32> = Vec::new();
        for replica in &one.replicas {
            if *replica == one.leader || !self.one_in(3) {
                isr.push(replica.0);
            }
        }
        let mut request = self.alteration(id, &isr);
        let data = &mut request.topics[0].partitions[0];
        match self.rng.below(20) {
            0 => data.leader_epoch += 1,
            1 => data.partition_epoch -= 1,
            2 => data.new_isr_with_epochs.push(BrokerState { broker_id: 9, broker_epoch: -1 }),
            3 => request.broker_id = self.broker(),
            4 => data.leader_recovery_state = 1,
            5 => data.new_isr_with_epochs.iter_mut().for_each(|one| one.broker_epoch -= 1),
            _ => {}
        }
        self.propose_isr(&request);
    }

    fn propose_isr(&mut self, request: &AlterPartitionRequest) {
        let members = &request.topics[0].partitions[0].new_isr_with_epochs;
        let isr = members.iter().map(|one| NodeId(one.broker_id)).collect();
        let alter = |controller: &mut ActiveController, basis: Basis<'_>| {
            controller.alter_partition(basis, request, 3)
        };
        let _ = self.step(Asked::InSync(isr), Result::is_err, alter);
    }

    fn alteration(&self, id: TopicIdPartition, isr: &[i32]) -> AlterPartitionRequest {
        let one = self.scene.image.partition(id).unwrap();
        let states = isr.iter().map(|broker| BrokerState {
            broker_id: *broker,
            broker_epoch: self.scene.epoch(*broker),
        });
        let data = PartitionData {
            partition_index: id.partition.0,
            leader_epoch: one.leader_epoch.0,
            new_isr: Vec::new(),
            new_isr_with_epochs: states.collect(),
            leader_recovery_state: 0,
            partition_epoch: one.partition_epoch,
        };
        AlterPartitionRequest {
            broker_id: one.leader.0,
            broker_epoch: self.scene.epoch(one.leader.0),
            topics: vec![TopicData { topic_id: id.topic_id, partitions: vec![data] }],
        }
    }

    fn elect(&mut self) {
        let Some(id) = self.partition() else { return };
        let name = self.scene.image.topics[&id.topic_id].name.to_string();
        let election_type = self.below(2) as i8;
        let named = TopicPartitions {
            topic: name.into(),
            partitions: vec![id.partition.0, id.partition.0, 99],
        };
        let request = ElectLeadersRequest {
            election_type,
            topic_partitions: (!self.one_in(3)).then(|| vec![named]),
            ..Default::default()
        };
        let asked = if election_type == 1 { Asked::UncleanLeaders } else { Asked::Anything };
        let elect = |controller: &mut ActiveController, basis: Basis<'_>| {
            controller.elect_leaders(basis, &request)
        };
        let _ = self.step(asked, Result::is_err, elect);
    }

    fn reassign(&mut self) {
        let Some(id) = self.partition() else { return };
        let name = self.scene.image.topics[&id.topic_id].name.to_string();
        let mut partitions = Vec::new();
        for _ in 0..=self.below(2) {
            let replicas = (!self.one_in(4)).then(|| self.replicas());
            partitions.push(ReassignablePartition { partition_index: id.partition.0, replicas });
        }
        let request = AlterPartitionReassignmentsRequest {
            allow_replication_factor_change: self.one_in(2),
            topics: vec![ReassignableTopic { name: name.into(), partitions }],
            ..Default::default()
        };
        let reassign = |controller: &mut ActiveController, basis: Basis<'_>| {
            controller.alter_partition_reassignments(basis, &request)
        };
        self.step(Asked::Reassignment, |_| false, reassign);
    }

    fn assign(&mut self) {
        let Some(id) = self.partition() else { return };
        let broker = self.broker();
        let partition = to_dirs::PartitionData { partition_index: id.partition.0 };
        let topic = to_dirs::TopicData { topic_id: id.topic_id, partitions: vec![partition] };
        let request = AssignReplicasToDirsRequest {
            broker_id: broker,
            broker_epoch: self.scene.epoch(broker),
            directories: vec![to_dirs::DirectoryData {
                id: directory(broker, self.below(3) as u8),
                topics: vec![topic],
            }],
        };
        self.judged(|controller, basis| controller.assign_replicas_to_dirs(basis, &request));
    }

    fn configure(&mut self) {
        let Some(id) = self.partition() else { return };
        let topic = self.scene.image.topics[&id.topic_id].name.to_string();
        let (name, value) = if self.one_in(2) {
            ("unclean.leader.election.enable", ["true", "false"][self.below(2)])
        } else {
            ("min.insync.replicas", ["1", "2", "3"][self.below(3)])
        };
        let change = ConfigChange {
            name: name.into(),
            operation: Operation::Set,
            value: Some(value.into()),
        };
        let one = Alteration { resource_type: 2, resource_name: topic, changes: vec![change] };
        let (entries, scope) = (BrokerEntries::default(), ConfigScope::Named);
        self.free(|image| alter_configs(image, &entries, NodeId(100), &[one], scope));
    }

    fn unregister(&mut self) {
        let broker = NodeId(self.broker());
        self.judged(|controller, basis| controller.unregister_broker(basis, broker));
    }

    fn feature(&mut self) {
        let update = FeatureUpdate {
            feature: "eligible.leader.replicas.version".into(),
            level: 1,
            upgrade_type: UpgradeType::Upgrade,
        };
        let update = |controller: &mut ActiveController, basis: Basis<'_>| {
            controller.update_features(basis, &quorum(&[100]), &[update])
        };
        let _ = self.step(Asked::Anything, Result::is_err, update);
    }

    /// Another controller takes over, from a snapshot.
    fn take_over(&mut self) {
        let (mut image, mut delta) = (MetadataImage::default(), MetadataDelta::default());
        let end = self.scene.next_offset;
        for record in self.scene.image.records().flatten() {
            image.replay(end + -1, &record, &mut delta).unwrap();
        }
        let settings = self.scene.controller.settings().clone();
        let (rng, now) = (self.rng.split("controller"), self.scene.now);
        self.scene.controller = ActiveController::begin(settings, &image, rng, now);
        self.scene.image = image;
        assert!(self.scene.controller.activation_records(&self.scene.image).is_empty());
        self.scene.next_offset = end + 1;
    }

    fn anything(&mut self) {
        self.action = self.below(40);
        match self.action {
            0..=9 => {
                let broker = self.broker();
                self.beat(broker);
            }
            10..=12 => {
                let broker = self.broker();
                self.register(broker);
            }
            13..=16 => self.pass(),
            17..=19 => self.create(),
            20 => self.grow(),
            21 => self.delete(),
            22..=27 => self.propose(),
            28..=29 => self.elect(),
            30..=33 => self.reassign(),
            34 => self.assign(),
            35..=36 => self.configure(),
            37 => self.unregister(),
            38 => self.feature(),
            _ => self.take_over(),
        }
    }

    /// Everybody lives, has all directories, and catches up.
    fn settle(&mut self) {
        // The first time it may be taken for a controller that stood still.
        for _ in 0..2 {
            self.scene.pass(Duration::from_secs(60));
            while self.step(Asked::Anything, |_| false, ActiveController::timeout).is_some() {}
        }
        for broker in 1..=BROKERS {
            self.runs = self.runs.wrapping_add(1);
            let mut request = Scene::registration(broker, self.runs);
            request.log_dirs = (0..3).map(|number| directory(broker, number)).collect();
            request.previous_broker_epoch = self.scene.epoch(broker);
            let registered =
                self.judged(|controller, basis| controller.register_broker(basis, &request, 4));
            assert!(registered.is_some());
        }
        for broker in 1..=BROKERS {
            let request = BrokerHeartbeatRequest {
                offline_log_dirs: Vec::new(),
                ..self.scene.heartbeat(broker)
            };
            let reply = self.judged(|controller, basis| controller.heartbeat(basis, &request));
            assert!(!reply.unwrap().is_fenced);
        }
        let topics: Vec<_> = self.scene.image.topics.values().cloned().collect();
        for topic in topics {
            for (partition, _) in topic.numbered() {
                let id = TopicIdPartition { topic_id: topic.id, partition };
                self.catch_up(id);
            }
        }
        let at = format!("seed {}, settled", self.seed);
        invariants::have_ended(&at, &self.scene.image);
    }

    /// The leader of a partition has all replicas in sync. Without one, a client has one elected.
    fn catch_up(&mut self, id: TopicIdPartition) {
        let name = self.scene.image.topics[&id.topic_id].name.to_string();
        if !self.scene.image.partition(id).unwrap().has_leader() {
            let partitions = vec![id.partition.0];
            let named = TopicPartitions { topic: name.into(), partitions };
            let request = ElectLeadersRequest {
                election_type: 1,
                topic_partitions: Some(vec![named]),
                ..Default::default()
            };
            let elect = |controller: &mut ActiveController, basis: Basis<'_>| {
                controller.elect_leaders(basis, &request)
            };
            let _ = self.step(Asked::UncleanLeaders, Result::is_err, elect);
        }
        for _ in 0..2 {
            let one = self.scene.image.partition(id).unwrap().clone();
            assert!(one.has_leader(), "seed {}: {one:?}", self.seed);
            let leader = [one.leader.0];
            let all: Vec<i32> = one.replicas.iter().map(|one| one.0).collect();
            for isr in [&leader[..], &all] {
                if self.scene.image.partition(id).unwrap().leader == one.leader {
                    let request = self.alteration(id, isr);
                    self.propose_isr(&request);
                }
            }
        }
        let one = self.scene.image.partition(id).unwrap();
        let mut isr = one.in_sync_replicas.clone();
        let mut replicas = one.replicas.clone();
        isr.sort();
        replicas.sort();
        assert_eq!(isr, replicas, "seed {}: {one:?}", self.seed);
        assert!(nodes(&[1, 2, 3, 4, 5]).contains(&one.leader));
    }
}

fn seeds(usual: std::ops::Range<u64>) -> std::ops::Range<u64> {
    let asked = std::env::var("OTTLA_SEEDS").ok();
    let bounds = asked.as_deref().and_then(|text| text.split_once(".."));
    bounds.map_or(usual, |(first, end)| first.parse().unwrap()..end.parse().unwrap())
}

#[test]
fn invariants_hold_in_every_history() {
    for seed in seeds(0..150) {
        let mut history = History::new(seed);
        for step in 1..=STEPS {
            history.step = step;
            history.anything();
        }
        history.settle();
    }
}

#[test]
fn a_history_is_the_same_every_time() {
    let run = || {
        let mut history = History::new(7);
        for step in 1..=STEPS {
            history.step = step;
            history.anything();
        }
        (history.scene.image, history.scene.next_offset)
    };
    let (first, second): ((MetadataImage, Offset), (MetadataImage, Offset)) = (run(), run());
    assert!(first == second);
}
