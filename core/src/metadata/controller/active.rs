//! What the active controller keeps in memory, beside the image: sessions of brokers, and when what nobody
//! asks for is due. It begins with a leadership of the metadata quorum and is dropped at its end; nothing
//! in it has to survive. Each request is a method in a file of its own.

use std::time::Duration;

use bytestring::ByteString;

use super::{bootstrap_records, rules::Rules, sessions::Sessions, timeouts::Timers};
use crate::{
    metadata::MetadataImage,
    model::{Moment, NodeId, Now, Offset, Rng, config::BrokerEntries},
    protocol::messages::{AbortTransactionRecord, MetadataRecord},
};

/// What a controller is started with.
#[derive(Clone, Debug)]
pub struct ControllerSettings {
    /// Its node id.
    pub node: NodeId,
    /// The cluster's id: who names another one is refused.
    pub cluster_id: ByteString,
    /// The node's configuration, as it was started with; what was set meanwhile comes from the image.
    pub entries: BrokerEntries,
}

/// What a decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// All that was appended, committed or not.
    pub image: &'a MetadataImage,
    /// Offset of the next record that is appended: the end of the metadata log.
    pub next_offset: Offset,
    /// What the clock says.
    pub now: Now,
}

/// The controller while it leads the metadata quorum. Its methods decide; whoever calls them appends the records
/// and replays them into the image before it asks again. If they cannot be appended, the leadership is over.
#[derive(Clone, Debug)]
pub struct ActiveController {
    pub(super) settings: ControllerSettings,
    pub(super) sessions: Sessions,
    pub(super) timers: Timers,
    pub(super) rng: Rng,
}

impl ActiveController {
    /// Begins a leadership, with an image of the whole metadata log. Brokers that are not fenced have a whole
    /// session's time to send their next heartbeat.
    #[must_use]
    pub fn begin(settings: ControllerSettings, image: &MetadataImage, rng: Rng, now: Now) -> Self {
        let entries = image.broker_entries(&settings.entries, settings.node);
        let timeout = milliseconds(&entries, "broker.session.timeout.ms");
        let sessions = Sessions::begin(timeout, image, now.monotonic);
        let timers = Timers::begin(&entries, now);
        Self { settings, sessions, timers, rng }
    }

    /// Says when the node that was the controller before was heard last. If it has died, its broker is known to be
    /// gone so much sooner.
    pub fn succeeds(&mut self, predecessor: NodeId, heard: Moment, now: Now) {
        self.sessions.heard_at(predecessor, heard, now.monotonic);
    }

    /// What a leadership writes first: the records of a new cluster, or the end of a metadata transaction that
    /// the controller before left open. Often nothing.
    #[must_use]
    pub fn activation_records(&self, image: &MetadataImage) -> Vec<MetadataRecord> {
        let mut records = Vec::new();
        if image.open_transaction().is_some() {
            let reason = Some(ByteString::from_static("Controller failover"));
            records.push(AbortTransactionRecord { reason, ..Default::default() }.into());
        }
        if image.features.is_empty() {
            records.extend(bootstrap_records(&self.settings.entries));
        }
        records
    }

    /// What it was started with.
    #[must_use]
    pub fn settings(&self) -> &ControllerSettings {
        &self.settings
    }

    /// Randomness for ids and placement.
    pub fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    /// The rules that hold by this image.
    pub(super) fn rules<'a>(&self, image: &'a MetadataImage) -> Rules<'a> {
        Rules::new(image, image.broker_entries(&self.settings.entries, self.settings.node))
    }
}

pub(super) fn milliseconds(entries: &BrokerEntries, name: &str) -> Duration {
    Duration::from_millis(u64::try_from(entries.integer(name)).unwrap_or(0))
}
