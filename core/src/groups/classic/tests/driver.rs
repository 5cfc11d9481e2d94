//! A shard with a log and a clock: records are encoded, decoded and replayed, and each answer is noted
//! with who got it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use bytes::Bytes;
use bytestring::ByteString;

use crate::{
    coordinator::{Caller, Shard},
    groups::{
        Answer, ClassicGroup, Group, GroupRecord, GroupSettings, GroupShard, Outcome, Released,
        Requester,
    },
    metadata::MetadataImage,
    model::{ErrorCode, Moment, Now, Offset, Rng, Timestamp},
    protocol::messages::{
        ConsumerProtocolSubscription, HeartbeatRequest, JoinGroupRequest, JoinGroupResponse,
        LeaveGroupRequest, SyncGroupRequest, SyncGroupResponse, coordinator::framing::encode_value,
        group_metadata_value::GroupMetadataValue, join_group_request::JoinGroupRequestProtocol,
        leave_group_request::MemberIdentity, sync_group_request::SyncGroupRequestAssignment,
    },
};

/// The group of most tests.
pub(super) const GROUP: &str = "orders";

/// What appending does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Append {
    Works,
    Fails(ErrorCode),
}

pub(super) struct Driver {
    pub(super) shard: GroupShard,
    pub(super) log: Vec<(Bytes, Option<Bytes>)>,
    pub(super) now: Now,
    pub(super) append: Append,
    pub(super) version: i16,
    /// Answers, until they are taken.
    pub(super) joined: BTreeMap<Caller, JoinGroupResponse>,
    pub(super) synced: BTreeMap<Caller, SyncGroupResponse>,
    /// Who was ever answered: nobody may be twice.
    answered: BTreeMap<Caller, usize>,
    next_caller: u64,
    pub(super) settings: GroupSettings,
}

impl Driver {
    pub(super) fn new(settings: GroupSettings) -> Self {
        let image = Arc::new(MetadataImage::default());
        let now = Now { monotonic: Moment(Duration::from_secs(1_000)), wall: Timestamp(1_000_000) };
        let mut shard = GroupShard::new(settings.clone(), image, Rng::from_seed(u64::MAX));
        let _ = shard.loaded(now);
        Self {
            shard,
            log: Vec::new(),
            now,
            append: Append::Works,
            version: 9,
            joined: BTreeMap::new(),
            synced: BTreeMap::new(),
            answered: BTreeMap::new(),
            next_caller: 0,
            settings,
        }
    }

    /// Another coordinator takes over: all it knows is the log.
    pub(super) fn restart(&mut self) {
        let outcome = self.shard.unloaded();
        self.apply(outcome);
        let image = Arc::new(MetadataImage::default());
        self.next_caller += 1;
        let rng = Rng::from_seed(self.next_caller);
        self.shard = GroupShard::new(self.settings.clone(), image, rng);
        for (at, (key, value)) in self.log.iter().enumerate() {
            let record = GroupRecord::decode(key.clone(), value.clone()).unwrap();
            self.shard.replay(Offset(at as i64), None, &record);
        }
        let outcome = self.shard.loaded(self.now);
        self.apply(outcome);
    }

    /// Takes in what a step has come to; `None` if the answer comes later, or appending failed.
    pub(super) fn apply<R>(&mut self, outcome: Outcome<R>) -> Option<R> {
        if let (Append::Fails(error), false) = (self.append, outcome.records.is_empty()) {
            let outcome = self.shard.append_failed(outcome, error, self.now);
            assert_eq!(outcome.records, []);
            self.release(outcome.released);
            return None;
        }
        for record in &outcome.records {
            let (key, value) = record.encode().unwrap();
            self.shard.replay(
                Offset(self.log.len() as i64),
                None,
                &GroupRecord::decode(key.clone(), value.clone()).unwrap(),
            );
            self.log.push((key, value));
        }
        self.release(outcome.released);
        match outcome.answer {
            Answer::Now(response) => Some(response),
            Answer::Later => None,
        }
    }

