//! A member of a classic group: it joins with what it subscribes to, one member (the leader) assigns,
//! all get their assignment with SyncGroup, and stay by heartbeats. Eager members give everything up
//! before they join; cooperative ones (KIP-429) keep what they have, give up what the new assignment
//! takes away, and join again.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use ottla_core::{
    assignors::client::{ClientAssignor, MemberSubscription, RebalanceProtocol, decode_assignment},
    model::{ErrorCode, Moment, TopicPartition},
    protocol::{
        consumer_protocol::PROTOCOL_TYPE,
        messages::{
            HeartbeatRequest, HeartbeatResponse, JoinGroupResponse, SyncGroupRequest,
            SyncGroupResponse, sync_group_request::SyncGroupRequestAssignment,
        },
    },
};

use super::{
    classic_join,
    handover::Handovers,
    settings::Settings,
    step::{Call, Learn, Leaving, Step, Verdict, verdict},
};
use crate::{
    Error, ErrorKind,
    engine::{metadata::ClusterImage, positions::Key},
};

/// How a member without a generation is said on the wire.
pub(crate) const NO_GENERATION: i32 = -1;

/// Partition counts of topics, as a leader saw them when it assigned.
type Counts = BTreeMap<ByteString, usize>;

#[derive(Debug)]
pub(crate) struct Classic {
    pub(super) member_id: ByteString,
    pub(super) generation: i32,
    state: State,
    pub(super) hand: Handovers,
    /// Why the member has to join again, if it has to.
    rejoin: Option<&'static str>,
    /// What the last join subscribed to.
    joined_topics: BTreeSet<ByteString>,
    heartbeat_at: Moment,
    /// What the leader of the group assigned by.
    watched: Option<(BTreeSet<ByteString>, Counts)>,
    /// The last assignment and its generation, for assignors that stick to it.
    pub(super) last: Option<(Vec<TopicPartition>, i32)>,
}

#[derive(Debug)]
enum State {
    /// Not in the group.
    Out,
    /// Was in the group, and has sent a join that is not answered: its generation may be over.
    Rejoining,
    /// Joined as the leader: assigns once it knows the topics.
    Leading { protocol: ByteString, members: Vec<MemberSubscription>, known: Known, duty: Duty },
    /// Joined: waits for the leader's assignment.
    Following { protocol: ByteString },
    /// Has an assignment.
    Member,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    NotYet,
    Topics,
}

/// What a leader has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    Assign,
    /// Only to watch the topics: the group keeps its assignment (KIP-814).
    Watch,
}

impl Classic {
    pub(super) fn new() -> Self {
        Self {
            member_id: ByteString::new(),
            generation: NO_GENERATION,
            state: State::Out,
            hand: Handovers::default(),
            rejoin: None,
            joined_topics: BTreeSet::new(),
            heartbeat_at: Moment::default(),
            watched: None,
            last: None,
        }
    }

    pub(super) fn is_member(&self) -> bool {
        self.generation != NO_GENERATION
    }

    /// Whether the generation may be another one already, which this member does not know yet.
    pub(super) fn is_changing(&self) -> bool {
        matches!(self.state, State::Rejoining)
    }

