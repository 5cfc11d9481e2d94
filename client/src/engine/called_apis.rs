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
        OffsetFetchRequest, OffsetForLeaderEpochRequest, ProduceRequest, PushTelemetryRequest,
        RemoveRaftVoterRequest, RenewDelegationTokenRequest, SaslAuthenticateRequest,
        SaslHandshakeRequest, ShareAcknowledgeRequest, ShareFetchRequest,
        ShareGroupDescribeRequest, ShareGroupHeartbeatRequest, StreamsGroupDescribeRequest,
        SyncGroupRequest, TxnOffsetCommitRequest, UnregisterBrokerRequest, UpdateFeaturesRequest,
        WriteTxnMarkersRequest,
    },
};

/// A request that the client sends.
pub(crate) trait CalledRequest: Request {
    /// How long the broker wants to hear nothing now, in milliseconds (KIP-219). Zero in versions whose
    /// brokers have waited before they answered.
    fn throttle_time_ms(_response: &Self::Response, _version: i16) -> i32 {
        0
    }
}

/// Each request, with the first version after whose answer the client has to wait, as Apache Kafka's clients
/// do; without one for APIs after which they do not.
macro_rules! called {
    ($($request:ident $($since:literal)?)*) => {
        $(impl CalledRequest for $request {
            $(fn throttle_time_ms(response: &Self::Response, version: i16) -> i32 {
                if version >= $since { response.throttle_time_ms } else { 0 }
            })?
        })*

        /// The APIs that the client calls, by key.
        pub const CALLED_APIS: &[ApiKey] = &[$(<$request as Request>::KEY),*];
    };
}

called! {
    ProduceRequest 6
    FetchRequest 8
    ListOffsetsRequest 3
    MetadataRequest 6
    OffsetCommitRequest 4
    OffsetFetchRequest 4
    FindCoordinatorRequest 2
    JoinGroupRequest 3
    HeartbeatRequest 2
    LeaveGroupRequest 2
    SyncGroupRequest 2
    DescribeGroupsRequest 2
    ListGroupsRequest 2
    SaslHandshakeRequest
    ApiVersionsRequest 2
    CreateTopicsRequest 3
    DeleteTopicsRequest 2
    DeleteRecordsRequest 1
    InitProducerIdRequest 1
    OffsetForLeaderEpochRequest
    AddPartitionsToTxnRequest 1
    AddOffsetsToTxnRequest 1
    EndTxnRequest 1
    WriteTxnMarkersRequest
    TxnOffsetCommitRequest 1
    DescribeAclsRequest 1
    CreateAclsRequest 1
    DeleteAclsRequest 1
    DescribeConfigsRequest 2
    AlterReplicaLogDirsRequest 1
    DescribeLogDirsRequest 1
    SaslAuthenticateRequest
    CreatePartitionsRequest 1
    CreateDelegationTokenRequest 1
    RenewDelegationTokenRequest 1
    ExpireDelegationTokenRequest 1
    DescribeDelegationTokenRequest 1
    DeleteGroupsRequest 1
    ElectLeadersRequest 0
    IncrementalAlterConfigsRequest 0
    AlterPartitionReassignmentsRequest 0
    ListPartitionReassignmentsRequest 0
    OffsetDeleteRequest 0
    DescribeClientQuotasRequest
    AlterClientQuotasRequest
    DescribeUserScramCredentialsRequest 0
    AlterUserScramCredentialsRequest 0
    DescribeQuorumRequest
    UpdateFeaturesRequest
    DescribeClusterRequest
    DescribeProducersRequest
    UnregisterBrokerRequest 0
    DescribeTransactionsRequest
    ListTransactionsRequest
    ConsumerGroupHeartbeatRequest
    ConsumerGroupDescribeRequest
    GetTelemetrySubscriptionsRequest
    PushTelemetryRequest
    ListConfigResourcesRequest
    DescribeTopicPartitionsRequest 0
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
