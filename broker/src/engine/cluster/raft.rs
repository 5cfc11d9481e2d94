//! Carries out what the metadata quorum wants: its requests go to the other members, what it commits is
//! applied, and when it gives the leadership to this node, the controller begins.

use std::sync::{Arc, atomic::Ordering};

use ottla_core::{
    metadata::{
        MetadataDelta, MetadataImage,
        controller::{ActiveController, Basis, ControllerSettings, Decision},
    },
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset},
    quorum::{
        Event, Outbound, Output, Quorum, QuorumAddress, QuorumRequest, QuorumResponse, Unreachable,
    },
    protocol::Request,
};

use super::{
    forwarding::ControllerLink,
    lifecycle::COMPLAINT_INTERVAL,
    outgoing::{Destination, Lane, Sending},
};
use crate::engine::{
    control::{Active, Control},
    effects::{Effects, Work},
    node::Node,
    quorum_settings::ControllerAddress,
};

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
        let Control { quorum, output, .. } = &mut *control;
        quorum.poll(now, output);
        self.follow_quorum(&mut control, now, effects);
        self.run_controller_timers(&mut control, now, effects);
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
            if self.is_ready() {
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

    /// Writes what no request asked for.
    pub(in crate::engine) fn write_unasked(
        &self,
        control: &mut Control,
        decision: Decision<()>,
        now: Now,
        effects: &mut Effects,
    ) {
        if let Err(code) = control.write(decision, now) {
            tracing::warn!("the controller's records are not written: {}", code.message());
        }
        self.follow_quorum(control, now, effects);
    }

    /// Has what the quorum wants carried out, until it wants nothing more.
    pub(in crate::engine) fn follow_quorum(
        &self,
        control: &mut Control,
        now: Now,
        effects: &mut Effects,
    ) {
        loop {
            let Output { sends, syncs, wakes, events } = std::mem::take(&mut control.output);
            if sends.is_empty() && syncs.is_empty() && wakes.is_empty() && events.is_empty() {
                return;
            }
            effects.wakes.extend(wakes);
            effects.work.extend(syncs.into_iter().map(Work::SyncMetadata));
            for send in sends {
                self.send_for_quorum(send, now, effects);
            }
            for event in events {
                self.quorum_event(control, event, effects);
            }
            self.apply_committed(control, now, effects);
        }
    }

    fn quorum_event(&self, control: &mut Control, event: Event, effects: &mut Effects) {
        match event {
            Event::BecameLeader { epoch, offset } => {
                control.leading = Some((epoch, offset));
            }
            Event::LeadershipLost => self.end_controller(control, effects),
            Event::LeaderKnown { leader, epoch } => {
                tracing::debug!(?leader, ?epoch, "the metadata quorum");
                self.link_controller(control);
            }
            Event::HighWatermark(_) => {}
            Event::TruncatedTo(offset) => {
                tracing::info!(%offset, "the metadata log gives up what its leader does not have");
            }
            Event::Failed => {
                let Some(error) = control.quorum.take_failure() else { return };
                let directory = self.directories.metadata();
                match error.disk_error() {
                    Some(disk) => self.directory_failed(directory, disk, effects),
                    None => self.halt(format_args!(
                        "the metadata log in {} can no longer be kept: {error}",
                        directory.path()
                    )),
                }
            }
        }
    }
}

impl Node {
    /// Applies what the quorum has committed; where that is all that was decided before this node's leadership, the
    /// controller begins.
    fn apply_committed(&self, control: &mut Control, now: Now, effects: &mut Effects) {
        let Some(high_watermark) = control.quorum.high_watermark() else { return };
        while control.uncommitted.front().is_some_and(|one| one.end_offset <= high_watermark) {
            let Some(change) = control.uncommitted.pop_front() else { break };
            control.applied = change.end_offset;
            self.apply(&change.image, &change.delta, now, effects);
        }
        if control.active.is_some() {
            return;
        }
        if control.applied < high_watermark {
            self.apply_read(control, high_watermark, now, effects);
        }
        if let Some((epoch, offset)) = control.leading
            && offset < high_watermark
        {
            self.begin_controller(control, epoch, now, effects);
        }
    }

