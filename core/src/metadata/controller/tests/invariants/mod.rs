//! What holds after every decision, a file for each.

mod eligible_leaders_are_apart;
mod epochs_rise;
mod isr_is_alive;
mod isr_is_of_replicas;
mod leader_is_in_sync;
mod reassignments_end;
mod refusals_write_nothing;
mod snapshot_equals_replay;
mod unclean_needs_permission;

use crate::{
    metadata::{MetadataImage, PartitionRegistration, TopicImage},
    model::{NodeId, TopicIdPartition},
    protocol::messages::MetadataRecord,
};

pub(super) use reassignments_end::have_ended;

/// What a decision was asked for, as far as rules differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Anything,
    /// A leader says that these are in sync.
    InSync(Vec<NodeId>),
    /// A client wants unclean leaders.
    UncleanLeaders,
    /// Partitions get other replicas, or go back.
    Reassignment,
}

/// One decision.
pub(super) struct Step<'a> {
    /// Where it is in which history.
    pub(super) at: String,
    pub(super) before: &'a MetadataImage,
    pub(super) after: &'a MetadataImage,
    pub(super) asked: Asked,
    pub(super) records: &'a [MetadataRecord],
    /// Whether the request was refused.
    pub(super) refused: bool,
}

impl Step<'_> {
    /// Partitions that were there before, as they were and as they are.
    fn partitions(
        &self,
    ) -> impl Iterator<
        Item = (&TopicImage, TopicIdPartition, &PartitionRegistration, &PartitionRegistration),
    > {
        all(self.after).filter_map(|(topic, id, after)| {
            let before = self.before.partition(id)?;
            Some((topic, id, before, after))
        })
    }
}

fn all(
    image: &MetadataImage,
) -> impl Iterator<Item = (&TopicImage, TopicIdPartition, &PartitionRegistration)> {
    image.topics.values().flat_map(|topic| {
        topic.numbered().map(move |(partition, one)| {
            (&**topic, TopicIdPartition { topic_id: topic.id, partition }, one)
        })
    })
}

pub(super) fn check(step: &Step<'_>) {
    leader_is_in_sync::check(step);
    isr_is_of_replicas::check(step);
    isr_is_alive::check(step);
    eligible_leaders_are_apart::check(step);
    epochs_rise::check(step);
    unclean_needs_permission::check(step);
    reassignments_end::check(step);
    refusals_write_nothing::check(step);
    snapshot_equals_replay::check(step);
}
