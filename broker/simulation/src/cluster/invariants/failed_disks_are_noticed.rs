//! A node that could not write or sync does not go on as if nothing had happened: the directory is offline, or the node
//! halts. What it could not sync may be gone, and what it could not write it must not count on.

use ottla_broker::engine::Node;
use ottla_core::storage::disk::failing::{FailingDisk, FaultyCall};

use super::violation;
use crate::invariants::Violation;

pub(super) fn look(node: &Node, disk: &FailingDisk) -> Option<Violation> {
    if node.halted().is_some() || node.has_offline_directory() {
        return None;
    }
    let writes = disk.failures(FaultyCall::Write);
    let syncs = disk.failures(FaultyCall::Sync);
    if writes + syncs == 0 {
        return None;
    }
    let id = node.identity().node_id;
    let what = format!("node {id} goes on after {writes} writes and {syncs} syncs have failed");
    Some(violation("failed_disks_are_noticed", what))
}
