//! What a node keeps of its part in the cluster, and the call that goes on with all of it.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicI16, AtomicI32, AtomicU64, Ordering},
    task::Waker,
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{
    metadata::Endpoint,
    model::{LeaderEpoch, Moment, NodeId, Now, Offset},
    quorum::VoterSet,
};
use parking_lot::Mutex;

use super::{
    asking::Deferred, complaint::Complaint, controller_registration::ControllerStanding,
    forwarding::ControllerLink, lifecycle::Lifecycle, voter_changes::VoterChanges,
};
use crate::engine::{committed::Leadership, effects::Effects, node::Node};

/// A node's part in its cluster.
#[derive(Debug)]
pub(in crate::engine) struct ClusterPart {
    /// Where clients and other brokers reach it.
    pub(super) endpoints: Vec<Endpoint>,
    /// Where brokers and controllers reach it as a controller.
    pub(super) controller_endpoints: Vec<Endpoint>,
    pub(super) controller_standing: Mutex<ControllerStanding>,
    pub(super) lifecycle: Mutex<Lifecycle>,
    /// The broker epoch of the run before, if that ended cleanly; -1 otherwise.
    pub(super) previous_epoch: i64,
    pub(super) deferred: Mutex<Vec<Deferred>>,
    pub(super) controller: ArcSwap<ControllerLink>,
    /// Counts the leaderships of the quorum that this node has had or lost.
    pub(super) leaderships: AtomicU64,
    /// The quorum's kraft.version, for clients that ask what features there are.
    pub(in crate::engine) kraft_version: AtomicI16,
    /// When each member of the quorum was heard last.
    pub(super) heard: Mutex<BTreeMap<NodeId, Moment>>,
    /// Changes of voters whose answer is waited for.
    pub(in crate::engine) voter_changes: VoterChanges,
    /// A member of the quorum belongs to another cluster.
    pub(super) stranger: Mutex<Complaint>,
    /// What the leader of the quorum sends does not go on where the metadata log here ends.
    pub(super) other_history: Mutex<Complaint>,
    /// Wakes the task that tends this.
    pub(super) waker: Mutex<Option<Waker>>,
    pub(super) correlation_ids: AtomicI32,
    /// The name that this node gives itself in requests.
    pub(super) client_id: ByteString,
}

impl ClusterPart {
    pub(in crate::engine) fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The broker of a cluster of its own has been let in.
    pub(in crate::engine) fn serves(&self, epoch: i64, now: Now) {
        *self.lifecycle.lock() = Lifecycle::serving(epoch, now);
    }

    pub(in crate::engine) fn new(
        node: NodeId,
        endpoints: (Vec<Endpoint>, Vec<Endpoint>),
        previous_epoch: i64,
        now: Now,
    ) -> Self {
        let (endpoints, controller_endpoints) = endpoints;
        let lifecycle = Lifecycle::new(now);
        Self {
            endpoints,
            controller_endpoints,
            controller_standing: Mutex::new(ControllerStanding::new(now)),
            lifecycle: Mutex::new(lifecycle),
            previous_epoch,
            deferred: Mutex::default(),
            controller: ArcSwap::default(),
            leaderships: AtomicU64::new(0),
            kraft_version: AtomicI16::new(0),
            heard: Mutex::default(),
            voter_changes: VoterChanges::default(),
            stranger: Mutex::default(),
            other_history: Mutex::default(),
            waker: Mutex::default(),
            correlation_ids: AtomicI32::new(0),
            client_id: format!("ottla-node-{node}").into(),
        }
    }
}

impl Node {
    /// `waker` is woken when [`Node::tend_cluster`] has to be called earlier than [`Node::cluster_due`] has said.
    pub fn wake_cluster_with(&self, waker: &Waker) {
        *self.cluster.waker.lock() = Some(waker.clone());
    }

    /// When [`Node::tend_cluster`] has to be called next.
    #[must_use]
    pub fn cluster_due(&self) -> Option<Moment> {
        let speaks = self.settings.quorum.roles.is_broker() && !self.settings.quorum.is_alone();
        let lifecycle = speaks.then(|| {
            let lifecycle = self.cluster.lifecycle.lock();
            lifecycle.due()
        });
        let registration = self.controller_registration_due();
        let due = [lifecycle.flatten(), registration, self.quorum_due(), self.replicas_due()];
        due.into_iter().flatten().min()
    }

    /// Goes on with the node's part in the cluster: elections, the controller's timers, heartbeats, fetching.
    pub fn tend_cluster(&self, now: Now, effects: &mut Effects) {
        if self.stopped.load(Ordering::Acquire) {
            return;
        }
        self.tend_quorum(now, effects);
        self.tend_deferred(now, effects);
        self.tend_controller_registration(now, effects);
        self.tend_lifecycle(now, effects);
        self.tend_replicas(now, effects);
    }

    /// The leadership of the quorum that counts now.
    pub(in crate::engine) fn leadership(&self) -> Leadership {
        Leadership(self.cluster.leaderships.load(Ordering::Acquire))
    }

    /// The broker's epoch, as the controller has given it; -1 before.
    pub(in crate::engine) fn broker_epoch(&self) -> i64 {
        self.broker_epoch.load(Ordering::Acquire)
    }

    /// Whom clients are told to be the controller. Every broker forwards what only the controller may answer, so
    /// one that can be reached is good; the real one saves a hop.
    pub(in crate::engine) fn controller_for_clients(&self) -> i32 {
        let leader = self.cluster.controller.load().leader;
        let view = self.view.load();
        let serves = |id: &NodeId| view.image.brokers.get(id).is_some_and(|one| !one.fenced);
        leader.filter(serves).unwrap_or(self.identity.node_id).0
    }

    /// The active controller, as far as this node knows; -1 if it knows none.
    pub(in crate::engine) fn controller_id(&self) -> i32 {
        self.cluster.controller.load().leader.unwrap_or(NodeId::NONE).0
    }

    /// Whether there is an active controller, as far as this node knows.
    #[must_use]
    pub fn knows_controller(&self) -> bool {
        let link = self.cluster.controller.load();
        link.is_here || link.leader.is_some()
    }

    /// The epoch of the metadata quorum in which this node is the active controller, if it is.
    #[must_use]
    pub fn controller_epoch(&self) -> Option<LeaderEpoch> {
        self.control.lock().active.as_ref().map(|active| active.epoch)
    }

    /// The voters that are committed as far as this node knows, with where they stand in the log, if that is behind
    /// `known`; nothing while they stand in the configuration.
    #[must_use]
    pub fn committed_voters(&self, known: Offset) -> Option<(Offset, VoterSet)> {
        let control = self.control.lock();
        let (at, voters) = control.quorum.committed_voters()?;
        (at > known).then(|| (at, voters.clone()))
    }

    /// Ends the node as a crash would: nothing is written any more.
    pub fn crash(&self) {
        self.stopped.store(true, Ordering::Release);
    }
}
