//! The partitions that this broker follows, and the changes of in-sync replicas that it wants.

use ottla_core::{
    metadata::MetadataDelta,
    model::{Moment, Now, TopicIdPartition, Uuid},
};
use parking_lot::Mutex;

use crate::engine::{effects::Effects, node::Node, view::View};

/// What a node keeps of its replicas.
#[derive(Debug, Default)]
pub(in crate::engine) struct Replicas {
    /// Replicas whose directory the controller does not know yet.
    unassigned: Mutex<Vec<(TopicIdPartition, Uuid)>>,
}

impl Replicas {
    pub(in crate::engine) fn new(_: &crate::engine::Settings, _: &crate::engine::Identity, _: &ottla_core::model::Rng) -> Self {
        Self::default()
    }

    pub(in crate::engine) fn assign_later(&self, id: TopicIdPartition, directory: Uuid) {
        self.unassigned.lock().push((id, directory));
    }
}

impl Node {
    pub(super) fn replicas_due(&self) -> Option<Moment> {
        None
    }

    pub(super) fn tend_replicas(&self, _now: Now, _effects: &mut Effects) {}

    pub(in crate::engine) fn follow_leaders(
        &self,
        _view: &View,
        _delta: &MetadataDelta,
        _now: Now,
        _effects: &mut Effects,
    ) {
    }
}
