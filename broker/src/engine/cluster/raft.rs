//! Carries out what the metadata quorum wants: its requests go to the other members, what it commits is
//! applied, and when it gives the leadership to this node, the controller begins.

use std::sync::{Arc, atomic::Ordering};

use ottla_core::{
    metadata::{
        MetadataDelta, MetadataImage,
        controller::{ActiveController, Basis, ControllerSettings, Decision},
    },
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset},
    quorum::{Event, Outbound, Output},
};

use super::{
    forwarding::ControllerLink,
    outgoing::{Destination, Lane},
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
            let Decision { records, response } = active.controller.timeout(basis);
            let Some(due) = response else { return };
            if !records.is_empty() {
                tracing::info!(records = records.len(), "the controller acts by itself: {due}");
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
                self.quorum_event(control, event, now, effects);
            }
            self.apply_committed(control, now, effects);
        }
    }

    fn quorum_event(&self, control: &mut Control, event: Event, now: Now, effects: &mut Effects) {
        match event {
            Event::BecameLeader { epoch, offset } => {
                control.leading = Some((epoch, offset));
            }
            Event::LeadershipLost => self.end_controller(control, effects),
            Event::LeaderKnown { leader, epoch } => {
                tracing::debug!(?leader, ?epoch, "the metadata quorum");
                self.link_controller(control);
            }
            Event::HighWatermark(_) | Event::TruncatedTo(_) => {}
            Event::SnapshotLoaded(id) => self.load_snapshot(control, id, now, effects),
        }
    }
}
