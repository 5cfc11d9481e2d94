//! Members of groups as bare sockets: they send what they are told to, when they are told to.

use std::{collections::BTreeSet, net::SocketAddr};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        ConsumerGroupHeartbeatRequest, ConsumerProtocolSubscription, CreateTopicsRequest,
        FindCoordinatorRequest, HeartbeatRequest, JoinGroupRequest, LeaveGroupRequest,
        SyncGroupRequest, consumer_group_heartbeat_request::TopicPartitions,
        coordinator::framing::encode_value, create_topics_request::CreatableTopic,
        join_group_request::JoinGroupRequestProtocol, leave_group_request::MemberIdentity,
        sync_group_request::SyncGroupRequestAssignment,
    },
};

use crate::support::Client;

pub(crate) const TOPIC: &str = "topic";
const JOIN_VERSION: i16 = 9;
const SYNC_VERSION: i16 = 5;

/// Makes the topic, unless it is there.
pub(crate) fn create_topic(client: &mut Client, partitions: i32) {
    let topic = CreatableTopic {
        name: TOPIC.into(),
        num_partitions: partitions,
        replication_factor: 1,
        ..Default::default()
    };
    let request =
        CreateTopicsRequest { topics: vec![topic], timeout_ms: 10_000, ..Default::default() };
    let code = ErrorCode::from_code(client.call_at(&request, 7).topics[0].error_code);
    assert!(matches!(code, ErrorCode::None | ErrorCode::TopicAlreadyExists), "{code:?}");
}

/// Waits until the group has a coordinator that serves it.
pub(crate) fn find_coordinator(client: &mut Client, group: &str) {
    loop {
        let request =
            FindCoordinatorRequest { coordinator_keys: vec![group.into()], ..Default::default() };
        let found = client.call_at(&request, 6).coordinators[0].error_code == 0;
        let request = HeartbeatRequest { group_id: group.into(), ..Default::default() };
        let code = ErrorCode::from_code(client.call_at(&request, 4).error_code);
        if found && code == ErrorCode::UnknownMemberId {
            return;
        }
    }
}

/// A member of the classic protocol.
pub(crate) struct Classic {
    pub(crate) client: Client,
    group: ByteString,
    id: ByteString,
    leader: ByteString,
    generation: i32,
    members: Vec<ByteString>,
}

impl Classic {
    pub(crate) fn new(address: SocketAddr, group: &str) -> Self {
        Self::on(Client::connect(address), group)
    }

    pub(crate) fn on(client: Client, group: &str) -> Self {
        let (id, leader) = (ByteString::new(), ByteString::new());
        Self { client, group: group.into(), id, leader, generation: -1, members: Vec::new() }
    }

    pub(crate) fn ask_for_id(&mut self) {
        self.send_join();
        let response = self.client.receive::<JoinGroupRequest>(JOIN_VERSION);
        assert_eq!(response.error_code, ErrorCode::MemberIdRequired.code());
        self.id = response.member_id;
    }

    /// Until it has an assignment, with nobody else in the group.
    pub(crate) fn join_alone(&mut self) {
        if self.id.is_empty() {
            self.ask_for_id();
        }
        self.send_join();
        self.receive_join();
        self.send_sync();
        self.receive_sync();
    }

    pub(crate) fn send_join(&mut self) {
        let subscription =
            ConsumerProtocolSubscription { topics: vec![TOPIC.into()], ..Default::default() };
        let protocol = JoinGroupRequestProtocol {
            name: "range".into(),
            metadata: encode_value(&subscription, 1).expect("it is small"),
        };
        let request = JoinGroupRequest {
            group_id: self.group.clone(),
            session_timeout_ms: 45_000,
            rebalance_timeout_ms: 300_000,
            member_id: self.id.clone(),
            protocol_type: "consumer".into(),
            protocols: vec![protocol],
            ..Default::default()
        };
        self.client.send_at(&request, JOIN_VERSION);
    }

    pub(crate) fn receive_join(&mut self) {
        let response = self.client.receive::<JoinGroupRequest>(JOIN_VERSION);
        assert_eq!(response.error_code, 0);
        (self.leader, self.generation) = (response.leader, response.generation_id);
        self.members = response.members.into_iter().map(|member| member.member_id).collect();
    }

    pub(crate) fn leads(&self) -> bool {
        self.leader == self.id
    }

