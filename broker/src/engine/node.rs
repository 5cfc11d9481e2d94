//! One node of a cluster, without its edge. The data half is the view: partitions behind short
//! locks, found without one. The control half is the controller behind its own lock.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicI64},
    },
    task::Waker,
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{
    groups::GroupShard,
    metadata::controller::{self, Alteration, Altered, ConfigScope, TopicDefaults},
    model::{ErrorCode, NodeId, Rng, Uuid},
    protocol::messages::{CreateTopicsRequest, CreateTopicsResponse},
    replication::{Awaited, Ticket, Waiters},
    transactions::TransactionShard,
};
use parking_lot::Mutex;

use super::{
    call::Call,
    cleaner::Cleaner,
    cluster::{ClusterPart, ProducerIds, Replicas},
    codecs::CodecPool,
    committed::AwaitCommit,
    control::Control,
    coordinator::Coordinator,
    effects::{Effects, Work},
    fetch::FetchSessions,
    last_runs::LastRuns,
    log_directory::LogDirectories,
    log_starts::LogStarts,
    settings::Settings,
    taking_in::Committed,
    upkeep::UpkeepState,
    view::View,
};

/// Who a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The cluster's id.
    pub cluster_id: ByteString,
    /// The node's id.
    pub node_id: NodeId,
    /// Id of the log directory that holds its metadata.
    pub directory_id: Uuid,
    /// Id of this run of it.
    pub incarnation: Uuid,
}

/// One node.
pub struct Node {
    pub(super) identity: Identity,
    pub(super) settings: Settings,
    pub(super) directories: LogDirectories,
    /// Why the node cannot go on.
    pub(super) halted: OnceLock<String>,
    /// Who waits for log start offsets to be on the disk.
    pub(super) log_starts: Mutex<LogStarts>,
    pub(super) view: ArcSwap<View>,
    pub(super) control: Mutex<Control>,
    /// What is committed, and not in the view yet.
    pub(super) committed: Committed,
    pub(super) producer_ids: Mutex<ProducerIds>,
    pub(super) codecs: CodecPool,
    pub(super) fetch_sessions: FetchSessions,
    pub(super) groups: Coordinator<GroupShard>,
    pub(super) transactions: Coordinator<TransactionShard>,
    /// What goes on when the node serves already: the logs of coordinators are taken in.
    pub(super) startup_work: Mutex<Vec<Work>>,
    /// Who waits for metadata to be applied.
    pub(super) metadata_waiters: Mutex<Waiters>,
    pub(super) broker_epoch: AtomicI64,
    pub(super) cluster: ClusterPart,
    pub(super) replicas: Replicas,
    pub(super) last_runs: LastRuns,
    pub(super) stopped: AtomicBool,
    /// Whether its partitions are what the metadata says. Before the controller knows of this run, they are not
    /// touched.
    pub(super) has_partitions: AtomicBool,
    /// Whether they were opened: before, what the last run says in the directories' own files stands.
    pub(super) partitions_are_open: AtomicBool,
    pub(super) upkeep: Mutex<UpkeepState>,
    pub(super) cleaner: Mutex<Cleaner>,
    pub(super) rng: Mutex<Rng>,
}

/// Whether a request is only judged, or done as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Validation {
    /// It is only judged.
    Only,
    /// It is done.
    AndChange,
}

impl Validation {
    /// From a request's `validate_only`.
    pub(super) fn from_wire(only: impl Into<u8>) -> Self {
        if only.into() == 0 { Self::AndChange } else { Self::Only }
    }
}

impl Node {
    /// Who it is.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Its configuration.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Metadata and partitions as they are now.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        self.view.load_full()
    }

    /// What the edge is to run once the node serves.
    #[must_use]
    pub fn take_startup_work(&self) -> Effects {
        let work = std::mem::take(&mut *self.startup_work.lock());
        Effects { work, ..Effects::default() }
    }

    pub(super) fn codecs(&self) -> &CodecPool {
        &self.codecs
    }

    /// Whether commits have to reach a device.
    pub(super) fn is_durable(&self) -> bool {
        !self.settings.directories.is_empty()
    }

    /// Waits for metadata to be applied; `None` if it is.
    pub(super) fn await_metadata(&self, awaited: Awaited, waker: &Waker) -> Option<Ticket> {
        let mut waiters = self.metadata_waiters.lock();
        let applied = self.view.load().image.end_offset;
        match awaited {
            Awaited::HighWatermark(offset) if applied >= Some(offset) => None,
            _ => Some(waiters.wait(awaited, waker)),
        }
    }

    pub(super) fn stop_awaiting_metadata(&self, ticket: Ticket) {
        self.metadata_waiters.lock().cancel(ticket);
    }

    /// Creates topics with this node's defaults.
    pub(super) fn create_topics(
        &self,
        call: &mut Call<'_>,
        request: &CreateTopicsRequest,
    ) -> Result<(CreateTopicsResponse, AwaitCommit), ErrorCode> {
        let defaults = TopicDefaults {
            partitions: self.settings.partitions,
            replication_factor: self.settings.replication_factor,
        };
        self.control(call, |control| {
            let image = control.image();
            let entries = image.broker_entries(&self.settings.entries, self.identity.node_id);
            controller::create_topics(&image, &entries, defaults, request, control.rng())
        })
    }

    /// Changes configs.
    pub(super) fn alter_configs(
        &self,
        call: &mut Call<'_>,
        alterations: &[Alteration],
        scope: ConfigScope,
        validation: Validation,
    ) -> Result<(Vec<Altered>, AwaitCommit), ErrorCode> {
        self.control(call, |control| {
            let (entries, node) = (&self.settings.entries, self.identity.node_id);
            let image = control.image();
            let mut decision = controller::alter_configs(&image, entries, node, alterations, scope);
            if validation == Validation::Only {
                decision.records.clear();
            }
            decision
        })
    }
}
