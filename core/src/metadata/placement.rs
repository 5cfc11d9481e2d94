//! Which brokers hold the replicas of new partitions, as Apache Kafka chooses them: every replica of a partition on
//! another broker, in another rack as far as there are racks, its leader on a broker that serves. From partition to
//! partition the next rack begins, and in a rack the next broker; brokers that serve come before fenced ones.

use bytestring::ByteString;

use super::MetadataImage;
use crate::model::{NodeId, Rng};

/// Why partitions cannot be placed. Kafka answers INVALID_REPLICATION_FACTOR (38).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// A replication factor below 1.
    #[error("Replication factor must be larger than 0, or -1 to use the default value.")]
    FactorTooSmall,
    /// No broker serves.
    #[error(
        "Unable to replicate the partition {factor} time(s): All brokers are currently fenced, or have \
         all their log directories cordoned."
    )]
    NobodyServes {
        /// Replicas asked for.
        factor: i32,
    },
    /// More replicas than brokers.
    #[error(
        "Unable to replicate the partition {factor} time(s): The target replication factor of \
         {factor} cannot be reached because only {brokers} broker(s) are registered or some brokers \
         have all their log directories cordoned."
    )]
    NotEnoughBrokers {
        /// Replicas asked for.
        factor: i32,
        /// Brokers that may hold one.
        brokers: usize,
    },
}

/// A broker that may hold new replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsableBroker {
    /// Its id.
    pub id: NodeId,
    /// Its rack.
    pub rack: Option<ByteString>,
    /// Whether it does not serve at the moment.
    pub fenced: bool,
}

/// Brokers that may hold new replicas: those that are not about to stop, and have a directory for them.
#[must_use]
pub fn usable_brokers(image: &MetadataImage) -> Vec<UsableBroker> {
    let brokers = image.brokers.values().filter(|broker| {
        let is_stopping = broker.in_controlled_shutdown && !broker.fenced;
        !is_stopping && broker.takes_replicas()
    });
    let usable = brokers.map(|broker| UsableBroker {
        id: broker.id,
        rack: broker.rack.clone(),
        fenced: broker.fenced,
    });
    usable.collect()
}

/// Replicas of `count` new partitions on `brokers`, the preferred leader first.
///
/// # Errors
/// If there are fewer brokers than replicas, or none that serves.
pub fn place(
    brokers: &[UsableBroker],
    count: usize,
    factor: i32,
    rng: &mut Rng,
) -> Result<Vec<Vec<NodeId>>, PlacementError> {
    let replicas = usize::try_from(factor).unwrap_or(0);
    if replicas == 0 {
        return Err(PlacementError::FactorTooSmall);
    }
    let mut racks = Racks::new(brokers, rng);
    if racks.unfenced == 0 {
        return Err(PlacementError::NobodyServes { factor });
    }
    if replicas > brokers.len() {
        return Err(PlacementError::NotEnoughBrokers { factor, brokers: brokers.len() });
    }
    Ok((0..count).map(|_| racks.place(replicas, rng)).collect())
}

/// Brokers in turn. Each round begins with another one.
#[derive(Clone, Debug, Default)]
struct Ring {
    brokers: Vec<NodeId>,
    taken: usize,
    first: usize,
    round: usize,
}

impl Ring {
    fn begin(&mut self, rng: &mut Rng) {
        self.brokers.sort_unstable();
        if !self.brokers.is_empty() {
            self.first = rng.below(self.brokers.len() as u64) as usize;
        }
    }

    fn next(&mut self, round: usize) -> Option<NodeId> {
        if self.brokers.is_empty() {
            return None;
        }
        if self.round != round {
            self.round = round;
            self.taken = 0;
            self.first = (self.first + 1) % self.brokers.len();
        }
        if self.taken == self.brokers.len() {
            return None;
        }
        let broker = self.brokers[(self.first + self.taken) % self.brokers.len()];
        self.taken += 1;
        Some(broker)
    }
}

#[derive(Clone, Debug)]
struct Rack {
    name: Option<ByteString>,
    unfenced: Ring,
    fenced: Ring,
}

struct Racks {
    racks: Vec<Rack>,
    unfenced: usize,
    /// Counts partitions; begins anew after a shuffle.
    round: usize,
    first: usize,
}

impl Racks {
    fn new(brokers: &[UsableBroker], rng: &mut Rng) -> Self {
        let mut racks: Vec<Rack> = Vec::new();
        for broker in brokers {
            let known = racks.iter().position(|rack| rack.name == broker.rack);
            let index = known.unwrap_or_else(|| {
                let name = broker.rack.clone();
                racks.push(Rack { name, unfenced: Ring::default(), fenced: Ring::default() });
                racks.len() - 1
            });
            let rack = &mut racks[index];
            let ring = if broker.fenced { &mut rack.fenced } else { &mut rack.unfenced };
            ring.brokers.push(broker.id);
        }
        racks.sort_by(|a, b| a.name.cmp(&b.name));
        for rack in &mut racks {
            rack.unfenced.begin(rng);
            rack.fenced.begin(rng);
        }
        let unfenced = brokers.iter().filter(|broker| !broker.fenced).count();
        let first = if racks.is_empty() { 0 } else { rng.below(racks.len() as u64) as usize };
        Self { racks, unfenced, round: 0, first }
    }