    fn release(&mut self, released: Vec<(Caller, Released)>) {
        for (caller, released) in released {
            self.note(caller);
            match released {
                Released::Join(response) => _ = self.joined.insert(caller, response),
                Released::Sync(response) => _ = self.synced.insert(caller, response),
            }
        }
    }

    fn note(&mut self, caller: Caller) {
        let times = self.answered.entry(caller).or_default();
        *times += 1;
        assert_eq!(*times, 1, "{caller:?} was answered twice");
    }

    pub(super) fn was_answered(&self, caller: Caller) -> bool {
        self.answered.contains_key(&caller)
    }

    pub(super) fn requester(&self) -> Requester {
        Requester {
            client_id: "client".into(),
            client_host: "/127.0.0.1".into(),
            version: self.version,
        }
    }

    pub(super) fn join(&mut self, request: &JoinGroupRequest) -> Caller {
        self.next_caller += 1;
        let caller = Caller(self.next_caller);
        let requester = self.requester();
        let outcome = self.shard.join_group(caller, &requester, request, self.now);
        if let Some(response) = self.apply(outcome) {
            self.note(caller);
            self.joined.insert(caller, response);
        }
        caller
    }

    pub(super) fn sync(&mut self, request: &SyncGroupRequest) -> Caller {
        self.next_caller += 1;
        let caller = Caller(self.next_caller);
        let requester = self.requester();
        let outcome = self.shard.sync_group(caller, &requester, request, self.now);
        if let Some(response) = self.apply(outcome) {
            self.note(caller);
            self.synced.insert(caller, response);
        }
        caller
    }

    /// Joins with a new id, as clients do since version 4; the id.
    pub(super) fn new_member(&mut self) -> ByteString {
        let caller = self.join(&join(""));
        let response = self.joined.remove(&caller).unwrap();
        assert_eq!(response.error_code, ErrorCode::MemberIdRequired.code());
        response.member_id
    }

    /// A stable group of as many members: their ids, the leader's first.
    pub(super) fn stable(&mut self, members: usize) -> Vec<ByteString> {
        let ids: Vec<_> = (0..members).map(|_| self.new_member()).collect();
        let mut callers: Vec<_> = ids.iter().map(|id| self.join(&join(id))).collect();
        if members > 1 {
            // The first one was alone at first.
            callers[0] = self.join(&join(&ids[0]));
        }
        let generation = self.group().generation();
        let leader = self.group().leader().unwrap().clone();
        let mut sorted = ids.clone();
        sorted.sort_by_key(|id| *id != leader);
        for caller in callers {
            let response = self.joined.remove(&caller).unwrap();
            assert_eq!((response.error_code, response.generation_id), (0, generation));
        }
        for id in &sorted {
            let caller = self.sync(&sync(id, generation, &assigning(&sorted)));
            assert_eq!(self.synced.remove(&caller).unwrap().assignment, id.as_bytes());
        }
        assert_eq!(self.state(), "Stable");
        self.joined.clear();
        sorted
    }

    pub(super) fn heartbeat(&mut self, member_id: &str, generation_id: i32) -> i16 {
        self.heartbeat_as(&heartbeat(member_id, generation_id))
    }

    pub(super) fn heartbeat_as(&mut self, request: &HeartbeatRequest) -> i16 {
        let requester = self.requester();
        let outcome = self.shard.heartbeat(&requester, request, self.now);
        self.apply(outcome).unwrap().error_code
    }

    /// The errors of the answer, its own first.
    pub(super) fn leave(&mut self, request: &LeaveGroupRequest) -> Vec<i16> {
        let requester = self.requester();
        let outcome = self.shard.leave_group(&requester, request, self.now);
        let response = self.apply(outcome).unwrap();
        let members = response.members.iter().map(|member| member.error_code);
        std::iter::once(response.error_code).chain(members).collect()
    }