    /// Applies records of the log that another leader has written, or an earlier one.
    fn apply_read(&self, control: &mut Control, end: Offset, now: Now, effects: &mut Effects) {
        let mut image = MetadataImage::clone(&self.view.load().image);
        let mut delta = MetadataDelta::default();
        let mut contradiction = None;
        let read = control.quorum.read(control.applied, end, |offset, record| {
            if let Err(error) = image.replay(offset, record, &mut delta) {
                contradiction.get_or_insert((offset, error));
            }
        });
        if let Err(error) = read {
            return self.halt(format_args!("the metadata log cannot be read: {error}"));
        }
        if let Some((offset, error)) = contradiction {
            return self.halt(format_args!(
                "the metadata log contradicts itself at offset {offset}: {error}"
            ));
        }
        control.applied = end;
        self.apply(&Arc::new(image), &delta, now, effects);
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
        let newest = self.view.load().image.clone();
        tracing::info!(node = %self.identity.node_id, %epoch, "this node is the active controller");
        if let Err(code) = self.activate(control, newest, now) {
            tracing::warn!("the controller's records are not written: {}", code.message());
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
            voters: control.quorum.voter_ids(),
        };
        let rng = control.rng.split(&format!("controller {}", self.leadership().0));
        let controller = ActiveController::begin(settings, &newest, rng, now);
        let records = controller.activation_records(&newest);
        control.active = Some(Active { controller, newest });
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
            let QuorumAddress { host, port } = control.quorum.address_of(leader)?.clone();
            Some(ControllerAddress { host, port })
        });
        let is_here = control.active.is_some();
        self.cluster.controller.store(Arc::new(ControllerLink { leader, address, is_here }));
    }

    /// What is wrong with the quorum, for messages: whom it hears, and whom not.
    pub(in crate::engine) fn quorum_state(&self, now: Now) -> String {
        self.control.lock().quorum.in_words(now.monotonic)
    }

    /// Has the quorum answer a request of another member.
    pub(in crate::engine) fn ask_quorum<R>(
        &self,
        now: Now,
        effects: &mut Effects,
        ask: impl FnOnce(&mut Quorum, Now, &mut Output) -> R,
    ) -> R {
        let mut control = self.control.lock();
        let Control { quorum, output, .. } = &mut *control;
        let answer = ask(quorum, now, output);
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.wake_cluster(effects);
        answer
    }

    fn send_for_quorum(&self, outbound: Outbound, now: Now, effects: &mut Effects) {
        let Outbound { id, to, request } = outbound;
        let to = Destination { host: to.host, port: to.port, lane: Lane::Quorum };
        match request {
            QuorumRequest::Vote(request) => {
                self.send_quorum(id, &request, (to, 2), QuorumResponse::Vote, now, effects);
            }
            QuorumRequest::BeginEpoch(request) => {
                self.send_quorum(id, &request, (to, 1), QuorumResponse::BeginEpoch, now, effects);
            }
            QuorumRequest::EndEpoch(request) => {
                self.send_quorum(id, &request, (to, 1), QuorumResponse::EndEpoch, now, effects);
            }
            QuorumRequest::Fetch(request) => {
                // It may wait at the other side, and nothing else is to wait behind it.
                let to = Destination { lane: Lane::Metadata, ..to };
                self.send_quorum(id, &request, (to, 17), QuorumResponse::Fetch, now, effects);
            }
        }
    }

    fn send_quorum<R: Request>(
        &self,
        id: u64,
        request: &R,
        (to, version): (Destination, i16),
        wrap: fn(R::Response) -> QuorumResponse,
        now: Now,
        effects: &mut Effects,
    ) where
        R::Response: Send + 'static,
    {
        let patience = self.settings.quorum.timeouts.request;
        let member = format!("{}:{}", to.host, to.port);
        let sending = Sending { to, version, patience };
        self.send(request, sending, now, effects, move |node, answer, now, effects| {
            let answer = answer.map(wrap).map_err(|_| Unreachable);
            if let Ok(answer) = &answer {
                node.complain_of_stranger(&member, answer, now);
            }
            let mut control = node.control.lock();
            let Control { quorum, output, .. } = &mut *control;
            quorum.answered(id, answer, now, output);
            node.follow_quorum(&mut control, now, effects);
            drop(control);
            node.wake_cluster(effects);
        });
    }

    /// Says that a member belongs to another cluster: to the quorum it is one that does not answer.
    fn complain_of_stranger(&self, member: &str, answer: &QuorumResponse, now: Now) {
        let code = match answer {
            QuorumResponse::Vote(answer) => answer.error_code,
            QuorumResponse::BeginEpoch(answer) => answer.error_code,
            QuorumResponse::EndEpoch(answer) => answer.error_code,
            QuorumResponse::Fetch(answer) => answer.error_code,
        };
        if code != ErrorCode::InconsistentClusterId.code() {
            return;
        }
        let mut told = self.cluster.told_of_stranger.lock();
        if told.is_none_or(|at| now.monotonic.since(at) >= COMPLAINT_INTERVAL) {
            *told = Some(now.monotonic);
            tracing::error!(
                "the controller at {member} belongs to another cluster than this node, which belongs to {}: check controller.quorum.voters, or start with an empty data directory",
                self.identity.cluster_id
            );
        }
    }
}
