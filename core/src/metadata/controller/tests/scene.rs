//! A cluster to decide about: an image, its controller, and a log that is not written. What is decided is replayed
//! at once.

use std::time::Duration;

use crate::{
    metadata::{
        DirectoryLoad, FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, MetadataDelta, MetadataImage,
        PartitionRegistration, ResourceKind, SUPPORTED_FEATURES,
        controller::{
            ActiveController, Basis, ControllerSettings, Decision, HeartbeatReply, Judged,
            QuorumFacts, Refusal, create_topics::new_partition,
        },
    },
    model::{
        ErrorCode, Moment, NodeId, Now, Offset, PartitionId, Rng, Timestamp, TopicIdPartition,
        Uuid, config::BrokerEntries,
    },
    protocol::messages::{
        BrokerHeartbeatRequest, BrokerRegistrationRequest, ConfigRecord, FeatureLevelRecord,
        MetadataRecord, PartitionChangeRecord, TopicRecord,
        broker_registration_request::{Feature, Listener},
    },
};

pub(super) struct Scene {
    pub(super) image: MetadataImage,
    pub(super) controller: ActiveController,
    pub(super) next_offset: Offset,
    pub(super) now: Now,
}

pub(super) fn id(topic: Uuid, partition: i32) -> TopicIdPartition {
    TopicIdPartition { topic_id: topic, partition: PartitionId(partition) }
}

pub(super) fn nodes(ids: &[i32]) -> Vec<NodeId> {
    ids.iter().copied().map(NodeId).collect()
}

/// A static quorum of these.
pub(super) fn quorum(voters: &[i32]) -> QuorumFacts {
    QuorumFacts { voters: nodes(voters), kraft_version: 0 }
}

