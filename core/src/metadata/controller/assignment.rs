//! Whether replicas that a client asks for can be a partition's.

use super::create_topics::Refusal;
use crate::{
    metadata::MetadataImage,
    model::{ErrorCode, NodeId},
};

/// Checks the replicas that a client wants for a partition; `factor` is how many there have to be.
///
/// # Errors
/// `InvalidReplicaAssignment`: there are none, one twice, one that is not registered, or another number.
pub(super) fn check_assignment(
    image: &MetadataImage,
    replicas: &[NodeId],
    factor: Option<usize>,
) -> Result<(), Refusal> {
    let refuse = |message: String| Err((ErrorCode::InvalidReplicaAssignment, message));
    if replicas.is_empty() {
        return refuse("The manual partition assignment includes an empty replica list.".into());
    }
    let mut sorted = replicas.to_vec();
    sorted.sort_unstable();
    let mut previous = None;
    for id in sorted {
        if !image.brokers.contains_key(&id) {
            return refuse(format!(
                "The manual partition assignment includes broker {id}, but no such broker is \
                 registered."
            ));
        }
        if previous == Some(id) {
            return refuse(format!(
                "The manual partition assignment includes the broker {id} more than once."
            ));
        }
        previous = Some(id);
    }
    match factor {
        Some(factor) if replicas.len() != factor => refuse(format!(
            "The manual partition assignment includes a partition with {} replica(s), but this is \
             not consistent with previous partitions, which have {factor} replica(s).",
            replicas.len()
        )),
        Some(_) | None => Ok(()),
    }
}

/// Those of the replicas that serve, and are a new partition's ISR.
pub(super) fn active(image: &MetadataImage, replicas: &[NodeId]) -> Vec<NodeId> {
    let serves = |id: &NodeId| image.brokers.get(id).is_some_and(|broker| broker.is_active());
    replicas.iter().copied().filter(serves).collect()
}
