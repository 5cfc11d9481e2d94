//! What becomes of partitions when a broker is fenced, comes back, stops, leaves, or loses directories.

use super::{Refusal, draft::Draft, partition_change::Exceptions};
use crate::{
    metadata::{BrokerRegistration, MetadataImage},
    model::{ErrorCode, NodeId, TopicIdPartition, Uuid},
    protocol::messages::{BrokerRegistrationChangeRecord, UnregisterBrokerRecord},
};

/// How a broker's last run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastRun {
    /// It wrote all that it had acknowledged.
    Clean,
    /// Nobody knows.
    Unclean,
}

/// The registration of a broker that says who it is.
///
/// # Errors
/// `StaleBrokerEpoch`: there is none, or another one.
pub(super) fn check_broker_epoch(
    image: &MetadataImage,
    broker: NodeId,
    epoch: i64,
) -> Result<&BrokerRegistration, Refusal> {
    let stale = |message: String| Refusal::new(ErrorCode::StaleBrokerEpoch, message);
    match image.brokers.get(&broker) {
        None => Err(stale(format!("No broker registration found for broker id {broker}"))),
        Some(registration) if registration.epoch != epoch => Err(stale(format!(
            "Expected broker epoch {}, but got broker epoch {epoch}",
            registration.epoch
        ))),
        Some(registration) => Ok(registration),
    }
}

impl Draft<'_> {
    /// A broker is fenced: it leaves every ISR, and leads nothing.
    pub(super) fn fence(&mut self, broker: &BrokerRegistration) {
        self.update_leaders(Exceptions::leaving(broker.id), self.in_sync(broker.id));
        self.push(BrokerRegistrationChangeRecord { fenced: 1, ..change(broker) });
    }

    /// A broker serves again: partitions that only it can lead have a leader again.
    pub(super) fn unfence(&mut self, broker: &BrokerRegistration) {
        self.push(BrokerRegistrationChangeRecord { fenced: -1, ..change(broker) });
        let leaderless: Vec<_> = self.rules.image.leaderless_partitions().collect();
        self.update_leaders(Exceptions::coming(broker.id), leaderless);
    }

    /// A broker wants to stop: others lead from now on.
    pub(super) fn begin_controlled_shutdown(&mut self, broker: &BrokerRegistration) {
        if !broker.in_controlled_shutdown {
            let stopping =
                BrokerRegistrationChangeRecord { in_controlled_shutdown: 1, ..change(broker) };
            self.push(stopping);
        }
        self.update_leaders(Exceptions::leaving(broker.id), self.in_sync(broker.id));
    }

    /// A broker is not of the cluster any more.
    pub(super) fn unregister(&mut self, broker: &BrokerRegistration) {
        let exceptions = Exceptions::leaving(broker.id);
        self.update_leaders(exceptions, self.in_sync(broker.id));
        self.update_leaders(exceptions, self.eligible(broker.id));
        let (broker_id, broker_epoch) = (broker.id.0, broker.epoch);
        self.push(UnregisterBrokerRecord { broker_id, broker_epoch, ..Default::default() });
    }

    /// A broker comes as another run: what the run before had in memory is gone. After an unclean end its
    /// replicas are not known to have all that was committed.
    pub(super) fn run_ended(&mut self, broker: NodeId, last: LastRun) {
        if last == LastRun::Unclean && self.rules.has_eligible_leader_replicas() {
            let exceptions = Exceptions::lost(broker);
            self.update_leaders(exceptions, self.in_sync(broker));
            self.update_leaders(exceptions, self.eligible(broker));
        } else {
            self.update_leaders(Exceptions::leaving(broker), self.in_sync(broker));
        }
    }

    /// Directories of a broker have failed: what they hold is not in sync any more.
    pub(super) fn directories_offline(&mut self, broker: &BrokerRegistration, offline: &[Uuid]) {
        let (failed, online): (Vec<Uuid>, Vec<Uuid>) =
            broker.directories.iter().partition(|directory| offline.contains(directory));
        if failed.is_empty() {
            return;
        }
        for directory in failed {
            let held = self.held(broker.id, |draft, id| {
                let partition = draft.find(id).map(|(_, partition)| partition);
                partition.is_some_and(|one| one.directory_of(broker.id) == directory)
            });
            self.update_leaders(Exceptions::leaving(broker.id), held);
        }
        self.push(BrokerRegistrationChangeRecord { log_dirs: online, ..change(broker) });
    }

    /// Directories of a broker get no new replicas (KIP-1066).
    pub(super) fn directories_cordoned(&mut self, broker: &BrokerRegistration, cordoned: &[Uuid]) {
        let sorted = |directories: &[Uuid]| {
            let mut sorted = directories.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            sorted
        };
        let before = broker.cordoned_directories.as_deref().map(sorted);
        if before != Some(sorted(cordoned)) {
            let cordoned_log_dirs = Some(cordoned.to_vec());
            self.push(BrokerRegistrationChangeRecord { cordoned_log_dirs, ..change(broker) });
        }
    }

    fn in_sync(&self, broker: NodeId) -> Vec<TopicIdPartition> {
        self.held(broker, |draft, id| {
            let partition = draft.find(id).map(|(_, partition)| partition);
            partition.is_some_and(|one| one.in_sync_replicas.contains(&broker))
        })
    }

    fn eligible(&self, broker: NodeId) -> Vec<TopicIdPartition> {
        self.held(broker, |draft, id| {
            let partition = draft.find(id).map(|(_, partition)| partition);
            partition.is_some_and(|one| one.eligible_leader_replicas.contains(&broker))
        })
    }

    fn held(
        &self,
        broker: NodeId,
        is_meant: impl Fn(&Self, TopicIdPartition) -> bool,
    ) -> Vec<TopicIdPartition> {
        let held = self.rules.image.partitions_of(broker);
        held.filter(|id| is_meant(self, *id)).collect()
    }
}

fn change(broker: &BrokerRegistration) -> BrokerRegistrationChangeRecord {
    BrokerRegistrationChangeRecord {
        broker_id: broker.id.0,
        broker_epoch: broker.epoch,
        ..Default::default()
    }
}