    /// Lets time pass, with all timers that it brings.
    pub(super) fn pass(&mut self, time: Duration) {
        let end = self.now.monotonic + time;
        while let Some(at) = self.shard.next_timeout().filter(|at| *at <= end) {
            self.advance_to(at.max(self.now.monotonic));
            while let Some(outcome) = self.shard.fire(self.now) {
                self.apply(outcome);
            }
        }
        self.advance_to(end);
    }

    pub(super) fn pass_ms(&mut self, milliseconds: u64) {
        self.pass(Duration::from_millis(milliseconds));
    }

    fn advance_to(&mut self, moment: Moment) {
        self.now.wall.0 += moment.since(self.now.monotonic).as_millis() as i64;
        self.now.monotonic = moment;
    }

    pub(super) fn group(&self) -> &ClassicGroup {
        match self.shard.groups.get(GROUP) {
            Some(Group::Classic(group)) => group,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn state(&self) -> &'static str {
        self.group().state().name()
    }

    /// The last record of the group.
    pub(super) fn written(&self) -> GroupMetadataValue {
        let (key, value) = self.log.last().unwrap().clone();
        let record = GroupRecord::decode(key, value).unwrap();
        let GroupRecord::ClassicGroup(_, Some(value)) = record else { panic!("{record:?}") };
        value
    }
}

/// No delay, as is the default here.
pub(super) fn at_once() -> Driver {
    Driver::new(GroupSettings::default())
}

/// What a consumer of a topic says.
pub(super) fn subscribed(topics: &[&str]) -> Bytes {
    let topics = topics.iter().map(|topic| ByteString::from(*topic)).collect();
    let subscription = ConsumerProtocolSubscription { topics, ..Default::default() };
    encode_value(&subscription, 1).unwrap()
}

pub(super) fn protocol(name: &str, metadata: &Bytes) -> JoinGroupRequestProtocol {
    JoinGroupRequestProtocol { name: name.into(), metadata: metadata.clone() }
}

/// A consumer that knows the assignor `range`.
pub(super) fn join(member_id: &str) -> JoinGroupRequest {
    JoinGroupRequest {
        group_id: GROUP.into(),
        session_timeout_ms: 10_000,
        rebalance_timeout_ms: 60_000,
        member_id: member_id.into(),
        protocol_type: "consumer".into(),
        protocols: vec![protocol("range", &subscribed(&["topic"]))],
        ..Default::default()
    }
}

pub(super) fn join_static(member_id: &str, instance_id: &str) -> JoinGroupRequest {
    JoinGroupRequest { group_instance_id: Some(instance_id.into()), ..join(member_id) }
}

/// The leader gives each member its own id as the assignment.
pub(super) fn assigning(ids: &[ByteString]) -> Vec<SyncGroupRequestAssignment> {
    let assignments = ids.iter().map(|id| SyncGroupRequestAssignment {
        member_id: id.clone(),
        assignment: id.as_bytes().clone(),
    });
    assignments.collect()
}

pub(super) fn sync(
    member_id: &str,
    generation_id: i32,
    assignments: &[SyncGroupRequestAssignment],
) -> SyncGroupRequest {
    SyncGroupRequest {
        group_id: GROUP.into(),
        generation_id,
        member_id: member_id.into(),
        protocol_type: Some("consumer".into()),
        protocol_name: Some("range".into()),
        assignments: assignments.to_vec(),
        ..Default::default()
    }
}

pub(super) fn heartbeat(member_id: &str, generation_id: i32) -> HeartbeatRequest {
    HeartbeatRequest {
        group_id: GROUP.into(),
        generation_id,
        member_id: member_id.into(),
        ..Default::default()
    }
}

/// Several members, each by id and name.
pub(super) fn leave(members: &[(&str, Option<&str>)]) -> LeaveGroupRequest {
    let members = members.iter().map(|(id, name)| MemberIdentity {
        member_id: (*id).into(),
        group_instance_id: name.map(ByteString::from),
        ..Default::default()
    });
    LeaveGroupRequest { group_id: GROUP.into(), members: members.collect(), ..Default::default() }
}
