//! AlterPartition (KIP-497): a leader proposes another ISR. The controller takes it if the leader leads still and
//! has not missed a change, and every member may be in sync: it serves, and is the run that the leader means (KIP-841).

use std::collections::BTreeSet;

use super::{
    ActiveController, Basis, Decision, Judged,
    broker_changes::check_broker_epoch,
    draft::{Changed, Draft},
    partition_change::{Election, wire},
};
use crate::{
    metadata::{LeaderRecoveryState, PartitionRegistration, TopicImage},
    model::{ErrorCode, NodeId, PartitionId, TopicIdPartition},
    protocol::messages::{
        AlterPartitionRequest, AlterPartitionResponse,
        alter_partition_request::{BrokerState, PartitionData},
        alter_partition_response,
    },
};

/// Epoch of a member that the leader does not know the epoch of.
const ANY_EPOCH: i64 = -1;

impl ActiveController {
    /// Decides on an AlterPartition request of this version.
    ///
    /// `StaleBrokerEpoch`: the broker is not registered, or not with this epoch. Each partition has its own error.
    #[must_use]
    pub fn alter_partition(
        &self,
        basis: Basis<'_>,
        request: &AlterPartitionRequest,
        version: i16,
    ) -> Judged<AlterPartitionResponse> {
        let broker = NodeId(request.broker_id);
        if let Err(refusal) = check_broker_epoch(basis.image, broker, request.broker_epoch) {
            return Judged::refused(refusal);
        }
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        let topics = request.topics.iter().map(|topic| {
            let known = basis.image.topics.contains_key(&topic.topic_id);
            let partitions = topic.partitions.iter().map(|partition| {
                let number = PartitionId(partition.partition_index);
                let id = TopicIdPartition { topic_id: topic.topic_id, partition: number };
                if !known {
                    return refused(partition, ErrorCode::UnknownTopicId);
                }
                let members = members(partition, version);
                alter(&mut draft, id, broker, partition, &members)
                    .unwrap_or_else(|code| refused(partition, code))
            });
            let partitions = partitions.collect();
            alter_partition_response::TopicData { topic_id: topic.topic_id, partitions }
        });
        let topics = topics.collect();
        let response = AlterPartitionResponse { topics, ..Default::default() };
        Decision { records: draft.into_records(), response: Ok(response) }
    }
}

/// The ISR as proposed. Before version 3 it has no epochs.
fn members(partition: &PartitionData, version: i16) -> Vec<(NodeId, i64)> {
    if version < 3 {
        partition.new_isr.iter().map(|id| (NodeId(*id), ANY_EPOCH)).collect()
    } else {
        let member = |one: &BrokerState| (NodeId(one.broker_id), one.broker_epoch);
        partition.new_isr_with_epochs.iter().map(member).collect()
    }
}

fn alter(
    draft: &mut Draft<'_>,
    id: TopicIdPartition,
    broker: NodeId,
    request: &PartitionData,
    members: &[(NodeId, i64)],
) -> Result<alter_partition_response::PartitionData, ErrorCode> {
    let (topic, before) = draft.find(id).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    let state = check(before, broker, request, members)?;
    check_eligible(draft, members)?;
    let election = election(draft, topic);
    let epoch_before = before.leader_epoch;
    let isr: Vec<NodeId> = members.iter().map(|(id, _)| *id).collect();
    let changed = draft.change(id, |change| {
        change.election = election;
        change.in_sync_replicas = isr;
        change.recovery_state = state;
    });
    let (_, after) = draft.find(id).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    let has_new_epoch = changed == Changed::Yes && after.leader_epoch != epoch_before;
    if has_new_epoch && after.leader != broker {
        // The reassignment that this ISR completes has taken the leader away. It is told to look at the
        // metadata, though its change was made.
        return Err(ErrorCode::NewLeaderElected);
    }
    Ok(alter_partition_response::PartitionData {
        partition_index: request.partition_index,
        error_code: ErrorCode::None.code(),
        leader_id: after.leader.0,
        leader_epoch: after.leader_epoch.0,
        isr: wire(&after.in_sync_replicas),
        leader_recovery_state: after.recovery_state.wire(),
        partition_epoch: after.partition_epoch,
    })
}

fn election(draft: &Draft<'_>, topic: &TopicImage) -> Election {
    if draft.rules.allows_unclean_election(topic) { Election::Unclean } else { Election::Online }
}

/// Checks what the leader says against the partition as it is.
fn check(
    partition: &PartitionRegistration,
    broker: NodeId,
    request: &PartitionData,
    members: &[(NodeId, i64)],
) -> Result<LeaderRecoveryState, ErrorCode> {
    // Who knows more than this controller has another one.
    if request.leader_epoch > partition.leader_epoch.0
        || request.partition_epoch > partition.partition_epoch
    {
        return Err(ErrorCode::NotController);
    }
    if request.leader_epoch < partition.leader_epoch.0 {
        return Err(ErrorCode::FencedLeaderEpoch);
    }
    if broker != partition.leader {
        return Err(ErrorCode::InvalidRequest);
    }
    if request.partition_epoch < partition.partition_epoch {
        return Err(ErrorCode::InvalidUpdateVersion);
    }
    let distinct: BTreeSet<NodeId> = members.iter().map(|(id, _)| *id).collect();
    let are_replicas = distinct.iter().all(|id| partition.replicas.contains(id));
    if distinct.len() != members.len() || !are_replicas || !distinct.contains(&broker) {
        return Err(ErrorCode::InvalidRequest);
    }
    let state = LeaderRecoveryState::from_wire(request.leader_recovery_state)
        .ok_or(ErrorCode::InvalidRequest)?;
    let recovers = state == LeaderRecoveryState::Recovering;
    let recovered = partition.recovery_state == LeaderRecoveryState::Recovered;
    if recovers && (members.len() > 1 || recovered) {
        return Err(ErrorCode::InvalidRequest);
    }
    Ok(state)
}

/// Whether all members may be in sync.
fn check_eligible(draft: &Draft<'_>, members: &[(NodeId, i64)]) -> Result<(), ErrorCode> {
    let brokers = &draft.rules.image.brokers;
    let may = |(id, epoch): &(NodeId, i64)| {
        let broker = brokers.get(id).filter(|broker| broker.is_active());
        broker.is_some_and(|broker| *epoch == ANY_EPOCH || *epoch == broker.epoch)
    };
    if members.iter().all(may) { Ok(()) } else { Err(ErrorCode::IneligibleReplica) }
}

fn refused(partition: &PartitionData, code: ErrorCode) -> alter_partition_response::PartitionData {
    alter_partition_response::PartitionData {
        partition_index: partition.partition_index,
        error_code: code.code(),
        ..Default::default()
    }
}
