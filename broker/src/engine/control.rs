//! The control half of a node: its part in the metadata quorum and, while it leads that, the controller, behind
//! one lock. A decision's records are appended and replayed into the newest image at once, and applied to the
//! node when the quorum has committed them.

use std::{
    collections::VecDeque,
    sync::{Arc, atomic::Ordering},
};

use ottla_core::{
    metadata::{
        MetadataDelta, MetadataImage,
        controller::{ActiveController, Basis, Decision},
    },
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset, Rng},
    quorum::{Output, Quorum, QuorumAppendError, QuorumError},
};

use super::{
    call::Call, cluster::ControllerRequest, committed::AwaitCommit, effects::Effects, node::Node,
};

/// The metadata quorum, and the controller if this node is it.
pub struct Control {
    pub(super) quorum: Quorum,
    /// What the quorum wants done outside, until it is.
    pub(super) output: Output,
    /// The controller, while this node leads and has everything that was decided before.
    pub(super) active: Option<Active>,
    /// The epoch in which this node leads, and where it begins: what was decided before is committed
    /// when the record there is.
    pub(super) leading: Option<(LeaderEpoch, Offset)>,
    /// Who led before.
    pub(super) predecessor: Option<NodeId>,
    /// Why the quorum cannot go on: its disk has failed.
    pub(super) failure: Option<QuorumError>,
    /// Up to where records are in `committed`.
    pub(super) applied: Offset,
    /// Everything that is committed. The node's view follows it: see [`Committed`].
    pub(super) committed: Arc<MetadataImage>,
    /// Changes that are not committed yet.
    pub(super) uncommitted: VecDeque<Change>,
    pub(super) rng: Rng,
    /// Whether a snapshot is being written.
    pub(super) snapshotting: bool,
}

/// The controller's state.
pub(super) struct Active {
    /// The epoch in which it leads.
    pub(super) epoch: LeaderEpoch,
    pub(super) controller: ActiveController,
    /// Everything that was appended, committed or not: decisions build on it.
    pub(super) newest: Arc<MetadataImage>,
}

/// What one batch of records changed.
pub(super) struct Change {
    pub(super) end_offset: Offset,
    pub(super) image: Arc<MetadataImage>,
    pub(super) delta: MetadataDelta,
}

impl Control {
    pub(super) fn new(quorum: Quorum, output: Output, rng: Rng) -> Self {
        Self {
            quorum,
            output,
            failure: None,
            active: None,
            leading: None,
            predecessor: None,
            applied: Offset::ZERO,
            committed: Arc::default(),
            uncommitted: VecDeque::new(),
            rng,
            snapshotting: false,
        }
    }

    /// The controller. Only those are called who decide, which only the active controller does.
    pub(super) fn active(&mut self) -> &mut Active {
        self.active.as_mut().expect("only the active controller decides")
    }

    /// The metadata that decisions build on.
    #[must_use]
    pub fn image(&mut self) -> Arc<MetadataImage> {
        self.active().newest.clone()
    }

    /// Randomness for ids and placement.
    pub fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    /// Has the quorum do something. If its disk fails at that, the node is to halt: see `failure`.
    pub(super) fn of_quorum<R>(
        &mut self,
        work: impl FnOnce(&mut Quorum, &mut Output) -> Result<R, QuorumError>,
    ) -> Result<R, ErrorCode> {
        if self.failure.is_some() {
            return Err(ErrorCode::KafkaStorageError);
        }
        work(&mut self.quorum, &mut self.output).map_err(|error| {
            self.failure = Some(error);
            ErrorCode::KafkaStorageError
        })
    }

    /// Has the controller decide on a request.
    pub(super) fn ask<R: ControllerRequest>(
        &mut self,
        request: &R,
        version: i16,
        now: Now,
    ) -> Decision<R::Response> {
        self.with_controller(now, |controller, basis| request.decide(controller, basis, version))
    }

    /// Calls the controller with all that was decided so far.
    pub(super) fn with_controller<R>(
        &mut self,
        now: Now,
        decide: impl FnOnce(&mut ActiveController, Basis<'_>) -> R,
    ) -> R {
        let next_offset = self.quorum.log_end_offset();
        let active = self.active();
        decide(&mut active.controller, Basis { image: &active.newest, next_offset, now })
    }

    /// Appends a decision's records and replays them; returns the offset whose commit the
    /// response waits for.
    pub(super) fn write<R>(
        &mut self,
        decision: Decision<R>,
        now: Now,
    ) -> Result<(R, Option<Offset>), ErrorCode> {
        if decision.records.is_empty() {
            // What the response says may rest on a change that is not committed yet.
            return Ok((
                decision.response,
                self.uncommitted.back().map(|change| change.end_offset),
            ));
        }
        let Active { epoch, newest, .. } = self.active();
        let (epoch, level) = (*epoch, newest.metadata_version());
        let base = match self.quorum.append(epoch, &decision.records, level, now, &mut self.output)
        {
            Ok(base) => base,
            Err(QuorumAppendError::NotLeader { .. }) => return Err(ErrorCode::NotController),
            Err(QuorumAppendError::TooLarge { .. }) => return Err(ErrorCode::RecordListTooLarge),
            Err(QuorumAppendError::Empty) => return Err(ErrorCode::UnknownServerError),
            Err(QuorumAppendError::Failed(error)) => {
                self.failure.get_or_insert(error);
                return Err(ErrorCode::KafkaStorageError);
            }
        };
        let active = self.active();
        let mut image = MetadataImage::clone(&active.newest);
        let mut delta = MetadataDelta::default();
        for (index, record) in decision.records.iter().enumerate() {
            image
                .replay(base + index as i64, record, &mut delta)
                .expect("the controller's own records fit the image that it made them from");
        }
        let end_offset = base + decision.records.len() as i64;
        active.newest = Arc::new(image);
        let image = active.newest.clone();
        self.uncommitted.push_back(Change { end_offset, image, delta });
        Ok((decision.response, Some(end_offset)))
    }
}

impl Node {
    /// Asks the controller for a decision and appends its records.
    ///
    /// # Errors
    /// `KafkaStorageError` if the metadata log cannot be written, `NotController` of a node that is not the
    /// active controller.
    pub(super) fn control<R>(
        &self,
        call: &mut Call<'_>,
        decide: impl FnOnce(&mut Control) -> Decision<R>,
    ) -> Result<(R, AwaitCommit), ErrorCode> {
        self.decide(call.now, call.effects, |control, _| decide(control))
    }

    /// As [`Node::control`], where nobody has called.
    ///
    /// # Errors
    /// The same.
    pub(super) fn decide<R>(
        &self,
        now: Now,
        effects: &mut Effects,
        decide: impl FnOnce(&mut Control, Now) -> Decision<R>,
    ) -> Result<(R, AwaitCommit), ErrorCode> {
        let mut control = self.control.lock();
        if self.stopped.load(Ordering::Acquire) || control.active.is_none() {
            return Err(ErrorCode::NotController);
        }
        let leadership = self.leadership();
        let decision = decide(&mut control, now);
        let written = control.write(decision, now);
        self.follow_quorum(&mut control, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
        let (response, offset) = written?;
        let Some(offset) = offset else { return Ok((response, AwaitCommit::Done)) };
        if self.view.load().image.end_offset >= Some(offset) {
            return Ok((response, AwaitCommit::Done));
        }
        Ok((response, AwaitCommit::At { offset, leadership, ticket: None }))
    }
}