/// The directory of a broker.
pub(super) fn directory(broker: i32, number: u8) -> Uuid {
    Uuid([100 + broker as u8, number, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
}

/// The changes of partitions among records.
pub(super) fn changes(records: &[MetadataRecord]) -> Vec<&PartitionChangeRecord> {
    let changes = records.iter().filter_map(|record| {
        let MetadataRecord::PartitionChangeRecord(change) = record else { return None };
        Some(change)
    });
    changes.collect()
}

impl Scene {
    /// A cluster without brokers, with every feature but eligible leader replicas at its highest level.
    pub(super) fn new() -> Self {
        Self::with(&[])
    }

    /// As [`Scene::new`], with keys that the controller was started with.
    pub(super) fn with(keys: &[(&str, &str)]) -> Self {
        let mut entries = BrokerEntries::default();
        entries.set("broker.session.timeout.ms", "9000").unwrap();
        for (name, value) in keys {
            entries.set(name, value).unwrap();
        }
        let settings =
            ControllerSettings { node: NodeId(100), cluster_id: "cluster".into(), entries };
        let now = Now { monotonic: Moment(Duration::from_secs(1)), wall: Timestamp(0) };
        let image = MetadataImage::default();
        let controller = ActiveController::begin(settings, &image, Rng::from_seed(1), now);
        let mut scene = Self { image, controller, next_offset: Offset(1), now };
        let records = scene.controller.activation_records(&scene.image);
        scene.replay(&records);
        let name = FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION.into();
        let minimum = ConfigRecord {
            resource_type: ResourceKind::Broker.wire(),
            resource_name: "".into(),
            name: "min.insync.replicas".into(),
            value: None,
        };
        scene.replay(&[FeatureLevelRecord { name, feature_level: 0 }.into(), minimum.into()]);
        scene
    }

    /// With these brokers, which serve.
    pub(super) fn of(brokers: &[i32]) -> Self {
        let mut scene = Self::new();
        for broker in brokers {
            scene.join(*broker);
        }
        scene
    }

    /// Turns eligible leader replicas on, with this many replicas that have to be in sync.
    pub(super) fn eligible_leaders(mut self, minimum: &str) -> Self {
        let name = FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION.into();
        self.set(4, "", "min.insync.replicas", minimum);
        self.replay(&[FeatureLevelRecord { name, feature_level: 1 }.into()]);
        self
    }

    pub(super) fn set(&mut self, kind: i8, resource: &str, name: &str, value: &str) {
        let record = ConfigRecord {
            resource_type: kind,
            resource_name: resource.to_owned().into(),
            name: name.to_owned().into(),
            value: Some(value.to_owned().into()),
        };
        self.replay(&[record.into()]);
    }

    pub(super) fn replay(&mut self, records: &[MetadataRecord]) {
        let mut delta = MetadataDelta::default();
        for record in records {
            self.image.replay(self.next_offset, record, &mut delta).unwrap();
            self.next_offset = self.next_offset + 1;
        }
    }

    /// Replays a decision and gives it back.
    pub(super) fn done<R>(&mut self, decision: Decision<R>) -> Decision<R> {
        self.replay(&decision.records);
        decision
    }

    /// Decides with the controller and replays.
    pub(super) fn decide<R>(
        &mut self,
        decide: impl FnOnce(&mut ActiveController, Basis<'_>) -> Decision<R>,
    ) -> Decision<R> {
        let basis = Basis { image: &self.image, next_offset: self.next_offset, now: self.now };
        let decision = decide(&mut self.controller, basis);
        self.done(decision)
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.now.monotonic = self.now.monotonic + time;
    }

    /// What a run of a broker asks for when it registers.
    pub(super) fn registration(broker: i32, run: u8) -> BrokerRegistrationRequest {
        let features = SUPPORTED_FEATURES.iter().map(|feature| Feature {
            name: feature.name.into(),
            min_supported_version: feature.minimum,
            max_supported_version: feature.maximum,
        });
        let listener = Listener {
            name: "PLAINTEXT".into(),
            host: "localhost".into(),
            port: 9000 + broker as u16,
            security_protocol: 0,
        };
        BrokerRegistrationRequest {
            broker_id: broker,
            cluster_id: "cluster".into(),
            incarnation_id: Uuid([run; 16]),
            listeners: vec![listener],
            features: features.collect(),
            log_dirs: vec![directory(broker, 0)],
            ..Default::default()
        }
    }

    pub(super) fn register(&mut self, request: &BrokerRegistrationRequest) -> Judged<i64> {
        self.decide(|controller, basis| controller.register_broker(basis, request, 4))
    }

    /// The broker registers with its first run and serves.
    pub(super) fn join(&mut self, broker: i32) {
        self.register(&Self::registration(broker, 1)).response.unwrap();
        let reply = self.beat(broker).response.unwrap();
        assert!(!reply.is_fenced);
    }

    pub(super) fn epoch(&self, broker: i32) -> i64 {
        self.image.brokers.get(&NodeId(broker)).map_or(-1, |broker| broker.epoch)
    }

    /// What a broker that has read everything and wants to serve sends.
    pub(super) fn heartbeat(&self, broker: i32) -> BrokerHeartbeatRequest {
        BrokerHeartbeatRequest {
            broker_id: broker,
            broker_epoch: self.epoch(broker),
            current_metadata_offset: self.next_offset.0 - 1,
            ..Default::default()
        }
    }

    pub(super) fn send(&mut self, request: &BrokerHeartbeatRequest) -> Judged<HeartbeatReply> {
        self.decide(|controller, basis| controller.heartbeat(basis, request))
    }

    pub(super) fn beat(&mut self, broker: i32) -> Judged<HeartbeatReply> {
        let request = self.heartbeat(broker);
        self.send(&request)
    }

    /// The broker has itself fenced.
    pub(super) fn fence(&mut self, broker: i32) -> Vec<MetadataRecord> {
        let request = BrokerHeartbeatRequest { want_fence: true, ..self.heartbeat(broker) };
        let decision = self.send(&request);
        assert!(decision.response.unwrap().is_fenced);
        decision.records
    }

    /// A topic with these replicas.
    pub(super) fn topic(&mut self, name: &str, partitions: &[&[i32]]) -> Uuid {
        let mut topic = [7; 16];
        topic[..name.len()].copy_from_slice(name.as_bytes());
        let topic = Uuid(topic);
        let mut records: Vec<MetadataRecord> =
            vec![TopicRecord { name: name.to_owned().into(), topic_id: topic }.into()];
        let mut load = DirectoryLoad::of(&self.image);
        for (number, replicas) in partitions.iter().enumerate() {
            let id = (topic, number as i32);
            records.push(new_partition(&self.image, id, &nodes(replicas), &mut load));
        }
        self.replay(&records);
        topic
    }

    pub(super) fn partition(&self, topic: Uuid, partition: i32) -> &PartitionRegistration {
        self.image.partition(id(topic, partition)).unwrap()
    }

    /// Leader, ISR and eligible leaders of a partition.
    pub(super) fn state(&self, topic: Uuid, partition: i32) -> (i32, Vec<i32>, Vec<i32>) {
        let wire = |nodes: &[NodeId]| nodes.iter().map(|node| node.0).collect();
        let one = self.partition(topic, partition);
        (one.leader.0, wire(&one.in_sync_replicas), wire(&one.eligible_leader_replicas))
    }
}

/// The code of a refusal, which has no records.
pub(super) fn refusal<R: std::fmt::Debug>(decision: Judged<R>) -> ErrorCode {
    assert!(decision.records.is_empty(), "a refused request has records: {:?}", decision.records);
    let Refusal { code, message } = decision.response.unwrap_err();
    assert!(!message.is_empty());
    code
}
