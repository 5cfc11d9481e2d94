//! Voters of the metadata quorum that come and go (KIP-853): who is asked to join or to leave, and what of that was
//! acknowledged.

use bytes::Bytes;
use ottla_core::{
    model::{NodeId, Offset, Rng, Uuid},
    protocol::messages::{
        AddRaftVoterRequest, RemoveRaftVoterRequest, add_raft_voter_request::Listener,
    },
};

use super::{
    machine::{CLUSTER_ID, CONTROLLER_PORT, host, id_of},
    world::World,
};
use crate::{process::CONTROLLER_LISTENER, wire};

const ADD: i16 = 1;
const REMOVE: i16 = 0;
/// How long a change may take.
const TIMEOUT_MS: i32 = 3_000;

/// What becomes of a controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    Joins,
    Leaves,
}

/// A change of voters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct VoterChange {
    pub(super) voter: NodeId,
    pub(super) change: Change,
}

impl World {
    /// Has a controller join the voters, or one of them leave.
    pub(super) fn change_voters(&mut self, machine: usize, rng: &mut Rng) {
        let nodes = self.machines.iter().filter_map(|one| one.process.node());
        let known = nodes.filter_map(|node| node.committed_voters(Offset(i64::MIN)));
        let Some((_, voters)) = known.max_by_key(|(at, _)| *at) else { return };
        let others = self.layout.controllers.clone().filter_map(|index| {
            let node = self.machines[index].process.node()?;
            let is_voter = voters.0.contains_key(&id_of(index));
            (!is_voter).then(|| (index, node.identity().directory_id))
        });
        let others: Vec<(usize, Uuid)> = others.collect();
        let joins = rng.below(2) == 0;
        let of_many = |rng: &mut Rng, many: usize| rng.below(many as u64) as usize;
        if !others.is_empty() && (joins || voters.0.len() < 2) {
            let (index, directory_id) = others[of_many(rng, others.len())];
            self.ask_to_add(machine, index, directory_id);
        } else if voters.0.len() > 1 {
            let leaving = of_many(rng, voters.0.len());
            let leaving = voters.0.iter().nth(leaving).map(|(id, one)| (*id, one.directory_id));
            if let Some((id, directory_id)) = leaving {
                self.ask_to_remove(machine, id, directory_id);
            }
        }
    }

    fn ask_to_add(&mut self, machine: usize, index: usize, voter_directory_id: Uuid) {
        let listener = Listener {
            name: CONTROLLER_LISTENER.into(),
            host: host(index).into(),
            port: CONTROLLER_PORT,
        };
        let voter = id_of(index);
        let request = AddRaftVoterRequest {
            cluster_id: Some(CLUSTER_ID.into()),
            timeout_ms: TIMEOUT_MS,
            voter_id: voter.0,
            voter_directory_id,
            listeners: vec![listener],
            ack_when_committed: true,
        };
        self.voter_changes.insert(self.numbered + 1, VoterChange { voter, change: Change::Joins });
        self.demand(machine, &request, ADD);
    }

    fn ask_to_remove(&mut self, machine: usize, voter: NodeId, voter_directory_id: Uuid) {
        let request = RemoveRaftVoterRequest {
            cluster_id: Some(CLUSTER_ID.into()),
            voter_id: voter.0,
            voter_directory_id,
        };
        self.voter_changes.insert(self.numbered + 1, VoterChange { voter, change: Change::Leaves });
        self.demand(machine, &request, REMOVE);
    }

    /// An operator hears what became of a change.
    pub(super) fn voter_change_answered(&mut self, change: VoterChange, frame: Bytes) {
        let code = match change.change {
            Change::Joins => wire::response::<AddRaftVoterRequest>(frame, ADD, 1).error_code,
            Change::Leaves => wire::response::<RemoveRaftVoterRequest>(frame, REMOVE, 1).error_code,
        };
        self.note(&format!("{change:?}: {code}"));
        if code == 0 {
            self.marks.voter_changes += 1;
            self.history.voter_changes.push(change);
            // Whoever has committed it may be about to be looked at.
            for (index, machine) in self.machines.iter().enumerate() {
                if let Some(node) = machine.process.node() {
                    self.watch.look(index, machine.process.starts(), node);
                }
            }
            self.watch.acknowledged(&self.history.voter_changes);
        }
    }
}
