//! Random histories: members that come, go, fall silent and lose answers; records that cannot be appended;
//! coordinators that move. After each step what must always hold is looked at, and when all is quiet
//! again the group must be stable, with everyone in it who lives.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;

use super::driver::{
    Append, Driver, GROUP, assigning, heartbeat, join, leave, protocol, subscribed, sync,
};
use crate::{
    coordinator::{Caller, Shard},
    groups::{
        Group, GroupSettings,
        classic::{ClassicGroup, ClassicState, member::Sync},
        shard::GroupTimer,
    },
    model::{ErrorCode, Moment, Rng},
    protocol::messages::{HeartbeatRequest, JoinGroupRequest, SyncGroupRequest},
};

/// The longest rebalance time-out of a client, in milliseconds: nobody waits longer.
const WAIT_MS_MAX: u64 = 15_000;

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Outside,
    Joining(Caller),
    Joined {
        generation: i32,
        leads: Option<Vec<ByteString>>,
    },
    Syncing(Caller, i32),
    Stable(i32),
    /// It lives and does not join: its program is busy.
    Stuck(i32),
    /// Crashed, fenced, or gone.
    Dead,
}

struct Client {
    member_id: ByteString,
    name: Option<ByteString>,
    version: i16,
    topics: u64,
    phase: Phase,
    assignment: Vec<u8>,
}

struct History {
    driver: Driver,
    rng: Rng,
    clients: Vec<Client>,
    waiting: BTreeMap<Caller, Moment>,
    /// Who sent each JoinGroup whose answer was not looked at, and who led each generation of this
    /// coordinator.
    joins: BTreeMap<Caller, usize>,
    leaders: BTreeMap<i32, usize>,
    generation: i32,
}

