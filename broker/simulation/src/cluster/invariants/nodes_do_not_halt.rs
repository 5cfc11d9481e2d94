//! No node whose disk is whole gives up: whatever it finds on it after a crash, or after the disk has failed, it can
//! go on with.

use ottla_broker::engine::Node;

use super::violation;
use crate::invariants::Violation;

pub(super) fn look(node: &Node) -> Option<Violation> {
    let reason = node.halted()?;
    let id = node.identity().node_id;
    Some(violation("nodes_do_not_halt", format!("node {id}: {reason}")))
}
