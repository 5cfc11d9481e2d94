//! What operators do while a cluster serves: they move replicas, have preferred leaders elected, make topics and
//! delete them. Nobody waits for an answer: what is asked of a node that cannot do it is lost.

use bytestring::ByteString;
use ottla_core::{
    model::Rng,
    protocol::{
        Request,
        messages::{
            AlterPartitionReassignmentsRequest, CreateTopicsRequest, DeleteTopicsRequest,
            ElectLeadersRequest,
            alter_partition_reassignments_request::{ReassignablePartition, ReassignableTopic},
            create_topics_request::CreatableTopic,
        },
    },
};

use super::{
    history::{LEDGER, NUMBERS, PARTITIONS, PASSING},
    machine::id_of,
    world::World,
};
use crate::{process::LISTENER, wire};

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
}

impl Order {
    pub(super) fn any(rng: &mut Rng) -> Self {
        match rng.below(5) {
            0 | 1 => Self::Reassign,
            2 => Self::Elect,
            3 => Self::Create,
            _ => Self::Delete,
        }
    }
}

impl World {
    /// Has any node that runs do it.
    pub(super) fn order(&mut self, order: Order, rng: &mut Rng) {
        let machine = rng.below(self.machines.len() as u64) as usize;
        if !self.machines[machine].is_well() {
            return;
        }
        self.note(&format!("machine {machine} is asked: {order:?}"));
        match order {
            Order::Reassign => {
                let request = self.reassignment(rng);
                self.demand(machine, &request, 0);
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

    fn reassignment(&self, rng: &mut Rng) -> AlterPartitionReassignmentsRequest {
        let mut ids: Vec<i32> = (0..self.machines.len()).map(|index| id_of(index).0).collect();
        let mut replicas = Vec::new();
        while replicas.len() < 3 {
            replicas.push(ids.remove(rng.below(ids.len() as u64) as usize));
        }
        // Coordinators move with their partitions.
        let (topic, partitions) = [
            (NUMBERS, PARTITIONS),
            (LEDGER, PARTITIONS),
            ("__transaction_state", 1),
            ("__consumer_offsets", 1),
        ][rng.below(4) as usize];
        let partition = ReassignablePartition {
            partition_index: rng.below(partitions as u64) as i32,
            // Now and then one that goes on is called off.
            replicas: (rng.below(5) > 0).then_some(replicas),
        };
        let topic = ReassignableTopic { name: topic.into(), partitions: vec![partition] };
        AlterPartitionReassignmentsRequest {
            timeout_ms: 2_000,
            topics: vec![topic],
            ..Default::default()
        }
    }

    /// Asks a node, and waits for nothing.
    fn demand<R: Request>(&mut self, machine: usize, request: &R, version: i16) {
        self.numbered += 1;
        let connection = self.numbered;
        let frame = wire::request(request, version, 1, "operator");
        let now = self.machines[machine].now(self.schedule.now());
        let process = &mut self.machines[machine].process;
        let doings = process.receive_on(LISTENER, connection, frame, now);
        self.carry_out(machine, doings);
    }
}
