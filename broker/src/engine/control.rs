//! The control half of a node: the controller behind one lock. A decision's records are appended
//! and replayed into the newest image at once, and applied to the node when they are committed.

use std::{
    collections::VecDeque,
    sync::{Arc, atomic::Ordering},
};

use ottla_core::{
    metadata::{MetadataDelta, MetadataImage, controller::Decision},
    model::{ErrorCode, Now, Offset, Rng},
    storage::log::SyncJob,
};

use super::{
    call::Call,
    committed::AwaitCommit,
    effects::{Effects, Work},
    metadata_log::{MetadataLog, MetadataLogError},
    node::Node,
};

/// The controller's state.
pub struct Control {
    pub(super) log: MetadataLog,
    /// Everything that was appended, committed or not: decisions build on it.
    pub(super) newest: Arc<MetadataImage>,
    /// Changes that are not committed yet.
    pub(super) uncommitted: VecDeque<Change>,
    pub(super) rng: Rng,
    pub(super) syncing: bool,
}

/// What one batch of records changed.
pub(super) struct Change {
    pub(super) end_offset: Offset,
    pub(super) image: Arc<MetadataImage>,
    pub(super) delta: MetadataDelta,
}

impl Control {
    /// The metadata that decisions build on.
    #[must_use]
    pub fn image(&self) -> &MetadataImage {
        &self.newest
    }

    /// Randomness for ids and placement.
    pub fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    /// Appends a decision's records and replays them; returns the offset whose commit the
    /// response waits for.
    pub(super) fn write<R>(
        &mut self,
        decision: Decision<R>,
        now: Now,
    ) -> Result<(R, Option<Offset>), MetadataLogError> {
        if decision.records.is_empty() {
            // What the response says may rest on a change that is not committed yet.
            return Ok((
                decision.response,
                self.uncommitted.back().map(|change| change.end_offset),
            ));
        }
        let base = self.log.append(&decision.records, self.newest.metadata_version(), now)?;
        let mut image = MetadataImage::clone(&self.newest);
        let mut delta = MetadataDelta::default();
        for (index, record) in decision.records.iter().enumerate() {
            image
                .replay(base + index as i64, record, &mut delta)
                .expect("the controller's own records fit the image that it made them from");
        }
        let end_offset = base + decision.records.len() as i64;
        self.newest = Arc::new(image);
        self.uncommitted.push_back(Change { end_offset, image: self.newest.clone(), delta });
        Ok((decision.response, Some(end_offset)))
    }

    /// The sync that commits what is appended, unless one runs already.
    pub(super) fn begin_sync(&mut self) -> Result<Option<SyncJob>, MetadataLogError> {
        if self.syncing || self.uncommitted.is_empty() {
            return Ok(None);
        }
        let job = self.log.prepare_sync()?;
        self.syncing = job.is_some();
        Ok(job)
    }
}

impl Node {
    /// Asks the controller for a decision and appends its records.
    ///
    /// # Errors
    /// `KafkaStorageError` if the metadata log cannot be written, `NotController` of a node that stops.
    pub(super) fn control<R>(
        &self,
        call: &mut Call<'_>,
        decide: impl FnOnce(&mut Control) -> Decision<R>,
    ) -> Result<(R, AwaitCommit), ErrorCode> {
        self.decide(call.now, call.effects, decide)
    }

    /// As [`Node::control`], where nobody has called.
    ///
    /// # Errors
    /// The same.
    pub(super) fn decide<R>(
        &self,
        now: Now,
        effects: &mut Effects,
        decide: impl FnOnce(&mut Control) -> Decision<R>,
    ) -> Result<(R, AwaitCommit), ErrorCode> {
        let mut control = self.control.lock();
        if self.stopped.load(Ordering::Acquire) {
            // The log is closed, or is about to be.
            return Err(ErrorCode::NotController);
        }
        let decision = decide(&mut control);
        let written = control.write(decision, now);
        let (response, offset) = written.map_err(|error| {
            self.metadata_failed(&error, effects);
            ErrorCode::KafkaStorageError
        })?;
        let Some(offset) = offset else { return Ok((response, AwaitCommit::Done)) };
        if self.is_durable() {
            self.sync_metadata(&mut control, effects);
            return Ok((response, AwaitCommit::At(offset, None)));
        }
        self.commit(&mut control, offset, now, effects);
        Ok((response, AwaitCommit::Done))
    }

    /// Begins to make what was appended durable.
    pub(super) fn sync_metadata(&self, control: &mut Control, effects: &mut Effects) {
        match control.begin_sync() {
            Ok(job) => effects.work.extend(job.map(Work::SyncMetadata)),
            Err(error) => self.metadata_failed(&error, effects),
        }
    }

    /// Takes in that the metadata log cannot be written: without it the node is none.
    pub(super) fn metadata_failed(&self, error: &MetadataLogError, effects: &mut Effects) {
        tracing::error!(%error, "the metadata log cannot be written");
        if let Some(error) = error.disk_error() {
            self.disk_failed(self.directories.metadata(), error, effects);
        }
    }
}
