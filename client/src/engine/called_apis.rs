//! The APIs that the client calls: a request that is not listed here cannot be sent, so that what
//! docs/reference/protocol_support.md says of the client is what it does. Which version is spoken
//! is decided elsewhere, with each broker.

use ottla_core::protocol::{
    ApiKey, Request,
    messages::{
        AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, ApiVersionsRequest,
        ConsumerGroupDescribeRequest, ConsumerGroupHeartbeatRequest, CreatePartitionsRequest,
        CreateTopicsRequest, DeleteGroupsRequest, DeleteRecordsRequest, DeleteTopicsRequest,
        DescribeConfigsRequest, DescribeGroupsRequest, DescribeProducersRequest,
        DescribeTransactionsRequest, EndTxnRequest, FetchRequest, FindCoordinatorRequest,
        HeartbeatRequest, IncrementalAlterConfigsRequest, InitProducerIdRequest, JoinGroupRequest,
        LeaveGroupRequest, ListConfigResourcesRequest, ListGroupsRequest, ListOffsetsRequest,
        ListTransactionsRequest, MetadataRequest, OffsetCommitRequest, OffsetDeleteRequest,
        OffsetFetchRequest, OffsetForLeaderEpochRequest, ProduceRequest, SaslAuthenticateRequest,
        SaslHandshakeRequest, SyncGroupRequest, TxnOffsetCommitRequest, UpdateFeaturesRequest,
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
    DescribeConfigsRequest
    SaslAuthenticateRequest
    CreatePartitionsRequest
    DeleteGroupsRequest
    IncrementalAlterConfigsRequest
    OffsetDeleteRequest
    UpdateFeaturesRequest
    DescribeProducersRequest
    DescribeTransactionsRequest
    ListTransactionsRequest
    ConsumerGroupHeartbeatRequest
    ConsumerGroupDescribeRequest
    ListConfigResourcesRequest
}