    /// Whether it has an assignment, and need not join again.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.state, State::Member) && self.rejoin.is_none()
    }

    pub(super) fn step(
        &mut self,
        now: Moment,
        settings: &Settings,
        image: &ClusterImage,
        topics: &BTreeSet<ByteString>,
    ) -> Step {
        match &self.state {
            State::Leading { members, known: Known::NotYet, .. } => {
                let wanted = members.iter().flat_map(|member| &member.topics);
                let wanted: BTreeSet<&str> = wanted.map(|topic| topic.as_str()).collect();
                Step::Learn(Learn::Topics(wanted.into_iter().map(ByteString::from).collect()))
            }
            State::Leading { .. } | State::Following { .. } => self.sync(settings, image),
            // Its answer was lost.
            State::Rejoining => {
                self.state = State::Member;
                self.rejoin.get_or_insert("JoinGroup was not answered");
                self.step_as_member(now, settings, image, topics)
            }
            State::Out if !self.hand.is_settled() => Step::Wait(None),
            State::Out => self.join(settings, topics),
            State::Member => self.step_as_member(now, settings, image, topics),
        }
    }

    fn step_as_member(
        &mut self,
        now: Moment,
        settings: &Settings,
        image: &ClusterImage,
        topics: &BTreeSet<ByteString>,
    ) -> Step {
        self.watch(image, topics);
        if self.rejoin.is_some() && self.hand.is_settled() {
            let leaving: BTreeSet<Key> = match settings.rebalance_protocol() {
                RebalanceProtocol::Eager => self.hand.owned().clone(),
                RebalanceProtocol::Cooperative => {
                    let owned = self.hand.owned().iter();
                    owned.filter(|key| !topics.contains(&key.0)).cloned().collect()
                }
            };
            if leaving.is_empty() {
                return self.join(settings, topics);
            }
            self.hand.revoke(leaving);
        }
        if now < self.heartbeat_at {
            return Step::Wait(Some(self.heartbeat_at));
        }
        Step::Call(Call::Heartbeat(HeartbeatRequest {
            group_id: settings.group_id.clone(),
            generation_id: self.generation,
            member_id: self.member_id.clone(),
            group_instance_id: settings.group_instance_id.clone(),
        }))
    }

    /// Topics of the group that this member, who leads it, does not know.
    pub(super) fn unknown(&self, image: &ClusterImage) -> Vec<ByteString> {
        let watched = self.watched.iter().flat_map(|(topics, _)| topics);
        watched.filter(|topic| !image.topics.contains_key(*topic)).cloned().collect()
    }

    /// Joins again if the subscription, or for a leader the topics, are not what they were.
    fn watch(&mut self, image: &ClusterImage, topics: &BTreeSet<ByteString>) {
        if self.rejoin.is_some() {
            return;
        }
        if *topics != self.joined_topics {
            self.rejoin = Some("the subscription has changed");
        } else if let Some((watched, counts)) = &self.watched
            && counts_of(watched, image) != *counts
        {
            self.rejoin = Some("the topics' metadata has changed");
        }
    }

    fn join(&mut self, settings: &Settings, topics: &BTreeSet<ByteString>) -> Step {
        self.joined_topics.clone_from(topics);
        match classic_join::request(self, settings, topics, self.rejoin) {
            Ok(request) => {
                if self.is_member() {
                    self.state = State::Rejoining;
                }
                Step::Call(Call::Join(request))
            }
            // Only a subscription of more than 2 GiB cannot be encoded.
            Err(_) => Step::Wait(None),
        }
    }

    fn sync(&mut self, settings: &Settings, image: &ClusterImage) -> Step {
        let (protocol, assignments) = match &self.state {
            State::Leading { protocol, members, duty, .. } => {
                let topics = members.iter().flat_map(|member| &member.topics);
                let topics: BTreeSet<ByteString> =
                    topics.map(|topic| topic.as_str().into()).collect();
                let counts = counts_of(&topics, image);
                let assignments = match (duty, ClientAssignor::from_name(protocol)) {
                    (Duty::Assign, Some(assignor)) => {
                        classic_join::assignments(assignor, members, image)
                    }
                    (Duty::Assign, None) | (Duty::Watch, _) => Vec::new(),
                };
                self.watched = Some((topics, counts));
                (protocol.clone(), assignments)
            }
            State::Following { protocol } => (protocol.clone(), Vec::new()),
            State::Out | State::Rejoining | State::Member => return Step::Wait(None),
        };
        let assignments = assignments
            .into_iter()
            .map(|(member_id, assignment)| SyncGroupRequestAssignment { member_id, assignment });
        Step::Call(Call::Sync(SyncGroupRequest {
            group_id: settings.group_id.clone(),
            generation_id: self.generation,
            member_id: self.member_id.clone(),
            group_instance_id: settings.group_instance_id.clone(),
            protocol_type: Some(ByteString::from_static(PROTOCOL_TYPE)),
            protocol_name: Some(protocol),
            assignments: assignments.collect(),
        }))
    }

    /// Joins again though nothing has changed; whoever is joining does so anyway.
    pub(super) fn join_again(&mut self, reason: &'static str) {
        if matches!(self.state, State::Member) {
            self.rejoin.get_or_insert(reason);
        }
    }

    /// The topics that a leader asked for are known, or known not to exist.
    pub(super) fn learned(&mut self) {
        if let State::Leading { known, .. } = &mut self.state {
            *known = Known::Topics;
        }
    }

    pub(super) fn joined(&mut self, response: JoinGroupResponse) -> Verdict {
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => {}
            ErrorCode::MemberIdRequired => {
                self.member_id = response.member_id;
                return Verdict::Fine;
            }
            code @ ErrorCode::UnknownMemberId => {
                self.forget();
                return Verdict::Later(code);
            }
            code @ (ErrorCode::RebalanceInProgress | ErrorCode::IllegalGeneration) => {
                return Verdict::Later(code);
            }
            code => return self.refused("join the group", code),
        }
        self.rejoin = None;
        self.watched = None;
        self.generation = response.generation_id;
        let protocol = response.protocol_name.unwrap_or_default();
        let leads = response.leader == response.member_id;
        self.member_id = response.member_id;
        if !leads {
            self.state = State::Following { protocol };
            return Verdict::Fine;
        }
        let decoded = response.members.into_iter().map(|member| {
            MemberSubscription::decode(member.member_id, member.group_instance_id, member.metadata)
        });
        let Ok(members) = decoded.collect() else {
            let message = "the subscription of a member cannot be read";
            return Verdict::Fatal(Error::new(ErrorKind::Corrupt, "join the group", message));
        };
        let duty = if response.skip_assignment { Duty::Watch } else { Duty::Assign };
        self.state = State::Leading { protocol, members, known: Known::NotYet, duty };
        Verdict::Fine
    }

    pub(super) fn synced(
        &mut self,
        now: Moment,
        settings: &Settings,
        response: SyncGroupResponse,
    ) -> Verdict {
        self.state = State::Member;
        self.heartbeat_at = now + settings.heartbeat_interval;
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => {}
            ErrorCode::RebalanceInProgress => {
                self.rejoin = Some("the group rebalances while the member waits");
                return Verdict::Fine;
            }
            code => {
                self.rejoin = Some("SyncGroup has failed");
                return self.fenced_or_refused("sync with the group", code);
            }
        }
        match decode_assignment(response.assignment) {
            Ok(assignment) => {
                self.take_assignment(settings, assignment);
                Verdict::Fine
            }
            Err(error) => Verdict::Fatal(
                Error::new(
                    ErrorKind::Corrupt,
                    "sync with the group",
                    "the assignment cannot be read",
                )
                .caused_by(error),
            ),
        }
    }

    fn take_assignment(&mut self, settings: &Settings, assignment: Vec<TopicPartition>) {
        let key = |partition: &TopicPartition| {
            (ByteString::from(partition.topic.as_str()), partition.partition.0)
        };
        let assigned: BTreeSet<Key> = assignment.iter().map(key).collect();
        self.last = Some((assignment, self.generation));
        let owned = self.hand.owned();
        match settings.rebalance_protocol() {
            RebalanceProtocol::Eager => self.hand.assign(assigned),
            RebalanceProtocol::Cooperative => {
                let revoked: BTreeSet<Key> = owned.difference(&assigned).cloned().collect();
                let added = assigned.difference(owned).cloned().collect();
                if !revoked.is_empty() {
                    self.hand.revoke(revoked);
                    // Nobody has got them yet: the assignor waits for the owner to let go.
                    self.rejoin = Some("partitions were revoked and are free now");
                }
                self.hand.assign(added);
            }
        }
    }

    pub(super) fn heard(
        &mut self,
        now: Moment,
        settings: &Settings,
        response: &HeartbeatResponse,
    ) -> Verdict {
        self.heartbeat_at = now + settings.heartbeat_interval;
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => Verdict::Fine,
            ErrorCode::RebalanceInProgress => {
                self.rejoin.get_or_insert("the group rebalances already");
                Verdict::Fine
            }
            code => self.fenced_or_refused("send a heartbeat", code),
        }
    }

    /// A commit told that the coordinator does not know this member, or this generation, any more.
    pub(super) fn fenced(&mut self, code: ErrorCode) {
        if code == ErrorCode::UnknownMemberId {
            self.forget();
        } else {
            self.lose();
        }
    }

    fn fenced_or_refused(&mut self, operation: &'static str, code: ErrorCode) -> Verdict {
        match code {
            ErrorCode::UnknownMemberId | ErrorCode::IllegalGeneration => {
                self.fenced(code);
                Verdict::Fine
            }
            code => self.refused(operation, code),
        }
    }

    fn refused(&mut self, operation: &'static str, code: ErrorCode) -> Verdict {
        if self.is_changing() {
            self.state = State::Member;
        }
        let verdict = verdict(operation, code, None);
        if matches!(verdict, Verdict::Fatal(_)) {
            self.lose();
        }
        verdict
    }

    /// A call did not reach the coordinator, or its answer did not come.
    pub(super) fn call_failed(&mut self, call: &Call) {
        if matches!(call, Call::Sync(_)) {
            self.state = State::Member;
            self.rejoin = Some("SyncGroup was not answered");
        }
    }

    /// The member is not in the group any more, whatever the coordinator thinks.
    pub(super) fn lose(&mut self) {
        self.generation = NO_GENERATION;
        self.state = State::Out;
        self.rejoin = None;
        self.watched = None;
        self.hand.lose_all();
    }

    fn forget(&mut self) {
        self.member_id = ByteString::new();
        self.lose();
    }

    /// What to tell the coordinator when the member goes; nothing if it does not know it, and nothing
    /// of a static member, whose place is kept (KIP-345).
    pub(super) fn leave(&mut self, settings: &Settings, reason: &'static str) -> Option<Call> {
        let known = !self.member_id.is_empty() && settings.group_instance_id.is_none();
        let leaving = known.then(|| Leaving {
            group_id: settings.group_id.clone(),
            member_id: self.member_id.clone(),
            group_instance_id: None,
            reason,
        });
        self.forget();
        leaving.map(Call::Leave)
    }
}

fn counts_of(topics: &BTreeSet<ByteString>, image: &ClusterImage) -> Counts {
    let count = |name: &ByteString| {
        image.topics.get(name).map(|topic| (name.clone(), topic.partitions.len()))
    };
    topics.iter().filter_map(count).collect()
}