impl History {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::from_seed(seed);
        let delay = std::time::Duration::from_secs([0, 3][rng.below(2) as usize]);
        let settings = GroupSettings {
            initial_rebalance_delay: delay,
            classic_members_max: [1_000, 8][rng.below(2) as usize],
            ..GroupSettings::default()
        };
        Self {
            driver: Driver::new(settings),
            rng,
            clients: Vec::new(),
            waiting: BTreeMap::new(),
            joins: BTreeMap::new(),
            leaders: BTreeMap::new(),
            generation: 0,
        }
    }

    fn chance(&mut self, one_in: u64) -> bool {
        self.rng.below(one_in) == 0
    }

    /// One step of a world in which things go wrong.
    fn disorder(&mut self) {
        let alive: Vec<_> = self.alive();
        if alive.len() < 3 || (alive.len() < 6 && self.chance(20)) {
            self.start_client();
            return;
        }
        let client = alive[self.rng.below(alive.len() as u64) as usize];
        match self.rng.below(100) {
            0 => self.clients[client].phase = Phase::Dead,
            1 => self.leave(client),
            2 => self.restart(),
            3..6 => {
                self.driver.append = Append::Fails(ErrorCode::NotEnoughReplicas);
                self.act(client);
                self.driver.append = Append::Works;
            }
            6..9 => self.lose_connection(client),
            9 => self.clients[client].topics += 1,
            10 => self.clients[client].phase = Phase::Outside,
            11..14 => self.get_stuck(client),
            14..40 => {
                let time = self.rng.below(3_000);
                self.driver.pass_ms(time);
            }
            _ => self.act(client),
        }
    }

    fn alive(&self) -> Vec<usize> {
        let clients = self.clients.iter().enumerate();
        clients.filter(|(_, client)| client.phase != Phase::Dead).map(|(at, _)| at).collect()
    }

    /// A new process; one with a name may take the place of one that still runs.
    fn start_client(&mut self) {
        let name = self.chance(2).then(|| format!("name{}", self.rng.below(4)).into());
        let version = [2, 9][self.rng.below(2) as usize];
        self.clients.push(Client {
            member_id: ByteString::new(),
            name: name.filter(|_| version == 9),
            version,
            topics: 0,
            phase: Phase::Outside,
            assignment: Vec::new(),
        });
    }

    fn lose_connection(&mut self, at: usize) {
        if let Phase::Joining(caller) | Phase::Syncing(caller, _) = self.clients[at].phase {
            self.driver.shard.forget(caller);
            self.driver.joined.remove(&caller);
            self.driver.synced.remove(&caller);
            self.clients[at].phase = Phase::Outside;
        }
    }

    fn get_stuck(&mut self, at: usize) {
        self.clients[at].phase = match self.clients[at].phase.clone() {
            Phase::Stable(generation) | Phase::Joined { generation, .. } => {
                Phase::Stuck(generation)
            }
            phase @ (Phase::Outside
            | Phase::Joining(_)
            | Phase::Syncing(..)
            | Phase::Stuck(_)
            | Phase::Dead) => phase,
        };
    }

    fn restart(&mut self) {
        self.driver.restart();
        self.leaders.clear();
        self.generation = i32::MIN;
    }

    fn leave(&mut self, at: usize) {
        let client = &mut self.clients[at];
        client.phase = Phase::Dead;
        self.driver.version = 5;
        let requester = self.driver.requester();
        let request = leave(&[(&client.member_id, client.name.as_deref())]);
        let outcome = self.driver.shard.leave_group(&requester, &request, self.driver.now);
        self.driver.apply(outcome);
    }

    /// What a well-behaved client does next.
    fn act(&mut self, at: usize) {
        self.driver.version = self.clients[at].version;
        match self.clients[at].phase.clone() {
            Phase::Outside => self.join(at),
            Phase::Joining(caller) => self.read_join(at, caller),
            Phase::Joined { generation, leads } => {
                self.sync(at, generation, &leads.unwrap_or_default())
            }
            Phase::Syncing(caller, generation) => self.read_sync(at, caller, generation),
            Phase::Stable(generation) => self.heartbeat(at, generation),
            Phase::Stuck(generation) => {
                self.heartbeat(at, generation);
                let phase = &self.clients[at].phase;
                if matches!(phase, Phase::Outside) && !self.chance(40) {
                    self.clients[at].phase = Phase::Stuck(generation);
                }
            }
            Phase::Dead => {}
        }
    }

    fn join(&mut self, at: usize) {
        let client = &self.clients[at];
        let metadata = subscribed(&[&format!("topic{}", client.topics)]);
        let request = JoinGroupRequest {
            group_instance_id: client.name.clone(),
            session_timeout_ms: [10_000, 40_000][at % 2],
            rebalance_timeout_ms: [5_000, 15_000][at % 2],
            protocols: vec![protocol("range", &metadata)],
            ..join(&client.member_id)
        };
        let caller = self.driver.join(&request);
        self.waiting.insert(caller, self.driver.now.monotonic);
        self.joins.insert(caller, at);
        self.clients[at].phase = Phase::Joining(caller);
    }

    fn read_join(&mut self, at: usize, caller: Caller) {
        let Some(response) = self.driver.joined.remove(&caller) else {
            // Appending failed: the node answered with an error.
            if !self.is_parked(caller) {
                self.waiting.remove(&caller);
                self.clients[at].phase = Phase::Outside;
            }
            return;
        };
        let client = &mut self.clients[at];
        if response.error_code != 0 {
            self.failed(at, ErrorCode::from_code(response.error_code), response.member_id);
            return;
        }
        client.member_id = response.member_id.clone();
        let skips = response.skip_assignment;
        let members = response.members.iter().map(|member| member.member_id.clone()).collect();
        let leads = (response.leader == response.member_id).then_some(members);
        self.clients[at].phase =
            Phase::Joined { generation: response.generation_id, leads: leads.filter(|_| !skips) };
    }

    fn sync(&mut self, at: usize, generation: i32, members: &[ByteString]) {
        let client = &self.clients[at];
        let request = SyncGroupRequest {
            group_instance_id: client.name.clone(),
            ..sync(&client.member_id, generation, &assigning(members))
        };
        self.driver.version = self.driver.version.min(5);
        let caller = self.driver.sync(&request);
        self.waiting.insert(caller, self.driver.now.monotonic);
        self.clients[at].phase = Phase::Syncing(caller, generation);
    }

    fn read_sync(&mut self, at: usize, caller: Caller, generation: i32) {
        let Some(response) = self.driver.synced.remove(&caller) else {
            if !self.is_parked(caller) {
                self.waiting.remove(&caller);
                self.clients[at].phase = Phase::Outside;
            }
            return;
        };
        if response.error_code != 0 {
            let id = self.clients[at].member_id.clone();
            self.failed(at, ErrorCode::from_code(response.error_code), id);
            return;
        }
        self.clients[at].assignment = response.assignment.to_vec();
        self.clients[at].phase = Phase::Stable(generation);
    }

    fn heartbeat(&mut self, at: usize, generation: i32) {
        let client = &self.clients[at];
        let request = HeartbeatRequest {
            group_instance_id: client.name.clone(),
            ..heartbeat(&client.member_id, generation)
        };
        let error = self.driver.heartbeat_as(&request);
        if error != 0 {
            let id = self.clients[at].member_id.clone();
            self.failed(at, ErrorCode::from_code(error), id);
        }
    }

    fn failed(&mut self, at: usize, error: ErrorCode, member_id: ByteString) {
        let client = &mut self.clients[at];
        client.phase = Phase::Outside;
        if error == ErrorCode::MemberIdRequired {
            client.member_id = member_id;
        } else if [ErrorCode::UnknownMemberId, ErrorCode::GroupMaxSizeReached].contains(&error) {
            client.member_id = ByteString::new();
        } else if error == ErrorCode::FencedInstanceId {
            client.phase = Phase::Dead;
        } else {
            let passing = [
                ErrorCode::RebalanceInProgress,
                ErrorCode::IllegalGeneration,
                ErrorCode::NotCoordinator,
                ErrorCode::CoordinatorNotAvailable,
            ];
            assert!(passing.contains(&error), "{error:?}");
        }
    }

    fn is_parked(&self, caller: Caller) -> bool {
        let Some(Group::Classic(group)) = self.driver.shard.groups.get(GROUP) else { return false };
        let waits = |it: Option<Caller>| it == Some(caller);
        group.members().any(|member| waits(member.joining) || waits(member.syncing))
    }

    fn check(&mut self) {
        let now = self.driver.now.monotonic;
        let answered = |caller: &Caller| self.driver.was_answered(*caller);
        let parked: BTreeSet<_> =
            self.waiting.keys().copied().filter(|caller| self.is_parked(*caller)).collect();
        self.waiting.retain(|caller, _| !answered(caller) && parked.contains(caller));
        for (caller, since) in &self.waiting {
            let waited = now.since(*since).as_millis() as u64;
            assert!(waited <= WAIT_MS_MAX, "{caller:?} has waited for {waited} ms");
        }
        self.check_leaders();
        let Some(Group::Classic(group)) = self.driver.shard.groups.get(GROUP) else { return };
        assert!(group.generation() >= self.generation, "the generation went back");
        self.generation = group.generation();
        check_counts(group);
        for member in group.members().filter(|member| !member.is_excused()) {
            let timer = GroupTimer::ClassicSession(GROUP.into(), member.id.clone());
            assert!(self.driver.shard.timers.at(&timer).is_some(), "nobody waits for {member:?}");
        }
        let most = group.members().len() + group.pending.len() + 3;
        assert!(self.driver.shard.timers.len() <= most, "{:?}", self.driver.shard.timers);
    }

    /// Of the answers of this step: one of a generation leads, or comes back in the leader's place.
    fn check_leaders(&mut self) {
        for (caller, response) in &self.driver.joined {
            let Some(at) = self.joins.remove(caller) else { continue };
            if response.error_code != 0 || response.leader != response.member_id {
                continue;
            }
            let name = &self.clients[at].name;
            let earlier = *self.leaders.entry(response.generation_id).or_insert(at);
            let same = earlier == at || (name.is_some() && self.clients[earlier].name == *name);
            assert!(same, "two leaders of generation {}", response.generation_id);
        }
    }

    /// Nothing goes wrong any more: for ten minutes all do what they should.
    fn settle(&mut self) {
        // With a name of its own it cannot push out the others.
        self.start_client();
        if let Some(client) = self.clients.last_mut() {
            client.name = None;
        }
        for at in self.alive() {
            if let Phase::Stuck(_) = self.clients[at].phase {
                self.clients[at].phase = Phase::Outside;
            }
        }
        for _ in 0..600 {
            for at in self.alive() {
                self.act(at);
                self.act(at);
                self.check();
            }
            self.driver.pass_ms(1_000);
            self.check();
        }
        let alive = self.alive();
        let group = self.driver.group();
        assert_eq!(group.members().len(), alive.len(), "{group:?}");
        assert_eq!(group.state(), ClassicState::Stable);
        for client in alive.iter().map(|at| &self.clients[*at]) {
            assert_eq!(client.phase, Phase::Stable(group.generation()));
            assert_eq!(client.assignment, client.member_id.as_bytes()[..]);
        }
        // All of that is in the log.
        let (members, leader) = (all(group), group.leader().cloned());
        self.driver.restart();
        let group = self.driver.group();
        assert_eq!((all(group), group.leader().cloned()), (members, leader));
        assert_eq!(group.state(), ClassicState::Stable);
    }
}

