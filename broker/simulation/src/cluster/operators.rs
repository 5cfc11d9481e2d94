//! What operators do while a cluster serves: they move replicas, have preferred leaders elected, make topics and
//! delete them, have followers fetch over more connections or fewer, and change who votes (voters.rs). Nobody waits for an answer: what is asked of a node that cannot do it is lost.

use bytestring::ByteString;
use ottla_core::{
    model::Rng,
    protocol::{
        Request,
        messages::{
            AlterPartitionReassignmentsRequest, CreateTopicsRequest, DeleteTopicsRequest,
            ElectLeadersRequest, IncrementalAlterConfigsRequest,
            alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
            create_topics_request::CreatableTopic,
            incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
        },
    },
};

use super::{
    history::{LEDGER, NUMBERS, PARTITIONS, PASSING, Place},
    machine::id_of,
    world::World,
};
use crate::{process::LISTENER, wire};

/// Where the coordinator of transactions keeps them.
pub(super) const TRANSACTIONS: &str = "__transaction_state";

/// Something that an operator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Other replicas of a partition, or the same in another order.
    Reassign,
    /// Preferred leaders.
    Elect,
    /// A topic that somebody writes to is made.
    Create,
    /// It is deleted.
    Delete,
    /// All brokers have another number of fetchers.
    Fetchers,
    /// The machine that coordinates transactions is to be the last choice for that.
    Depose,
    /// A controller becomes a voter, or one is none any more.
    Voters,
}

impl Order {
    pub(super) fn any(rng: &mut Rng) -> Self {
        match rng.below(6) {
            0 | 1 => Self::Reassign,
            2 => Self::Elect,
            3 => Self::Create,
            4 => Self::Delete,
            _ => Self::Fetchers,
        }
    }
}

impl World {
    /// Has any broker that runs do it.
    pub(super) fn order(&mut self, order: Order, rng: &mut Rng) {
        let machine = rng.below(self.layout.brokers as u64) as usize;
        if !self.machines[machine].is_well() {
            return;
        }
        self.note(&format!("machine {machine} is asked: {order:?}"));
        match order {
            Order::Voters => self.change_voters(machine, rng),
            Order::Reassign => {
                let request = self.any_reassignment(rng);
                self.demand(machine, &request, 0);
            }
            // Twice as many, or half as many: more at a time is refused.
            Order::Fetchers => self.demand(machine, &fetchers(1 << rng.below(3)), 1),
            Order::Depose => {
                if let Some(request) = self.deposition() {
                    self.demand(machine, &request, 0);
                }
            }
            Order::Elect => {
                let request = ElectLeadersRequest {
                    election_type: 0,
                    topic_partitions: None,
                    timeout_ms: 2_000,
                };
                self.demand(machine, &request, 2);
            }
            Order::Create => {
                let topic = CreatableTopic {
                    name: PASSING.into(),
                    num_partitions: 1 + rng.below(3) as i32,
                    replication_factor: 3,
                    ..Default::default()
                };
                let request = CreateTopicsRequest {
                    topics: vec![topic],
                    timeout_ms: 2_000,
                    ..Default::default()
                };
                self.demand(machine, &request, 7);
            }
            Order::Delete => {
                let request = DeleteTopicsRequest {
                    topic_names: vec![ByteString::from(PASSING)],
                    timeout_ms: 2_000,
                    ..Default::default()
                };
                self.demand(machine, &request, 5);
            }
        }
    }

    fn any_reassignment(&self, rng: &mut Rng) -> AlterPartitionReassignmentsRequest {
        let mut ids: Vec<i32> = (0..self.layout.brokers).map(|index| id_of(index).0).collect();
        let mut replicas = Vec::new();
        while replicas.len() < 3 {
            replicas.push(ids.remove(rng.below(ids.len() as u64) as usize));
        }
        // Coordinators move with their partitions.
        let (topic, partitions) = [
            (NUMBERS, PARTITIONS),
            (LEDGER, PARTITIONS),
            (TRANSACTIONS, 1),
            ("__consumer_offsets", 1),
        ][rng.below(4) as usize];
        let partition = rng.below(partitions as u64) as i32;
        // Now and then one that goes on is called off.
        let replicas = (rng.below(5) > 0).then_some(replicas);
        reassignment(topic, partition, replicas)
    }

    fn deposition(&self) -> Option<AlterPartitionReassignmentsRequest> {
        let place = Place { topic: TRANSACTIONS, partition: 0 };
        let leader = id_of(self.leader_of(place)?).0;
        let ids = (0..self.layout.brokers).map(|index| id_of(index).0);
        let (last, mut replicas): (Vec<i32>, Vec<i32>) = ids.partition(|id| *id == leader);
        replicas.truncate(2);
        replicas.extend(last);
        Some(reassignment(TRANSACTIONS, 0, Some(replicas)))
    }

    /// Asks a node, and waits for nothing.
    pub(super) fn demand<R: Request>(&mut self, machine: usize, request: &R, version: i16) {
        self.numbered += 1;
        let connection = self.numbered;
        let frame = wire::request(request, version, 1, "operator");
        let now = self.machines[machine].now(self.schedule.now());
        let process = &mut self.machines[machine].process;
        let doings = process.receive_on(LISTENER, connection, frame, now);
        self.carry_out(machine, doings);
    }
}

fn fetchers(count: i32) -> IncrementalAlterConfigsRequest {
    let config = AlterableConfig {
        name: "num.replica.fetchers".into(),
        config_operation: 0,
        value: Some(count.to_string().into()),
    };
    let resource = AlterConfigsResource {
        resource_type: 4,
        resource_name: ByteString::new(),
        configs: vec![config],
    };
    IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false }
}

pub(super) fn reassignment(
    topic: &str,
    partition_index: i32,
    replicas: Option<Vec<i32>>,
) -> AlterPartitionReassignmentsRequest {
    let partition = ReassignablePartition { partition_index, replicas };
    let topic = ReassignableTopic { name: topic.into(), partitions: vec![partition] };
    AlterPartitionReassignmentsRequest {
        timeout_ms: 2_000,
        topics: vec![topic],
        ..Default::default()
    }
}
