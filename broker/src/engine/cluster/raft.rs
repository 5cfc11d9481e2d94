//! Carries out what the metadata quorum wants: its requests go to the other members, what it commits is
//! applied, and when it gives the leadership to this node, the controller begins.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use ottla_core::{
    metadata::{
        MetadataImage,
        controller::{ActiveController, Basis, ControllerSettings, Decision},
    },
    model::{ErrorCode, LeaderEpoch, Moment, NodeId, Now, Offset},
    protocol::Request,
    quorum::{
        Output, Quorum, QuorumError, QuorumEvent, QuorumRequest, QuorumResponse, RequestId, Send,
        Unreachable,
    },
};

use super::{
    complaint::PATIENCE,
    forwarding::ControllerLink,
    outgoing::{Destination, Lane, Sending},
};
use crate::engine::{
    control::{Active, Control},
    effects::{Effects, Work},
    node::Node,
    quorum_settings::ControllerAddress,
};

/// Records that the controller writes at once by itself.
const UNASKED_RECORDS_MAX: usize = 2_000;

impl Node {
    /// When the quorum or the controller has to be called next.
    pub(super) fn quorum_due(&self) -> Option<Moment> {
        let control = self.control.lock();
        let controller = control.active.as_ref().map(|active| active.controller.next_timeout());
        [control.quorum.next_timeout(), controller].into_iter().flatten().min()
    }

