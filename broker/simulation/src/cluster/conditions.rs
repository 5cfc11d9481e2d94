//! What differs from seed to seed before a run begins: how many machines there are and what runs on them, how far
//! their clocks are off, and their keys.

use ottla_core::model::Rng;

use super::{
    layout::Layout,
    machine::{BROKER_PORT, CONTROLLER_PORT, host, id_of},
};
use crate::history::Protocol;

/// Most that a clock is off.
const SKEW_MS_MAX: u64 = 2_000;

/// Whether the voters of the metadata quorum change (KIP-853).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voters {
    /// They stand in the configuration.
    Fixed,
    /// The log names them.
    Changing,
}

/// What a run finds.
#[derive(Clone, Debug)]
pub(super) struct Conditions {
    pub(super) layout: Layout,
    pub(super) voters: Voters,
    /// What `transaction.version` allows.
    pub(super) transactions: Protocol,
    pub(super) skews_ms: Vec<i64>,
    shared: Vec<(&'static str, String)>,
}

impl Conditions {
    pub(super) fn new(rng: &mut Rng) -> Self {
        let mut apart = rng.split("layout");
        let brokers = [3, 3, 3, 3, 3, 3, 3, 4, 4, 5, 6, 7][rng.below(12) as usize];
        let layout = Layout::any(brokers, &mut apart);
        let skew = |rng: &mut Rng| rng.below(2 * SKEW_MS_MAX) as i64 - SKEW_MS_MAX as i64;
        let mut skews_ms: Vec<i64> = (0..brokers).map(|_| skew(rng)).collect();
        skews_ms.extend((brokers..layout.machines()).map(|_| skew(&mut apart)));
        let pick = |rng: &mut Rng, values: &[&str]| {
            values[rng.below(values.len() as u64) as usize].to_owned()
        };
        let controllers = layout.controllers.clone();
        let addresses =
            controllers.map(|index| format!("{}@{}:{CONTROLLER_PORT}", id_of(index), host(index)));
        let addresses = addresses.collect::<Vec<_>>().join(",");
        let changing = rng.below(3) == 0;
        let transactions = if rng.below(2) == 0 { Protocol::First } else { Protocol::Second };
        let shared = vec![
            ("log.dirs", pick(rng, &["/simulated", "/simulated,/second"])),
            ("controller.quorum.voters", addresses),
            ("log.cleaner.dedupe.buffer.size", "1048576".to_owned()),
            // Of topics that say nothing else: that of offsets is one.
            ("min.insync.replicas", "2".to_owned()),
            ("offsets.topic.num.partitions", "1".to_owned()),
            ("offsets.topic.replication.factor", "3".to_owned()),
            ("transaction.state.log.num.partitions", "1".to_owned()),
            ("transaction.state.log.replication.factor", "3".to_owned()),
            ("group.consumer.min.session.timeout.ms", "3000".to_owned()),
            ("group.consumer.session.timeout.ms", "3000".to_owned()),
            ("group.consumer.min.heartbeat.interval.ms", "500".to_owned()),
            ("group.consumer.heartbeat.interval.ms", "500".to_owned()),
            ("num.replica.fetchers", pick(rng, &["1", "2"])),
            ("replica.lag.time.max.ms", pick(rng, &["1000", "2500"])),
            ("broker.heartbeat.interval.ms", "400".to_owned()),
            ("broker.session.timeout.ms", pick(rng, &["1500", "2500"])),
            ("replica.fetch.wait.max.ms", "300".to_owned()),
            // Small ones have the log of metadata replaced by snapshots.
            ("metadata.log.max.record.bytes.between.snapshots", pick(rng, &["2000", "20971520"])),
            ("log.flush.offset.checkpoint.interval.ms", "3000".to_owned()),
        ];
        let voters = if changing { Voters::Changing } else { Voters::Fixed };
        Self { layout, voters, transactions, skews_ms, shared }
    }

    /// The keys of a machine.
    pub(super) fn keys(&self, index: usize) -> Vec<(&'static str, String)> {
        let mut keys = self.shared.clone();
        let host = host(index);
        keys.push(("node.id", id_of(index).to_string()));
        let parts = [
            ("broker", "PLAINTEXT", BROKER_PORT, self.layout.is_broker(index)),
            ("controller", "CONTROLLER", CONTROLLER_PORT, self.layout.is_controller(index)),
        ];
        let (mut roles, mut listeners) = (Vec::new(), Vec::new());
        for (role, listener, port, _) in parts.into_iter().filter(|(.., plays_it)| *plays_it) {
            roles.push(role);
            listeners.push(format!("{listener}://{host}:{port}"));
        }
        keys.push(("process.roles", roles.join(",")));
        keys.push(("listeners", listeners.join(",")));
        keys
    }
}