    /// The replicas of one partition. There is a broker that serves, and there are enough.
    fn place(&mut self, replicas: usize, rng: &mut Rng) -> Vec<NodeId> {
        if self.round == self.unfenced && self.unfenced > 1 {
            // After so many partitions the same ones would come again.
            self.shuffle(rng);
            self.round = 0;
        }
        let (round, count) = (self.round, self.racks.len());
        let mut placed = Vec::with_capacity(replicas);
        let mut leader_rack = None;
        for step in 0..count {
            let index = (self.first + step) % count;
            if let Some(leader) = self.racks[index].unfenced.next(round) {
                placed.push(leader);
                leader_rack = Some(index);
                break;
            }
        }
        let mut index = self.first % count;
        while placed.len() < replicas {
            // The leader's rack has had its turn.
            if leader_rack == Some(index) {
                leader_rack = None;
            } else {
                let rack = &mut self.racks[index];
                placed.extend(rack.unfenced.next(round).or_else(|| rack.fenced.next(round)));
            }
            index = (index + 1) % count;
        }
        self.round += 1;
        self.first = (self.first + 1) % count;
        placed
    }

    fn shuffle(&mut self, rng: &mut Rng) {
        shuffle(&mut self.racks, rng);
        for rack in &mut self.racks {
            shuffle(&mut rack.unfenced.brokers, rng);
            shuffle(&mut rack.fenced.brokers, rng);
        }
    }
}

fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for last in (1..items.len()).rev() {
        items.swap(last, rng.below(last as u64 + 1) as usize);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn broker(id: i32) -> UsableBroker {
        UsableBroker { id: NodeId(id), rack: None, fenced: false }
    }

    #[test]
    fn replicas_differ_and_leaders_spread_evenly() {
        let brokers: Vec<UsableBroker> = (1..=5).map(broker).collect();
        let placed = place(&brokers, 100, 3, &mut Rng::from_seed(3)).unwrap();
        for replicas in &placed {
            assert_eq!(replicas.iter().collect::<BTreeSet<_>>().len(), 3);
        }
        for broker in &brokers {
            let led = placed.iter().filter(|replicas| replicas[0] == broker.id).count();
            assert_eq!(led, 20);
        }
    }

    #[test]
    fn impossible_factors_are_refused() {
        let brokers = [broker(1)];
        let mut rng = Rng::from_seed(1);
        assert_eq!(place(&brokers, 1, 0, &mut rng), Err(PlacementError::FactorTooSmall));
        let error = PlacementError::NotEnoughBrokers { factor: 2, brokers: 1 };
        assert_eq!(place(&brokers, 1, 2, &mut rng), Err(error));
        assert_eq!(place(&brokers, 2, 1, &mut rng).unwrap(), vec![vec![NodeId(1)]; 2]);
        let fenced = [UsableBroker { fenced: true, ..broker(1) }];
        let error = PlacementError::NobodyServes { factor: 1 };
        assert_eq!(place(&fenced, 1, 1, &mut rng), Err(error));
    }

    #[test]
    fn replicas_go_to_different_racks_as_far_as_there_are() {
        for seed in 0..50 {
            let mut brokers: Vec<UsableBroker> = (0..6).map(broker).collect();
            for (index, broker) in brokers.iter_mut().enumerate() {
                broker.rack = Some(format!("rack {}", index % 3).into());
            }
            let placed = place(&brokers, 30, 3, &mut Rng::from_seed(seed)).unwrap();
            for replicas in placed {
                let racks: BTreeSet<i32> = replicas.iter().map(|id| id.0 % 3).collect();
                assert_eq!(racks.len(), 3, "seed {seed}: {replicas:?}");
            }
        }
    }

    #[test]
    fn fenced_brokers_come_last_and_never_lead() {
        for seed in 0..50 {
            let mut brokers: Vec<UsableBroker> = (0..5).map(broker).collect();
            brokers[3].fenced = true;
            brokers[4].fenced = true;
            let placed = place(&brokers, 20, 3, &mut Rng::from_seed(seed)).unwrap();
            assert!(placed.iter().flatten().all(|id| id.0 < 3), "seed {seed}: {placed:?}");
            let placed = place(&brokers, 20, 4, &mut Rng::from_seed(seed)).unwrap();
            for replicas in placed {
                assert!(replicas[..3].iter().all(|id| id.0 < 3) && replicas[3].0 >= 3);
            }
        }
    }
}