fn all(group: &ClassicGroup) -> Vec<(ByteString, Option<ByteString>, Vec<u8>)> {
    let members = group.members();
    members.map(|it| (it.id.clone(), it.instance_id.clone(), it.assignment.to_vec())).collect()
}

fn check_counts(group: &ClassicGroup) {
    assert!(group.unwritten.is_none());
    assert_eq!(group.joining, group.members().filter(|it| it.joining.is_some()).count());
    assert_eq!(group.owing_sync, group.members().filter(|it| it.sync == Sync::Owed).count());
    let mut offered = BTreeMap::new();
    for protocol in group.members().flat_map(|member| &member.protocols) {
        *offered.entry(protocol.name.clone()).or_insert(0) += 1;
    }
    assert_eq!(group.offered, offered);
    let named = group.members().filter_map(|it| Some((it.instance_id.clone()?, it.id.clone())));
    assert_eq!(group.static_members, named.collect());
    assert!(group.pending.iter().all(|id| group.member(id).is_none()));
    let leads = |id: &ByteString| group.member(id).is_some();
    assert_eq!(group.leader().is_some_and(leads), !group.members.is_empty());
    assert!(group.leader().is_none_or(leads));
    match group.state() {
        ClassicState::Empty => assert!(group.members.is_empty()),
        ClassicState::Completing | ClassicState::Stable => {
            assert!(!group.members.is_empty());
            assert_eq!(group.joining, 0);
        }
        ClassicState::Preparing(_) => assert_eq!(group.owing_sync, 0),
        ClassicState::Dead => panic!("dead"),
    }
    let syncing = group.members().any(|member| member.syncing.is_some());
    assert!(!syncing || group.state() == ClassicState::Completing);
}

#[test]
fn a_group_survives_what_clients_networks_and_logs_do_to_it() {
    for seed in 0..60 {
        let outcome = std::panic::catch_unwind(|| {
            let mut history = History::new(seed);
            for _ in 0..600 {
                history.disorder();
                history.check();
            }
            history.settle();
        });
        assert!(outcome.is_ok(), "seed {seed}");
    }
}
