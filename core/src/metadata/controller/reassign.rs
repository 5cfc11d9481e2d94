//! AlterPartitionReassignments (KIP-455): partitions get other replicas, or go back to those of before. The new ones
//! are added first; those that go leave when the new ones are in sync, which is at once if nobody is new.

use std::collections::BTreeSet;

use bytestring::ByteString;

use super::{
    ActiveController, Basis, Decision,
    assignment::check_assignment,
    create_topics::Refusal,
    draft::Draft,
    partition_change::Election,
    reassignment::{Loss, Revert, Way},
};
use crate::{
    metadata::PartitionRegistration,
    model::{ErrorCode, NodeId, PartitionId, TopicIdPartition},
    protocol::messages::{
        AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse,
        alter_partition_reassignments_response::{
            ReassignablePartitionResponse, ReassignableTopicResponse,
        },
    },
};

/// Whether a reassignment may give a partition more or fewer replicas (KIP-860).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Factor {
    MayChange,
    Stays,
}

impl ActiveController {
    /// Decides on an AlterPartitionReassignments request; each partition has its own error.
    #[must_use]
    pub fn alter_partition_reassignments(
        &self,
        basis: Basis<'_>,
        request: &AlterPartitionReassignmentsRequest,
    ) -> Decision<AlterPartitionReassignmentsResponse> {
        let factor =
            if request.allow_replication_factor_change { Factor::MayChange } else { Factor::Stays };
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        let topics = request.topics.iter().map(|topic| {
            let partitions = topic.partitions.iter().map(|partition| {
                let number = PartitionId(partition.partition_index);
                let target = partition.replicas.as_deref();
                let altered = alter(&mut draft, &topic.name, number, target, factor);
                let (code, message) = match altered {
                    Ok(()) => (ErrorCode::None, None),
                    Err((code, message)) => (code, Some(ByteString::from(message))),
                };
                ReassignablePartitionResponse {
                    partition_index: number.0,
                    error_code: code.code(),
                    error_message: message,
                }
            });
            let partitions = partitions.collect();
            ReassignableTopicResponse { name: topic.name.clone(), partitions }
        });
        let response = AlterPartitionReassignmentsResponse {
            responses: topics.collect(),
            allow_replication_factor_change: request.allow_replication_factor_change,
            ..Default::default()
        };
        Decision { records: draft.into_records(), response }
    }
}

fn alter(
    draft: &mut Draft<'_>,
    name: &str,
    partition: PartitionId,
    target: Option<&[i32]>,
    factor: Factor,
) -> Result<(), Refusal> {
    let unknown = |message: String| (ErrorCode::UnknownTopicOrPartition, message);
    let topic = draft.rules.image.topic(name);
    let topic = topic.ok_or_else(|| unknown(format!("Unable to find a topic named {name}.")))?;
    let id = TopicIdPartition { topic_id: topic.id, partition };
    if topic.partition(partition).is_none() {
        return Err(unknown(format!("Unable to find partition {name}:{partition}.")));
    }
    match target {
        None => cancel(draft, id),
        Some(target) => {
            let target: Vec<NodeId> = target.iter().copied().map(NodeId).collect();
            begin(draft, id, &target, factor)
        }
    }
}

fn cancel(draft: &mut Draft<'_>, id: TopicIdPartition) -> Result<(), Refusal> {
    let Some((topic, partition)) = draft.find(id) else { return Ok(()) };
    if !partition.is_reassigning() {
        let code = ErrorCode::NoReassignmentInProgress;
        return Err((code, code.message().to_owned()));
    }
    let invalid = |message: String| (ErrorCode::InvalidReplicaAssignment, message);
    let revert = Revert::of(partition).ok_or_else(|| {
        invalid("Invalid replica assignment: addingReplicas contains all replicas.".into())
    })?;
    let allows_unclean = draft.rules.allows_unclean_election(topic);
    if revert.loss == Loss::Possible && !allows_unclean {
        return Err(invalid(format!(
            "Unable to revert partition assignment for {}:{} because it would require an unclean \
             leader election.",
            topic.name, id.partition
        )));
    }
    draft.change(id, |change| {
        if allows_unclean {
            change.election = Election::Unclean;
        }
        change.in_sync_replicas = revert.in_sync_replicas;
        change.replicas = revert.replicas;
        change.removing_replicas.clear();
        change.adding_replicas.clear();
    });
    Ok(())
}

fn begin(
    draft: &mut Draft<'_>,
    id: TopicIdPartition,
    target: &[NodeId],
    factor: Factor,
) -> Result<(), Refusal> {
    check_assignment(draft.rules.image, target, None)?;
    let Some((_, partition)) = draft.find(id) else { return Ok(()) };
    let before = replicas_when_done(partition);
    if factor == Factor::Stays && before != target.len() {
        let message =
            format!("The replication factor is changed from {before} to {}", target.len());
        return Err((ErrorCode::InvalidReplicationFactor, message));
    }
    let way = Way::new(&partition.replicas, target);
    draft.change(id, |change| {
        change.replicas = way.replicas;
        change.removing_replicas = way.removing;
        // Who was being added, and is wanted still, is waited for still. Apache Kafka also waits for those that
        // are not wanted any more, without an end.
        if way.adding.is_empty() {
            change.adding_replicas.retain(|replica| target.contains(replica));
        } else {
            change.adding_replicas = way.adding;
        }
    });
    Ok(())
}

/// How many replicas a partition has when its reassignment is done.
fn replicas_when_done(partition: &PartitionRegistration) -> usize {
    let all = partition.replicas.iter().chain(&partition.adding_replicas);
    let stay = all.filter(|replica| !partition.removing_replicas.contains(replica));
    stay.collect::<BTreeSet<_>>().len()
}