    /// Runs the timers of the quorum and of the controller.
    pub(super) fn tend_quorum(&self, now: Now, effects: &mut Effects) {
        let mut control = self.control.lock();
        let _ = control.of_quorum(|quorum, output| quorum.poll(now, output));
        self.follow_quorum(&mut control, now, effects);
        self.run_controller_timers(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }

    /// Gives the leadership of the quorum up, if this node has it, so that the next one need not wait for a time-out.
    /// See [`Node::has_handed_over`].
    pub fn hand_over(&self, now: Now, effects: &mut Effects) {
        let mut control = self.control.lock();
        let (leader, _) = control.quorum.leader_and_epoch();
        let others = control.quorum.voters().ids().into_iter();
        let has_others = others.filter(|id| *id != self.identity.node_id).count() > 0;
        if leader != Some(self.identity.node_id) || !has_others {
            return;
        }
        let _ = control.of_quorum(|quorum, output| quorum.shut_down(now, output));
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }

    /// Whether the others have heard that this node leads no more, or cannot be reached.
    #[must_use]
    pub fn has_handed_over(&self) -> bool {
        self.control.lock().quorum.has_handed_over()
    }

    fn run_controller_timers(&self, control: &mut Control, now: Now, effects: &mut Effects) {
        loop {
            let next_offset = control.quorum.log_end_offset();
            let Some(active) = &mut control.active else { return };
            if active.controller.next_timeout() > now.monotonic {
                return;
            }
            let newest = active.newest.clone();
            let basis = Basis { image: &newest, next_offset, now };
            if self.is_ready() && self.settings.quorum.roles.is_broker() {
                active.controller.lives_here(basis, self.identity.node_id);
            }
            let Decision { records, response } = active.controller.timeout(basis);
            let Some(due) = response else { return };
            if !records.is_empty() {
                tracing::info!(records = records.len(), "the controller acts by itself: {due:?}");
            }
            let decision = Decision { records, response: () };
            self.write_unasked(control, decision, now, effects);
        }
    }

    /// Writes what no request asked for, a part at a time: nobody waits for all of it at once. If it cannot be
    /// written, the leadership is given up: the next controller decides again.
    pub(in crate::engine) fn write_unasked(
        &self,
        control: &mut Control,
        decision: Decision<()>,
        now: Now,
        effects: &mut Effects,
    ) {
        let mut records = decision.records;
        while !records.is_empty() {
            let rest = records.split_off(records.len().min(UNASKED_RECORDS_MAX));
            if let Err(code) = control.write(Decision { records, response: () }, now) {
                self.controller_failed(control, code, now);
                break;
            }
            records = rest;
        }
        self.follow_quorum(control, now, effects);
    }

    fn controller_failed(&self, control: &mut Control, code: ErrorCode, now: Now) {
        tracing::warn!("the controller's records are not written: {}", code.message());
        if let Some(epoch) = control.active.as_ref().map(|active| active.epoch) {
            let _ = control.of_quorum(|quorum, output| quorum.resign(epoch, now, output));
        }
    }

    /// Has what the quorum wants carried out, until it wants nothing more. Once the lock is given back,
    /// [`Node::take_in_committed`] applies what was committed.
    pub(in crate::engine) fn follow_quorum(
        &self,
        control: &mut Control,
        now: Now,
        effects: &mut Effects,
    ) {
        loop {
            if let Some(error) = &control.failure {
                self.quorum_failed(error, effects);
            }
            let Output { sends, sync, deletions, fired, events, answers } =
                std::mem::take(&mut control.output);
            if sends.is_empty()
                && sync.is_none()
                && deletions.is_empty()
                && fired.is_empty()
                && events.is_empty()
                && answers.is_empty()
            {
                let version = control.quorum.kraft_version();
                self.cluster.kraft_version.store(version, Ordering::Release);
                return;
            }
            effects.wakes.extend(fired);
            effects.work.extend(sync.map(Work::SyncMetadata));
            effects.work.extend(deletions.into_iter().map(Work::Delete));
            self.cluster.voter_changes.answer(answers, effects);
            for send in sends {
                self.send_for_quorum(send, now, effects);
            }
            for event in events {
                self.quorum_event(control, event, now, effects);
            }
            self.take_committed(control, now, effects);
        }
    }

    /// The disk of the metadata log has failed, or what is on it: without it the node is none.
    fn quorum_failed(&self, error: &QuorumError, effects: &mut Effects) {
        let directory = self.directories.metadata();
        match error.disk_error() {
            Some(disk) => self.directory_failed(directory, disk, effects),
            None => self.halt(format_args!(
                "the metadata log in {} can no longer be kept: {error}",
                directory.path()
            )),
        }
    }

    fn quorum_event(
        &self,
        control: &mut Control,
        event: QuorumEvent,
        now: Now,
        effects: &mut Effects,
    ) {
        match event {
            QuorumEvent::BecameLeader { epoch, at } => control.leading = Some((epoch, at)),
            QuorumEvent::LeadershipLost => self.end_controller(control, effects),
            QuorumEvent::LeaderKnown { leader, epoch } => {
                tracing::debug!(?leader, %epoch, "the metadata quorum");
                let other = leader.filter(|leader| *leader != self.identity.node_id);
                control.predecessor = other.or(control.predecessor);
                self.link_controller(control);
            }
            QuorumEvent::HighWatermark(_) => self.cluster.other_history.lock().over(),
            QuorumEvent::DoesNotGoOn(end) => self.complain_of_history(control, end, now),
            QuorumEvent::TruncatedTo(offset) => {
                tracing::info!(%offset, "the metadata log gives up what its leader does not have");
            }
            QuorumEvent::SnapshotLoaded(id) => self.load_snapshot(control, id),
            QuorumEvent::NotTakenIn(code) => tracing::info!(
                "this controller asks to be a voter of the metadata quorum, and is not made one yet: {}",
                code.message()
            ),
        }
    }

    /// Says that the leader's metadata is of another history than what is here, which no election leads to.
    fn complain_of_history(&self, control: &Control, end: Offset, now: Now) {
        if !self.cluster.other_history.lock().is_due(PATIENCE, now) {
            return;
        }
        let (leader, _) = control.quorum.leader_and_epoch();
        let leader = leader.unwrap_or(NodeId::NONE);
        tracing::error!(
            "what node {leader} sends, which leads the metadata quorum, does not go on where the metadata log in {} ends, at \
             offset {end}: the two have different histories, as when nodes with empty directories were a majority before \
             the first node led. If the leader has what is to be kept, stop this node, empty its data directory, and start \
             it again with --cluster-id {}",
            self.directories.metadata().path(),
            self.identity.cluster_id
        );
    }

    /// The controller begins: everything that was decided before is applied here.
    pub(in crate::engine) fn begin_controller(
        &self,
        control: &mut Control,
        epoch: LeaderEpoch,
        now: Now,
        effects: &mut Effects,
    ) {
        control.leading = None;
        let newest = control.committed.clone();
        tracing::info!(node = %self.identity.node_id, %epoch, "this node is the active controller");
        if let Err(code) = self.activate(control, newest, now) {
            self.controller_failed(control, code, now);
        }
        self.follow_quorum(control, now, effects);
        self.wake_cluster(effects);
    }

    /// Makes this node the active controller, with all that was decided before.
    pub(in crate::engine) fn activate(
        &self,
        control: &mut Control,
        newest: Arc<MetadataImage>,
        now: Now,
    ) -> Result<(), ErrorCode> {
        let settings = ControllerSettings {
            node: self.identity.node_id,
            cluster_id: self.identity.cluster_id.clone(),
            entries: self.settings.entries.clone(),
        };
        let rng = control.rng.split(&format!("controller {}", self.leadership().0));
        let mut controller = ActiveController::begin(settings, &newest, rng, now);
        if let Some(predecessor) = control.predecessor.take()
            && let Some(heard) = self.cluster.heard.lock().get(&predecessor)
        {
            controller.succeeds(predecessor, *heard, now);
        }
        let records = controller.activation_records(&newest);
        let (_, epoch) = control.quorum.leader_and_epoch();
        control.active = Some(Active { epoch, controller, newest });
        self.cluster.leaderships.fetch_add(1, Ordering::AcqRel);
        self.link_controller(control);
        control.write(Decision { records, response: () }, now).map(|_| ())
    }

    /// The controller ends: what it has written may be lost, and nobody may be told that it happened.
    fn end_controller(&self, control: &mut Control, effects: &mut Effects) {
        control.leading = None;
        control.uncommitted.clear();
        if control.active.take().is_some() {
            tracing::info!(node = %self.identity.node_id, "this node is no longer the active controller");
        }
        self.cluster.leaderships.fetch_add(1, Ordering::AcqRel);
        self.link_controller(control);
        self.metadata_waiters.lock().fire_all(&mut effects.wakes);
        self.wake_cluster(effects);
    }

    /// Notes who the controller is, for requests that have to be forwarded.
    fn link_controller(&self, control: &Control) {
        let (leader, _) = control.quorum.leader_and_epoch();
        let address = leader.and_then(|leader| {
            let listener = control.quorum.listeners_of(leader).into_iter().next()?;
            Some(ControllerAddress { host: listener.host, port: listener.port })
        });
        let is_here = control.active.is_some();
        self.cluster.controller.store(Arc::new(ControllerLink { leader, address, is_here }));
    }

    /// The quorum in a sentence, for messages: who leads, and who is not heard.
    pub(in crate::engine) fn quorum_state(&self, now: Now) -> String {
        let control = self.control.lock();
        let (leader, epoch) = control.quorum.leader_and_epoch();
        let voters = control.quorum.voters().clone();
        let needed = control.quorum.voters_needed();
        let named_in_vain = control.quorum.named_in_vain(now);
        drop(control);
        let patience = self.settings.quorum.timeouts.fetch;
        if named_in_vain > patience * 3 {
            let id = self.identity.node_id;
            return format!(
                "another node with node.id={id} leads the metadata quorum; give each one a node.id of its own"
            );
        }
        if leader.is_none() && voters.ids().is_empty() {
            return self.quorum_to_be_found();
        }
        let heard = self.cluster.heard.lock();
        let silent: Vec<String> = voters
            .ids()
            .into_iter()
            .filter(|id| *id != self.identity.node_id)
            .filter(|id| heard.get(id).is_none_or(|at| now.monotonic.since(*at) > patience))
            .map(|id| match voters.listener_of(id) {
                Some(listener) => format!("{id}@{}:{}", listener.host, listener.port),
                None => id.to_string(),
            })
            .collect();
        drop(heard);
        let leader = match leader {
            Some(leader) => format!("the metadata quorum is led by node {leader} in epoch {epoch}"),
            None => format!("the metadata quorum has no leader in epoch {epoch}"),
        };
        let count = voters.ids().len();
        if silent.is_empty() {
            return leader;
        }
        let why = match needed > voters.majority() {
            true => " (this one has no metadata yet, and one that is not heard may have)",
            false => "",
        };
        format!(
            "{leader}; {} of {count} voters are reached, {needed} needed{why}; not heard: {}",
            count - silent.len(),
            silent.join(", ")
        )
    }

    /// The same where no voter is known: the quorum is not reached, or nobody has begun it.
    fn quorum_to_be_found(&self) -> String {
        let places: Vec<String> = self
            .settings
            .quorum
            .bootstrap
            .iter()
            .map(|place| format!("{}:{}", place.host, place.port))
            .collect();
        format!(
            "no voter of the metadata quorum is known, and none is told of by controller.quorum.bootstrap.servers ({}), \
             which have to be listeners of controllers. \
             If this is the first node of a new cluster, let that key name this node alone, or name all voters in \
             controller.quorum.voters",
            places.join(", ")
        )
    }

    /// Has the quorum answer a request of another member.
    ///
    /// # Errors
    /// `KafkaStorageError` if its disk has failed.
    pub(in crate::engine) fn ask_quorum<R>(
        &self,
        now: Now,
        effects: &mut Effects,
        ask: impl FnOnce(&mut Quorum, Now, &mut Output) -> Result<R, QuorumError>,
    ) -> Result<R, ErrorCode> {
        let mut control = self.control.lock();
        let answer = control.of_quorum(|quorum, output| ask(quorum, now, output));
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
        self.wake_cluster(effects);
        answer
    }

    fn send_for_quorum(&self, send: Send, now: Now, effects: &mut Effects) {
        let Send { id, node, host, port, request } = send;
        let to = Destination { host, port, lane: Lane::Quorum };
        // A Fetch may wait at the other side, and nothing else is to wait behind it.
        let fetch = Destination { lane: Lane::Metadata, ..to.clone() };
        match request {
            QuorumRequest::Vote(request) => {
                self.send_quorum((id, node), &request, (to, 2), QuorumResponse::Vote, now, effects);
            }
            QuorumRequest::BeginQuorumEpoch(request) => {
                let wrap = QuorumResponse::BeginQuorumEpoch;
                self.send_quorum((id, node), &request, (to, 1), wrap, now, effects);
            }
            QuorumRequest::EndQuorumEpoch(request) => {
                let wrap = QuorumResponse::EndQuorumEpoch;
                self.send_quorum((id, node), &request, (to, 1), wrap, now, effects);
            }
            QuorumRequest::Fetch(request) => {
                let wrap = QuorumResponse::Fetch;
                // From version 18 on it says what this node knows to be committed, so that the answer does not wait
                // when more is (KIP-1166).
                self.send_quorum((id, node), &request, (fetch, 18), wrap, now, effects);
            }
            QuorumRequest::FetchSnapshot(request) => {
                let wrap = QuorumResponse::FetchSnapshot;
                self.send_quorum((id, node), &request, (fetch, 1), wrap, now, effects);
            }
            QuorumRequest::UpdateRaftVoter(request) => {
                let wrap = QuorumResponse::UpdateRaftVoter;
                self.send_quorum((id, node), &request, (to, 0), wrap, now, effects);
            }
            QuorumRequest::AddRaftVoter(request) => {
                let wrap = QuorumResponse::AddRaftVoter;
                self.send_quorum((id, node), &request, (to, 1), wrap, now, effects);
            }
            QuorumRequest::RemoveRaftVoter(request) => {
                let wrap = QuorumResponse::RemoveRaftVoter;
                self.send_quorum((id, node), &request, (to, 0), wrap, now, effects);
            }
            QuorumRequest::ApiVersions(request) => {
                let wrap = QuorumResponse::ApiVersions;
                self.send_quorum((id, node), &request, (to, 4), wrap, now, effects);
            }
        }
    }

    fn send_quorum<R: Request>(
        &self,
        (id, member): (RequestId, Option<NodeId>),
        request: &R,
        (to, version): (Destination, i16),
        wrap: fn(R::Response) -> QuorumResponse,
        now: Now,
        effects: &mut Effects,
    ) where
        R::Response: std::marker::Send + 'static,
    {
        let patience = self.settings.quorum.timeouts.request;
        let address = format!("{}:{}", to.host, to.port);
        let sending = Sending { to, version, patience };
        self.send(request, sending, now, effects, move |node, answer, now, effects| {
            if let (Some(member), true) = (member, answer.is_ok()) {
                node.cluster.heard.lock().insert(member, now.monotonic);
            }
            let answer = answer.map(wrap).map_err(|_| Unreachable);
            if let Ok(answer) = &answer {
                node.complain_of_stranger(&address, answer, now);
            }
            let mut control = node.control.lock();
            let _ = control.of_quorum(|quorum, output| quorum.answered(id, answer, now, output));
            node.follow_quorum(&mut control, now, effects);
            drop(control);
            node.take_in_committed(now, effects);
            node.wake_cluster(effects);
        });
    }

    /// Says that a member belongs to another cluster: to the quorum it is one that does not answer.
    fn complain_of_stranger(&self, member: &str, answer: &QuorumResponse, now: Now) {
        let code = match answer {
            QuorumResponse::Vote(answer) => answer.error_code,
            QuorumResponse::BeginQuorumEpoch(answer) => answer.error_code,
            QuorumResponse::EndQuorumEpoch(answer) => answer.error_code,
            QuorumResponse::Fetch(answer) => answer.error_code,
            QuorumResponse::FetchSnapshot(answer) => answer.error_code,
            QuorumResponse::UpdateRaftVoter(answer) => answer.error_code,
            QuorumResponse::AddRaftVoter(answer) => answer.error_code,
            QuorumResponse::RemoveRaftVoter(answer) => answer.error_code,
            QuorumResponse::ApiVersions(answer) => answer.error_code,
        };
        if code != ErrorCode::InconsistentClusterId.code() {
            return;
        }
        if self.cluster.stranger.lock().is_due(Duration::ZERO, now) {
            tracing::error!(
                "the controller at {member} belongs to another cluster than this node, which belongs to {}: check controller.quorum.voters, or start with an empty data directory",
                self.identity.cluster_id
            );
        }
    }
}
