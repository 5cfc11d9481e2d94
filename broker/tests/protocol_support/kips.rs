//! Which improvement proposal (KIP) brought which API: facts of Apache Kafka, for readers only.

use ottla_core::protocol::ApiKey;

/// The number of the proposal; `None` for APIs that are older than proposals.
pub fn origin(api: ApiKey) -> Option<u16> {
    use ApiKey::*;
    Some(match api {
        Produce | Fetch | ListOffsets | Metadata | OffsetCommit | OffsetFetch | FindCoordinator
        | JoinGroup | Heartbeat | LeaveGroup | SyncGroup => return None,
        CreateTopics | DeleteTopics => 4,
        ApiVersions => 35,
        DescribeGroups | ListGroups => 40,
        SaslHandshake => 43,
        CreateDelegationToken
        | RenewDelegationToken
        | ExpireDelegationToken
        | DescribeDelegationToken => 48,
        InitProducerId | AddPartitionsToTxn | AddOffsetsToTxn | EndTxn | WriteTxnMarkers
        | TxnOffsetCommit => 98,
        OffsetForLeaderEpoch => 101,
        DeleteRecords => 107,
        AlterReplicaLogDirs | DescribeLogDirs => 113,
        DescribeConfigs | AlterConfigs => 133,
        DescribeAcls | CreateAcls | DeleteAcls => 140,
        SaslAuthenticate => 152,
        ElectLeaders => 183,
        CreatePartitions => 195,
        DeleteGroups => 229,
        IncrementalAlterConfigs => 339,
        AlterPartitionReassignments | ListPartitionReassignments => 455,
        OffsetDelete => 496,
        AlterPartition => 497,
        DescribeClientQuotas | AlterClientQuotas => 546,
        DescribeUserScramCredentials | AlterUserScramCredentials => 554,
        UpdateFeatures => 584,
        Envelope => 590,
        Vote | BeginQuorumEpoch | EndQuorumEpoch | DescribeQuorum => 595,
        FetchSnapshot => 630,
        BrokerRegistration | BrokerHeartbeat | UnregisterBroker => 631,
        DescribeProducers | DescribeTransactions | ListTransactions => 664,
        DescribeCluster => 700,
        GetTelemetrySubscriptions | PushTelemetry => 714,
        AllocateProducerIds => 730,
        ConsumerGroupHeartbeat | ConsumerGroupDescribe => 848,
        AddRaftVoter | RemoveRaftVoter | UpdateRaftVoter => 853,
        AssignReplicasToDirs => 858,
        ControllerRegistration => 919,
        ShareGroupHeartbeat
        | ShareGroupDescribe
        | ShareFetch
        | ShareAcknowledge
        | InitializeShareGroupState
        | ReadShareGroupState
        | WriteShareGroupState
        | DeleteShareGroupState
        | ReadShareGroupStateSummary
        | DescribeShareGroupOffsets
        | AlterShareGroupOffsets
        | DeleteShareGroupOffsets => 932,
        DescribeTopicPartitions => 966,
        StreamsGroupHeartbeat | StreamsGroupDescribe => 1071,
        ListConfigResources => 1142,
    })
}
