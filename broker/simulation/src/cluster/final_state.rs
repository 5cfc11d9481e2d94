//! What is in the logs when all is over, as readers find it at the leaders.

use std::{collections::BTreeMap, time::Duration};

use ottla_core::protocol::{
    Request,
    messages::{
        OffsetFetchRequest,
        offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
    },
};

use super::{
    history::{GROUP, MOVERS, NUMBERS, PARTITIONS, Place, SHIPPED_GROUP},
    log::{FETCH, Isolation, fetch, fetched},
    voters::VoterChange,
    world::{Next, World},
};
use crate::{process::LISTENER, wire};

/// Where groups keep their offsets.
const OFFSETS: &str = "__consumer_offsets";
const OFFSET_FETCH: i16 = 8;
/// As much as a log of a run ever has.
const READ_BYTES: i32 = 10_000_000;
/// How long a node may need for an answer when nothing goes wrong.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// What is there at the end: values by offset.
#[derive(Debug, Default)]
pub(super) struct FinalState {
    pub(super) logs: BTreeMap<Place, BTreeMap<i64, String>>,
    /// The same of the ledger, as `read_committed` shows it.
    pub(super) ledger: BTreeMap<Place, BTreeMap<i64, String>>,
    /// What the groups have committed, by partition.
    pub(super) offsets: BTreeMap<(&'static str, i32), i64>,
    /// What has become of the voters.
    pub(super) voter_changes: Vec<VoterChange>,
}

impl World {
    /// Reads everything.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn final_state(&mut self) -> Result<FinalState, String> {
        let mut state = FinalState::default();
        for place in Place::kept() {
            let log = self.read_all(place, Isolation::Uncommitted);
            state.logs.insert(place, log.ok_or(format!("{place} cannot be read"))?);
        }
        for place in Place::of_ledger() {
            let log = self.read_all(place, Isolation::Committed);
            state.ledger.insert(place, log.ok_or(format!("{place} cannot be read"))?);
        }
        for group in [GROUP, SHIPPED_GROUP, MOVERS] {
            let offsets =
                self.offsets(group).ok_or(format!("the offsets of {group} cannot be read"))?;
            state
                .offsets
                .extend(offsets.into_iter().map(|(partition, at)| ((group, partition), at)));
        }
        state.voter_changes = self.watch.voters.changes();
        Ok(state)
    }

    fn offsets(&mut self, group: &str) -> Option<BTreeMap<i32, i64>> {
        let topic = OffsetFetchRequestTopics {
            name: NUMBERS.into(),
            partition_indexes: (0..PARTITIONS).collect(),
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: group.into(),
            topics: Some(vec![topic]),
            ..Default::default()
        };
        let request =
            OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
        for _ in 0..1_000 {
            let coordinator = self.leader_of(Place { topic: OFFSETS, partition: 0 })?;
            let answer = self.ask(coordinator, &request, OFFSET_FETCH, PATIENCE)?;
            let group = answer.groups.first()?;
            let found = group.topics.iter().flat_map(|topic| &topic.partitions);
            if group.error_code == 0 && found.clone().all(|one| one.error_code == 0) {
                return Some(
                    found.map(|one| (one.partition_index, one.committed_offset)).collect(),
                );
            }
            self.run_for(Duration::from_millis(20));
        }
        None
    }

    fn read_all(&mut self, place: Place, isolation: Isolation) -> Option<BTreeMap<i64, String>> {
        let mut records = BTreeMap::new();
        let mut next = 0;
        for _ in 0..1_000 {
            let leader = self.leader_of(place)?;
            let request = fetch(place, None, next, READ_BYTES, isolation);
            let answer = self.ask(leader, &request, FETCH, PATIENCE)?;
            let Ok(got) = fetched(&answer, next, isolation) else {
                self.run_for(Duration::from_millis(20));
                continue;
            };
            records.extend(got.records);
            if got.next == next {
                return Some(records);
            }
            next = got.next;
        }
        None
    }

    /// The machine that leads a partition, as the nodes have it.
    pub(super) fn leader_of(&self, place: Place) -> Option<usize> {
        let nodes = self.machines.iter().filter_map(|machine| machine.process.node());
        let newest =
            nodes.map(|node| node.view().image.clone()).max_by_key(|one| one.end_offset)?;
        let leader = newest.topic(place.topic)?.partitions.get(place.partition as usize)?.leader;
        super::machine::index_of(leader.0)
    }

    /// Asks a node on a connection without delays, and gives it some time.
    pub(super) fn ask<R: Request>(
        &mut self,
        machine: usize,
        request: &R,
        version: i16,
        patience: Duration,
    ) -> Option<R::Response> {
        self.numbered += 1;
        let connection = self.numbered;
        self.own.insert(connection, None);
        let frame = wire::request(request, version, 1, "__admin_client");
        let now = self.machines[machine].now(self.schedule.now());
        let process = &mut self.machines[machine].process;
        let doings = process.receive_on(LISTENER, connection, frame, now);
        self.carry_out(machine, doings);
        let until = self.until(patience);
        while self.own.get(&connection).is_some_and(Option::is_none) && self.may_go_on() {
            if let Next::Until = self.step(until) {
                break;
            }
        }
        let frame = self.own.remove(&connection).flatten();
        let now = self.machines[machine].now(self.schedule.now());
        let doings = self.machines[machine].process.hang_up(connection, now);
        self.carry_out(machine, doings);
        Some(wire::response::<R>(frame?, version, 1))
    }

    /// Lets time pass; turns are left out.
    pub(super) fn run_for(&mut self, duration: Duration) {
        let until = self.until(duration);
        while self.may_go_on() {
            if let Next::Until = self.step(until) {
                return;
            }
        }
    }
}
