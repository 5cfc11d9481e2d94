//! The APIs that the client calls: a request that is not listed here cannot be sent, so that what
//! docs/reference/protocol_support.md says of the client is what it does. Which version is spoken
//! is decided elsewhere, with each broker.

use ottla_core::protocol::{
    ApiKey, Request,
    messages::{
        AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, AddRaftVoterRequest,
        AlterClientQuotasRequest, AlterPartitionReassignmentsRequest, AlterReplicaLogDirsRequest,
        AlterShareGroupOffsetsRequest, AlterUserScramCredentialsRequest, ApiVersionsRequest,
        ConsumerGroupDescribeRequest, ConsumerGroupHeartbeatRequest, CreateAclsRequest,
        CreateDelegationTokenRequest, CreatePartitionsRequest, CreateTopicsRequest,
        DeleteAclsRequest, DeleteGroupsRequest, DeleteRecordsRequest,
        DeleteShareGroupOffsetsRequest, DeleteTopicsRequest, DescribeAclsRequest,
        DescribeClientQuotasRequest, DescribeClusterRequest, DescribeConfigsRequest,
        DescribeDelegationTokenRequest, DescribeGroupsRequest, DescribeLogDirsRequest,
        DescribeProducersRequest, DescribeQuorumRequest, DescribeShareGroupOffsetsRequest,
        DescribeTopicPartitionsRequest, DescribeTransactionsRequest,
        DescribeUserScramCredentialsRequest, ElectLeadersRequest, EndTxnRequest,
        ExpireDelegationTokenRequest, FetchRequest, FindCoordinatorRequest,
        GetTelemetrySubscriptionsRequest, HeartbeatRequest, IncrementalAlterConfigsRequest,
        InitProducerIdRequest, JoinGroupRequest, LeaveGroupRequest, ListConfigResourcesRequest,
        ListGroupsRequest, ListOffsetsRequest, ListPartitionReassignmentsRequest,
        ListTransactionsRequest, MetadataRequest, OffsetCommitRequest, OffsetDeleteRequest,
        OffsetFetchRequest, OffsetForLeaderEpochRequest, ProduceRequest, RemoveRaftVoterRequest,
        RenewDelegationTokenRequest, SaslAuthenticateRequest, SaslHandshakeRequest,
        ShareAcknowledgeRequest, ShareFetchRequest, ShareGroupDescribeRequest,
        ShareGroupHeartbeatRequest, StreamsGroupDescribeRequest, SyncGroupRequest,
        TxnOffsetCommitRequest, UnregisterBrokerRequest, UpdateFeaturesRequest,
        WriteTxnMarkersRequest,
    },
};

/// A request that the client sends.
pub(crate) trait CalledRequest: Request {}

macro_rules! called {
    ($($request:ident)*) => {
        $(impl CalledRequest for $request {})*

        /// The APIs that the client calls, by key.
        pub const CALLED_APIS: &[ApiKey] = &[$(<$request as Request>::KEY),*];
    };
}

called! {
    ProduceRequest
    FetchRequest
    ListOffsetsRequest
    MetadataRequest
    OffsetCommitRequest
    OffsetFetchRequest
    FindCoordinatorRequest
    JoinGroupRequest
    HeartbeatRequest
    LeaveGroupRequest
    SyncGroupRequest
    DescribeGroupsRequest
    ListGroupsRequest
    SaslHandshakeRequest
    ApiVersionsRequest
    CreateTopicsRequest
    DeleteTopicsRequest
    DeleteRecordsRequest
    InitProducerIdRequest
    OffsetForLeaderEpochRequest
    AddPartitionsToTxnRequest
    AddOffsetsToTxnRequest
    EndTxnRequest
    WriteTxnMarkersRequest
    TxnOffsetCommitRequest
    DescribeAclsRequest
    CreateAclsRequest
    DeleteAclsRequest
    DescribeConfigsRequest
    AlterReplicaLogDirsRequest
    DescribeLogDirsRequest
    SaslAuthenticateRequest
    CreatePartitionsRequest
    CreateDelegationTokenRequest
    RenewDelegationTokenRequest
    ExpireDelegationTokenRequest
    DescribeDelegationTokenRequest
    DeleteGroupsRequest
    ElectLeadersRequest
    IncrementalAlterConfigsRequest
    AlterPartitionReassignmentsRequest
    ListPartitionReassignmentsRequest
    OffsetDeleteRequest
    DescribeClientQuotasRequest
    AlterClientQuotasRequest
    DescribeUserScramCredentialsRequest
    AlterUserScramCredentialsRequest
    DescribeQuorumRequest
    UpdateFeaturesRequest
    DescribeClusterRequest
    DescribeProducersRequest
    UnregisterBrokerRequest
    DescribeTransactionsRequest
    ListTransactionsRequest
    ConsumerGroupHeartbeatRequest
    ConsumerGroupDescribeRequest
    GetTelemetrySubscriptionsRequest
    ListConfigResourcesRequest
    DescribeTopicPartitionsRequest
    ShareGroupHeartbeatRequest
    ShareGroupDescribeRequest
    ShareFetchRequest
    ShareAcknowledgeRequest
    AddRaftVoterRequest
    RemoveRaftVoterRequest
    StreamsGroupDescribeRequest
    DescribeShareGroupOffsetsRequest
    AlterShareGroupOffsetsRequest
    DeleteShareGroupOffsetsRequest
}
