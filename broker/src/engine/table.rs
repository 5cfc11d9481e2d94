//! The APIs that this broker serves: ApiVersions is made from this table, so it cannot claim what
//! is not there.

use ottla_core::protocol::{codec::Listener, messages::api_versions_response::ApiVersion};

use super::{
    handler::Api,
    handlers::{
        add_offsets_to_txn::AddOffsetsToTxn, add_partitions_to_txn::AddPartitionsToTxn,
        add_raft_voter::AddRaftVoter, allocate_producer_ids::AllocateProducerIds,
        alter_configs::AlterConfigs, alter_partition::AlterPartition,
        alter_partition_reassignments::AlterPartitionReassignments, api_versions::ApiVersions,
        assign_replicas_to_dirs::AssignReplicasToDirs, begin_quorum_epoch::BeginQuorumEpoch,
        broker_heartbeat::BrokerHeartbeat, broker_registration::BrokerRegistration,
        consumer_group_describe::ConsumerGroupDescribe,
        consumer_group_heartbeat::ConsumerGroupHeartbeat,
        controller_registration::ControllerRegistration, create_partitions::CreatePartitions,
        create_topics::CreateTopics, delete_groups::DeleteGroups, delete_records::DeleteRecords,
        delete_topics::DeleteTopics, describe_cluster::DescribeCluster,
        describe_configs::DescribeConfigs, describe_groups::DescribeGroups,
        describe_log_dirs::DescribeLogDirs, describe_producers::DescribeProducers,
        describe_quorum::DescribeQuorum, describe_topic_partitions::DescribeTopicPartitions,
        describe_transactions::DescribeTransactions, elect_leaders::ElectLeaders,
        end_quorum_epoch::EndQuorumEpoch, end_txn::EndTxn, envelope::Envelope, fetch::Fetch,
        fetch_snapshot::FetchSnapshot, find_coordinator::FindCoordinator, heartbeat::Heartbeat,
        incremental_alter_configs::IncrementalAlterConfigs, init_producer_id::InitProducerId,
        join_group::JoinGroup, leave_group::LeaveGroup, list_config_resources::ListConfigResources,
        list_groups::ListGroups, list_offsets::ListOffsets,
        list_partition_reassignments::ListPartitionReassignments,
        list_transactions::ListTransactions, metadata::Metadata, offset_commit::OffsetCommit,
        offset_delete::OffsetDelete, offset_fetch::OffsetFetch,
        offset_for_leader_epoch::OffsetForLeaderEpoch, produce::Produce,
        remove_raft_voter::RemoveRaftVoter, sync_group::SyncGroup,
        txn_offset_commit::TxnOffsetCommit, unregister_broker::UnregisterBroker,
        update_features::UpdateFeatures, update_raft_voter::UpdateRaftVoter, vote::Vote,
        write_txn_markers::WriteTxnMarkers,
    },
};

/// Every API, sorted by key.
pub static TABLE: &[Api] = &[
    Api::of::<Produce>(),
    Api::of::<Fetch>(),
    Api::of::<ListOffsets>(),
    Api::of::<Metadata>(),
    Api::of::<OffsetCommit>(),
    Api::of::<OffsetFetch>(),
    Api::of::<FindCoordinator>(),
    Api::of::<JoinGroup>(),
    Api::of::<Heartbeat>(),
    Api::of::<LeaveGroup>(),
    Api::of::<SyncGroup>(),
    Api::of::<DescribeGroups>(),
    Api::of::<ListGroups>(),
    Api::of::<ApiVersions>(),
    Api::of::<CreateTopics>(),
    Api::of::<DeleteTopics>(),
    Api::of::<DeleteRecords>(),
    Api::of::<InitProducerId>(),
    Api::of::<OffsetForLeaderEpoch>(),
    Api::of::<AddPartitionsToTxn>(),
    Api::of::<AddOffsetsToTxn>(),
    Api::of::<EndTxn>(),
    Api::of::<WriteTxnMarkers>(),
    Api::of::<TxnOffsetCommit>(),
    Api::of::<DescribeConfigs>(),
    Api::of::<AlterConfigs>(),
    Api::of::<DescribeLogDirs>(),
    Api::of::<CreatePartitions>(),
    Api::of::<DeleteGroups>(),
    Api::of::<ElectLeaders>(),
    Api::of::<IncrementalAlterConfigs>(),
    Api::of::<AlterPartitionReassignments>(),
    Api::of::<ListPartitionReassignments>(),
    Api::of::<OffsetDelete>(),
    Api::of::<Vote>(),
    Api::of::<BeginQuorumEpoch>(),
    Api::of::<EndQuorumEpoch>(),
    Api::of::<DescribeQuorum>(),
    Api::of::<AlterPartition>(),
    Api::of::<UpdateFeatures>(),
    Api::of::<Envelope>(),
    Api::of::<FetchSnapshot>(),
    Api::of::<DescribeCluster>(),
    Api::of::<DescribeProducers>(),
    Api::of::<BrokerRegistration>(),
    Api::of::<BrokerHeartbeat>(),
    Api::of::<UnregisterBroker>(),
    Api::of::<DescribeTransactions>(),
    Api::of::<ListTransactions>(),
    Api::of::<AllocateProducerIds>(),
    Api::of::<ConsumerGroupHeartbeat>(),
    Api::of::<ConsumerGroupDescribe>(),
    Api::of::<ControllerRegistration>(),
    Api::of::<AssignReplicasToDirs>(),
    Api::of::<ListConfigResources>(),
    Api::of::<DescribeTopicPartitions>(),
    Api::of::<AddRaftVoter>(),
    Api::of::<RemoveRaftVoter>(),
    Api::of::<UpdateRaftVoter>(),
];

/// The row of an API key.
pub(super) fn find(key: i16) -> Option<&'static Api> {
    TABLE.iter().find(|api| api.key as i16 == key)
}

/// What ApiVersions lists on listeners of a kind.
pub(super) fn listed_versions(listener: Listener) -> impl Iterator<Item = ApiVersion> {
    TABLE.iter().filter(move |api| api.key.is_served_on(listener)).map(|api| ApiVersion {
        api_key: api.key as i16,
        min_version: *api.listed.start(),
        max_version: *api.listed.end(),
        ..Default::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_every_listed_version_is_one_of_kafkas() {
        assert!(TABLE.is_sorted_by_key(|api| api.key as i16));
        for api in TABLE {
            assert!(api.listed.contains(api.versions.start()), "{:?}", api.key);
            assert_eq!(api.listed.end(), api.versions.end(), "{:?}", api.key);
        }
    }
}