    pub(crate) fn send_sync(&mut self) {
        let assignments = self.members.drain(..).map(|member_id| {
            // As long as that of two partitions of one topic.
            SyncGroupRequestAssignment { member_id, assignment: Bytes::from_static(&[1; 29]) }
        });
        let request = SyncGroupRequest {
            group_id: self.group.clone(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            protocol_type: Some("consumer".into()),
            protocol_name: Some("range".into()),
            assignments: assignments.collect(),
            ..Default::default()
        };
        self.client.send_at(&request, SYNC_VERSION);
    }

    pub(crate) fn receive_sync(&mut self) {
        let response = self.client.receive::<SyncGroupRequest>(SYNC_VERSION);
        assert_eq!((response.error_code, response.assignment.len()), (0, 29));
    }

    /// Whether a heartbeat tells it to join again.
    pub(crate) fn must_rejoin(&mut self) -> bool {
        let request = HeartbeatRequest {
            group_id: self.group.clone(),
            generation_id: self.generation,
            member_id: self.id.clone(),
            ..Default::default()
        };
        let code = ErrorCode::from_code(self.client.call_at(&request, 4).error_code);
        assert!(matches!(code, ErrorCode::None | ErrorCode::RebalanceInProgress), "{code:?}");
        code == ErrorCode::RebalanceInProgress
    }

    pub(crate) fn leave(&mut self) {
        let member = MemberIdentity { member_id: self.id.clone(), ..Default::default() };
        let request = LeaveGroupRequest {
            group_id: self.group.clone(),
            members: vec![member],
            ..Default::default()
        };
        assert_eq!(self.client.call_at(&request, 5).error_code, 0);
    }
}

/// A member of a KIP-848 group.
pub(crate) struct Consumer {
    pub(crate) client: Client,
    group: ByteString,
    id: ByteString,
    epoch: i32,
    topic_id: Uuid,
    pub(crate) owned: BTreeSet<i32>,
    /// It owns something else than it has said.
    pub(crate) has_news: bool,
}

impl Consumer {
    pub(crate) fn new(address: SocketAddr, group: &str) -> Self {
        Self::on(Client::connect(address), group)
    }

    pub(crate) fn on(client: Client, group: &str) -> Self {
        let id = Uuid::random(&mut rng()).to_string().into();
        let group = group.into();
        let (owned, topic_id) = (BTreeSet::new(), Uuid::ZERO);
        Self { client, group, id, epoch: 0, topic_id, owned, has_news: false }
    }

    /// Sends a heartbeat and does as the answer says.
    pub(crate) fn beat(&mut self) {
        let joins = self.epoch == 0;
        let partitions = self.owned.iter().copied().collect();
        let owned = TopicPartitions { topic_id: self.topic_id, partitions };
        let owned = if self.owned.is_empty() { Vec::new() } else { vec![owned] };
        let request = ConsumerGroupHeartbeatRequest {
            group_id: self.group.clone(),
            member_id: self.id.clone(),
            member_epoch: self.epoch,
            rebalance_timeout_ms: if joins { 300_000 } else { -1 },
            subscribed_topic_names: joins.then(|| vec![TOPIC.into()]),
            topic_partitions: (joins || self.has_news).then_some(owned),
            ..Default::default()
        };
        let response = self.client.call_at(&request, 1);
        assert_eq!(response.error_code, 0, "{response:?}");
        self.epoch = response.member_epoch;
        self.has_news = false;
        let Some(assignment) = response.assignment else { return };
        let mut owned = BTreeSet::new();
        for topic in assignment.topic_partitions {
            self.topic_id = topic.topic_id;
            owned.extend(topic.partitions);
        }
        self.has_news = owned != self.owned;
        self.owned = owned;
    }

    pub(crate) fn leave(&mut self) {
        let request = ConsumerGroupHeartbeatRequest {
            group_id: self.group.clone(),
            member_id: self.id.clone(),
            member_epoch: -1,
            ..Default::default()
        };
        assert_eq!(self.client.call_at(&request, 1).error_code, 0);
    }
}

/// Each time another seed: ids of members differ.
fn rng() -> ottla_core::model::Rng {
    use std::sync::atomic::{AtomicU64, Ordering};
    static SEED: AtomicU64 = AtomicU64::new(1);
    ottla_core::model::Rng::from_seed(SEED.fetch_add(1, Ordering::Relaxed))
}
