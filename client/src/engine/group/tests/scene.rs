//! A member, the time, and what is known of the cluster.

use std::{sync::Arc, time::Duration};

use ottla_core::{
    assignors::client::{ClientAssignor, MemberSubscription, encode_assignment},
    model::{ErrorCode, Moment, PartitionId, Rng, TopicName, TopicPartition, Uuid},
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse, HeartbeatRequest,
        HeartbeatResponse, JoinGroupRequest, JoinGroupResponse, SyncGroupRequest,
        SyncGroupResponse,
        consumer_group_heartbeat_response::{Assignment, TopicPartitions},
        join_group_response::JoinGroupResponseMember,
    },
};

use crate::{
    engine::{
        backoff::Backoff,
        group::{
            consumer::Dialect,
            handover::Handover,
            membership::{Coordinator, Membership},
            settings::Settings,
            step::{Answer, Call, Learn, Step},
            subscription::{Pattern, Subscription},
        },
        metadata::{ClusterImage, PartitionMetadata, TopicMetadata},
        positions::Key,
    },
    options::ConsumerOptions,
};

pub(super) const SECOND: Duration = Duration::from_secs(1);

/// A member that the test plays the coordinator, and the user, of.
pub(super) struct Scene {
    pub(super) member: Membership,
    pub(super) image: ClusterImage,
    pub(super) now: Moment,
}

pub(super) fn options() -> ConsumerOptions {
    ConsumerOptions { group_id: "g".into(), ..Default::default() }
}

fn settings(options: &ConsumerOptions) -> Settings {
    let backoff = Backoff { first: SECOND / 10, max: SECOND };
    Settings::new(options, backoff, 60 * SECOND, 300 * SECOND)
}

fn topics() -> Subscription {
    Subscription::Topics(["t".into()].into())
}

pub(super) fn pattern(text: &str) -> Subscription {
    Subscription::Pattern(Pattern::new(text).unwrap())
}

pub(super) fn keys(partitions: &[i32]) -> std::collections::BTreeSet<Key> {
    partitions.iter().map(|partition| ("t".into(), *partition)).collect()
}

pub(super) fn id_of(name: &str) -> Uuid {
    Uuid([name.as_bytes()[0]; 16])
}

impl Scene {
    pub(super) fn classic(options: &ConsumerOptions) -> Self {
        let rng = Rng::from_seed(1);
        Self::of(Membership::classic(Moment::default(), settings(options), topics(), rng))
    }

    pub(super) fn consumer(options: &ConsumerOptions) -> Self {
        let (now, rng) = (Moment::default(), Rng::from_seed(1));
        let settings = settings(options);
        Self::of(Membership::consumer(now, settings, topics(), rng, "m".into(), Dialect::V1))
    }

    fn of(mut member: Membership) -> Self {
        member.polls();
        let mut scene = Self { member, image: ClusterImage::default(), now: Moment::default() };
        scene.topic("t", 2);
        scene
    }

    /// A topic has so many partitions from now on.
    pub(super) fn topic(&mut self, name: &str, partitions: usize) {
        let partition =
            || PartitionMetadata { leader: None, leader_epoch: 0, replicas: Vec::new() };
        let partitions = (0..partitions).map(|_| partition()).collect();
        let topic = TopicMetadata { id: id_of(name), partitions };
        self.image.topics.insert(name.into(), Arc::new(topic));
    }

    /// The next step; metadata that is wanted is there at once.
    pub(super) fn step(&mut self) -> Step {
        loop {
            match self.member.step(self.now, &self.image) {
                Step::Learn(learn @ (Learn::Topics(_) | Learn::All)) => {
                    self.member.learned(self.now, &learn);
                }
                step => return step,
            }
        }
    }

    pub(super) fn join(&mut self) -> JoinGroupRequest {
        match self.step() {
            Step::Call(Call::Join(request)) => request,
            step => panic!("no join but {step:?}"),
        }
    }

