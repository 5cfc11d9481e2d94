//! What has to be so in a cluster, whatever goes wrong: one file for each rule. Some look at a node after
//! everything that it does, some at the logs of all replicas, some at the end.

mod acknowledged_records_stay;
mod committed_metadata_is_the_same;
mod committed_offsets_stay;
mod failed_disks_are_noticed;
mod groups_leave_nothing_out;
mod idempotent_writes_are_there_once;
mod in_sync_replicas_are_replicas;
mod nobody_is_refused;
mod nodes_do_not_halt;
mod nothing_goes_back;
mod one_leader_per_epoch;
mod one_value_per_offset;
mod records_are_moved_with_their_offsets;
mod transfers_are_whole_or_not_there;
mod voters_change_one_by_one;
mod what_is_read_stays;

use std::sync::Arc;

use ottla_broker::engine::{Node, View};
use ottla_core::{metadata::MetadataImage, model::NodeId, storage::disk::failing::FailingDisk};

use super::{final_state::FinalState, history::History, voters::VoterChange};
use crate::invariants::Violation;

/// A node as it is now.
pub(super) struct Sight<'a> {
    pub(super) machine: usize,
    /// Which run of its process this is.
    pub(super) start: u64,
    pub(super) id: NodeId,
    pub(super) view: &'a Arc<View>,
}

/// Looks at the nodes, and remembers.
#[derive(Default)]
pub(super) struct Watch {
    pub(super) found: Vec<Violation>,
    /// For the trace.
    pub(super) notes: Vec<String>,
    seen: Vec<Option<(u64, Arc<MetadataImage>)>>,
    newest: Option<Arc<MetadataImage>>,
    leaders: one_leader_per_epoch::Leaders,
    progress: nothing_goes_back::Progress,
    images: committed_metadata_is_the_same::Images,
    logs: one_value_per_offset::Logs,
    pub(super) voters: voters_change_one_by_one::Voters,
}

impl Watch {
    /// Looks at a node that has done something.
    pub(super) fn look(&mut self, machine: usize, start: u64, node: &Node) {
        let view = node.view();
        if self.seen.len() <= machine {
            self.seen.resize(machine + 1, None);
        }
        let same = self.seen[machine]
            .as_ref()
            .is_some_and(|(run, image)| *run == start && Arc::ptr_eq(image, &view.image));
        let id = node.identity().node_id;
        let sight = Sight { machine, start, id, view: &view };
        self.found.extend(nodes_do_not_halt::look(node));
        self.found.extend(self.leaders.look(&sight, node.controller_epoch()));
        self.found.extend(self.progress.look(&sight));
        self.found.extend(self.voters.look(&sight, node));
        if !same {
            self.found.extend(in_sync_replicas_are_replicas::look(&view.image));
            self.found.extend(self.images.look(&sight));
            self.learn(&view.image);
            self.seen[machine] = Some((start, view.image.clone()));
        }
        self.notes.append(&mut self.leaders.notes);
    }

    /// Looks at a node that has done something on a disk that may have failed.
    pub(super) fn look_at_disk(&mut self, node: &Node, disk: &FailingDisk) {
        self.found.extend(failed_disks_are_noticed::look(node, disk));
    }

    /// Operators were told of these changes of voters.
    pub(super) fn acknowledged(&mut self, told: &[VoterChange]) {
        self.found.extend(self.voters.acknowledged(told));
    }

    /// Reads what a node's replicas have committed.
    pub(super) fn read(&mut self, machine: usize, start: u64, node: &Node) {
        self.found.extend(self.logs.read(machine, start, &node.view()));
    }

    fn learn(&mut self, image: &Arc<MetadataImage>) {
        let is_newer =
            self.newest.as_ref().is_none_or(|newest| image.end_offset > newest.end_offset);
        if is_newer {
            self.note_changes(image);
            self.newest = Some(image.clone());
        }
    }

    fn note_changes(&mut self, image: &MetadataImage) {
        let before = self.newest.clone().unwrap_or_default();
        for topic in image.topics.values() {
            let earlier = before.topics.get(&topic.id);
            for (number, one) in topic.partitions.iter().enumerate() {
                if earlier.and_then(|topic| topic.partitions.get(number)) != Some(one) {
                    self.notes.push(format!(
                        "{}-{number}: node {} leads in epoch {}, in sync {:?}, eligible {:?}, replicas {:?}",
                        topic.name,
                        one.leader,
                        one.leader_epoch,
                        numbers(&one.in_sync_replicas),
                        numbers(&one.eligible_leader_replicas),
                        numbers(&one.replicas),
                    ));
                }
            }
        }
    }
}

fn numbers(nodes: &[NodeId]) -> Vec<i32> {
    nodes.iter().map(|node| node.0).collect()
}

/// Whether every partition has a leader and all of its replicas in sync.
pub(super) fn is_whole(image: &MetadataImage) -> bool {
    image.topics.values().flat_map(|topic| &topic.partitions).all(|one| {
        one.leader != NodeId::NONE
            && one.in_sync_replicas.len() == one.replicas.len()
            && one.adding_replicas.is_empty()
            && one.removing_replicas.is_empty()
    })
}

type Check = fn(&History, &FinalState) -> Vec<String>;

/// What is not as it should be at the end.
pub(super) fn at_the_end(history: &History, state: &FinalState) -> Vec<Violation> {
    let rules: [(&str, Check); 9] = [
        ("acknowledged_records_stay", acknowledged_records_stay::check),
        ("committed_offsets_stay", committed_offsets_stay::check),
        ("groups_leave_nothing_out", groups_leave_nothing_out::check),
        ("idempotent_writes_are_there_once", idempotent_writes_are_there_once::check),
        ("nobody_is_refused", nobody_is_refused::check),
        ("records_are_moved_with_their_offsets", records_are_moved_with_their_offsets::check),
        ("transfers_are_whole_or_not_there", transfers_are_whole_or_not_there::check),
        ("voters_change_one_by_one", voters_change_one_by_one::check),
        ("what_is_read_stays", what_is_read_stays::check),
    ];
    let found = rules.into_iter().flat_map(|(invariant, check)| {
        check(history, state).into_iter().map(move |what| Violation { invariant, what })
    });
    found.collect()
}

fn violation(invariant: &'static str, what: String) -> Violation {
    Violation { invariant, what }
}
