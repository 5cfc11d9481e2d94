//! Faults of several steps, each when the one before has had its effect: what single ones come to by chance in none of
//! thousands of seeds. They come before all other faults.

mod old_fetch;
mod old_proposal;

use std::{sync::Arc, time::Duration};

use ottla_broker::engine::PartitionHandle;
use ottla_core::{
    metadata::PartitionRegistration,
    model::{LeaderEpoch, NodeId, Offset, PartitionId, Rng, Uuid},
};

use old_fetch::OldFetch;
use old_proposal::OldProposal;

use super::{
    history::Place,
    machine::{id_of, index_of},
    turns::Turn,
    world::{Event, World},
};

/// How long one may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(12);
/// Of so many seeds one has a scheme of a kind.
const SEEDS: u64 = 8;

/// A fault of several steps.
pub(super) enum Scheme {
    OldProposal(OldProposal),
    OldFetch(OldFetch),
}

/// Whether there is more to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    GoesOn,
    IsOver,
}

impl Scheme {
    /// What a seed has of it.
    pub(super) fn any(world: &World, rng: &mut Rng) -> Option<Self> {
        let draw = rng.below(SEEDS);
        let places: Vec<Place> = Place::kept().chain(Place::of_ledger()).collect();
        let place = places[rng.below(places.len() as u64) as usize];
        let cast = Cast::of(world, place)?;
        match draw {
            0 => Some(Self::OldProposal(OldProposal::new(cast))),
            1 => Some(Self::OldFetch(OldFetch::new(cast))),
            _ => None,
        }
    }

    /// Looks at what has become of the last step, and takes the next one.
    pub(super) fn go_on(&mut self, world: &mut World) -> Progress {
        match self {
            Self::OldProposal(one) => one.go_on(world),
            Self::OldFetch(one) => one.go_on(world),
        }
    }
}

/// The partition that a scheme is about, and the machines with its replicas: the leader, and the two others in the order
/// in which they would follow it.
#[derive(Clone, Copy, Debug)]
struct Cast {
    place: Place,
    leader: usize,
    next: usize,
    last: usize,
    controller: usize,
}

impl Cast {
    fn of(world: &World, place: Place) -> Option<Self> {
        let partition = world.registration(place)?;
        let leader = index_of(partition.leader.0)?;
        let others = partition.replicas.iter().filter(|id| **id != partition.leader);
        let [next, last] = others.filter_map(|id| index_of(id.0)).collect::<Vec<_>>()[..] else {
            return None;
        };
        let is_active = |index: &usize| {
            let node = world.machines[*index].process.node();
            node.is_some_and(|node| node.controller_epoch().is_some())
        };
        let controller = (0..world.machines.len()).find(is_active)?;
        Some(Self { place, leader, next, last, controller })
    }
}

impl World {
    /// A partition as the newest metadata has it.
    fn registration(&self, place: Place) -> Option<PartitionRegistration> {
        let nodes = self.machines.iter().filter_map(|machine| machine.process.node());
        let newest =
            nodes.map(|node| node.view().image.clone()).max_by_key(|one| one.end_offset)?;
        newest.topic(place.topic)?.partition(PartitionId(place.partition)).cloned()
    }

    /// The id of a topic.
    fn number_of(&self, place: Place) -> Option<Uuid> {
        let node = self.machines.iter().find_map(|machine| machine.process.node())?;
        node.view().image.topic(place.topic).map(|topic| topic.id)
    }

    /// Whether a replica is in sync, as far as the newest metadata says.
    fn is_in_sync(&self, place: Place, id: NodeId) -> bool {
        self.registration(place).is_some_and(|one| one.in_sync_replicas.contains(&id))
    }

    /// Whether a machine leads, as far as the newest metadata says.
    fn is_led_by(&self, place: Place, index: usize) -> bool {
        self.registration(place).is_some_and(|one| one.leader == id_of(index))
    }

    /// A machine's replica.
    fn replica(&self, index: usize, place: Place) -> Option<Arc<PartitionHandle>> {
        let view = self.machines[index].process.node()?.view();
        let topic = view.topic_by_name(place.topic)?.clone();
        topic.partition(PartitionId(place.partition)).ok().cloned()
    }

    /// Who leads as a machine sees it, and in which epoch.
    fn leadership(&self, index: usize, place: Place) -> Option<(NodeId, LeaderEpoch)> {
        let replica = self.replica(index, place)?;
        let partition = replica.lock();
        Some((partition.assignment().leader, partition.assignment().leader_epoch))
    }

    fn high_watermark(&self, index: usize, place: Place) -> Offset {
        let replica = self.replica(index, place);
        replica.map_or(Offset::ZERO, |replica| replica.lock().high_watermark())
    }

    /// A process is stopped as it should be, and started again a second later.
    fn stop_for_a_second(&mut self, index: usize) {
        if self.machines[index].is_well() {
            self.begin_leaving(index);
            self.schedule.after(Duration::from_secs(1), Event::Turn(Turn::Start(index)));
        }
    }
}