    pub(super) fn sync(&mut self) -> SyncGroupRequest {
        match self.step() {
            Step::Call(Call::Sync(request)) => request,
            step => panic!("no sync but {step:?}"),
        }
    }

    pub(super) fn heartbeat(&mut self) -> HeartbeatRequest {
        match self.step() {
            Step::Call(Call::Heartbeat(request)) => request,
            step => panic!("no heartbeat but {step:?}"),
        }
    }

    pub(super) fn consumer_heartbeat(&mut self) -> ConsumerGroupHeartbeatRequest {
        match self.step() {
            Step::Call(Call::ConsumerHeartbeat(request)) => request,
            step => panic!("no heartbeat but {step:?}"),
        }
    }

    pub(super) fn waits(&mut self) {
        let step = self.step();
        assert!(matches!(step, Step::Wait(_)), "{step:?}");
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.now = self.now + time;
    }

    pub(super) fn answer(&mut self, answer: Answer) -> Coordinator {
        self.member.answered(self.now, answer)
    }

    pub(super) fn refuse_join(&mut self, code: ErrorCode, member_id: &str) {
        self.answer(Answer::Join(JoinGroupResponse {
            error_code: code.code(),
            member_id: member_id.into(),
            ..Default::default()
        }));
    }

    /// Answers a join: this member leads, alone, by `assignor`.
    pub(super) fn lead(&mut self, generation_id: i32, assignor: ClientAssignor) {
        let subscription = MemberSubscription {
            topics: [TopicName::new("t").unwrap()].into(),
            ..Default::default()
        };
        let member = JoinGroupResponseMember {
            member_id: "m".into(),
            metadata: subscription.encode(3).unwrap(),
            ..Default::default()
        };
        self.answer(Answer::Join(JoinGroupResponse {
            generation_id,
            protocol_name: Some(assignor.name().into()),
            leader: "m".into(),
            member_id: "m".into(),
            members: vec![member],
            ..Default::default()
        }));
    }

    /// Answers a join: another one leads.
    pub(super) fn follow(&mut self, generation_id: i32) {
        self.answer(Answer::Join(JoinGroupResponse {
            generation_id,
            protocol_name: Some("range".into()),
            leader: "other".into(),
            member_id: "m".into(),
            ..Default::default()
        }));
    }

    pub(super) fn assign(&mut self, partitions: &[i32]) {
        let topic = TopicName::new("t").unwrap();
        let partition = |partition: &i32| TopicPartition {
            topic: topic.clone(),
            partition: PartitionId(*partition),
        };
        let partitions: Vec<_> = partitions.iter().map(partition).collect();
        let assignment = encode_assignment(&partitions, 3).unwrap();
        self.answer(Answer::Sync(SyncGroupResponse { assignment, ..Default::default() }));
    }

    pub(super) fn answer_heartbeat(&mut self, code: ErrorCode) {
        let error_code = code.code();
        self.answer(Answer::Heartbeat(HeartbeatResponse { error_code, ..Default::default() }));
    }

    /// Answers a heartbeat of KIP-848, with what the member is to have of topic `t` if it is news.
    pub(super) fn target(&mut self, member_epoch: i32, partitions: Option<&[i32]>) {
        let assignment = partitions.map(|partitions| Assignment {
            topic_partitions: vec![TopicPartitions {
                topic_id: id_of("t"),
                partitions: partitions.to_vec(),
            }],
        });
        self.answer(Answer::ConsumerHeartbeat(ConsumerGroupHeartbeatResponse {
            member_epoch,
            heartbeat_interval_ms: 5_000,
            assignment,
            ..Default::default()
        }));
    }

    pub(super) fn refuse_heartbeat(&mut self, code: ErrorCode) {
        self.answer(Answer::ConsumerHeartbeat(ConsumerGroupHeartbeatResponse {
            error_code: code.code(),
            ..Default::default()
        }));
    }

    /// The user's side does what is next.
    pub(super) fn hand_over(&mut self) -> Option<Handover> {
        let handover = self.member.take_handover();
        self.member.handed_over();
        handover
    }
}
