//! AssignReplicasToDirs (KIP-858): a broker says in which of its directories it holds replicas. What is in one that
//! has failed meanwhile is not in sync any more.

use super::{
    ActiveController, Basis, Decision, Judged, Refusal, broker_changes::check_broker_epoch,
    draft::Draft, partition_change::Exceptions,
};
use crate::{
    metadata::MetadataVersion,
    model::{ErrorCode, NodeId, PartitionId, TopicIdPartition, Uuid},
    protocol::messages::{
        AssignReplicasToDirsRequest, AssignReplicasToDirsResponse,
        assign_replicas_to_dirs_response::{DirectoryData, PartitionData, TopicData},
    },
};

impl ActiveController {
    /// Decides on an AssignReplicasToDirs request.
    ///
    /// `StaleBrokerEpoch`: the broker is not registered, or not with this epoch. `UnsupportedVersion`: the metadata
    /// cannot say where replicas are. Each partition has its own error.
    #[must_use]
    pub fn assign_replicas_to_dirs(
        &self,
        basis: Basis<'_>,
        request: &AssignReplicasToDirsRequest,
    ) -> Judged<AssignReplicasToDirsResponse> {
        if basis.image.metadata_version() < MetadataVersion::DIRECTORY_ASSIGNMENT {
            let message = "Directory assignment is not supported yet.";
            return Judged::refused(Refusal::new(ErrorCode::UnsupportedVersion, message));
        }
        let broker = NodeId(request.broker_id);
        let registration = match check_broker_epoch(basis.image, broker, request.broker_epoch) {
            Ok(registration) => registration,
            Err(refusal) => return Judged::refused(refusal),
        };
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        let mut offline = Vec::new();
        let directories = request.directories.iter().map(|directory| {
            let topics = directory.topics.iter().map(|topic| {
                let partitions = topic.partitions.iter().map(|partition| {
                    let number = PartitionId(partition.partition_index);
                    let id = TopicIdPartition { topic_id: topic.topic_id, partition: number };
                    let assigned = assign(&mut draft, id, broker, directory.id);
                    if assigned.is_ok() && !registration.holds(directory.id) {
                        offline.push(id);
                    }
                    let code = assigned.err().unwrap_or(ErrorCode::None);
                    PartitionData {
                        partition_index: partition.partition_index,
                        error_code: code.code(),
                    }
                });
                TopicData { topic_id: topic.topic_id, partitions: partitions.collect() }
            });
            DirectoryData { id: directory.id, topics: topics.collect() }
        });
        let directories = directories.collect();
        draft.update_leaders(Exceptions::leaving(broker), offline);
        let response = AssignReplicasToDirsResponse { directories, ..Default::default() };
        Decision { records: draft.into_records(), response: Ok(response) }
    }
}

fn assign(
    draft: &mut Draft<'_>,
    id: TopicIdPartition,
    broker: NodeId,
    directory: Uuid,
) -> Result<(), ErrorCode> {
    if !draft.rules.image.topics.contains_key(&id.topic_id) {
        return Err(ErrorCode::UnknownTopicId);
    }
    let (_, partition) = draft.find(id).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    if !partition.replicas.contains(&broker) {
        return Err(ErrorCode::NotLeaderOrFollower);
    }
    draft.change(id, |change| change.moved = Some((broker, directory)));
    Ok(())
}
