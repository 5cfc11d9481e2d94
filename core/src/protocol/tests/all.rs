//! Hands every message to a macro, and every type its functions as values.

use bytes::Bytes;

use crate::protocol::{
    codec::{DecodeError, EncodeError, Message, MessageSchema, Reader, Writer},
    messages::*,
};

/// A message as seen by tests that run over all of them.
pub(super) struct AnyMessage {
    pub(super) schema: &'static MessageSchema,
    /// Decodes, checks the size, and encodes again; also gives `Debug` and whether a second round
    /// gives an equal value.
    pub(super) round_trip: fn(Bytes, i16) -> Result<RoundTrip, DecodeError>,
    /// Encodes the default value.
    pub(super) default: fn(i16) -> Result<Bytes, EncodeError>,
}

pub(super) struct RoundTrip {
    pub(super) encoded: Result<Bytes, EncodeError>,
    pub(super) size: Result<usize, EncodeError>,
    pub(super) left_over: usize,
    pub(super) debug: String,
    pub(super) equal_again: bool,
}

fn encoded<M: Message>(message: &M, version: i16) -> Result<Bytes, EncodeError> {
    let mut writer = Writer::new();
    message.encode(&mut writer, version)?;
    Ok(writer.into_records().read().unwrap())
}

fn round_trip<M: Message>(bytes: Bytes, version: i16) -> Result<RoundTrip, DecodeError> {
    let mut reader = Reader::new(bytes);
    let message = M::decode(&mut reader, version)?;
    let encoded = encoded(&message, version);
    let again = encoded.clone().ok().map(|bytes| M::decode(&mut Reader::new(bytes), version));
    Ok(RoundTrip {
        size: message.encoded_size(version),
        left_over: reader.remaining(),
        debug: format!("{message:?}"),
        equal_again: again == Some(Ok(message)),
        encoded,
    })
}

fn any<M: Message>() -> AnyMessage {
    AnyMessage {
        schema: M::SCHEMA,
        round_trip: round_trip::<M>,
        default: |version| encoded(&M::default(), version),
    }
}

macro_rules! every_message {
    ($($name:ident)*) => {
        /// Every message there is.
        pub(super) fn all() -> Vec<AnyMessage> {
            vec![$(any::<$name>()),*]
        }
    };
}

every_message! {
    AddOffsetsToTxnRequest
    AddOffsetsToTxnResponse
    AddPartitionsToTxnRequest
    AddPartitionsToTxnResponse
    AddRaftVoterRequest
    AddRaftVoterResponse
    AllocateProducerIdsRequest
    AllocateProducerIdsResponse
    AlterClientQuotasRequest
    AlterClientQuotasResponse
    AlterConfigsRequest
    AlterConfigsResponse
    AlterPartitionReassignmentsRequest
    AlterPartitionReassignmentsResponse
    AlterPartitionRequest
    AlterPartitionResponse
    AlterReplicaLogDirsRequest
    AlterReplicaLogDirsResponse
    AlterShareGroupOffsetsRequest
    AlterShareGroupOffsetsResponse
    AlterUserScramCredentialsRequest
    AlterUserScramCredentialsResponse
    ApiVersionsRequest
    ApiVersionsResponse
    AssignReplicasToDirsRequest
    AssignReplicasToDirsResponse
    BeginQuorumEpochRequest
    BeginQuorumEpochResponse
    BrokerHeartbeatRequest
    BrokerHeartbeatResponse
    BrokerRegistrationRequest
    BrokerRegistrationResponse
    ConsumerGroupDescribeRequest
    ConsumerGroupDescribeResponse
    ConsumerGroupHeartbeatRequest
    ConsumerGroupHeartbeatResponse
    ConsumerProtocolAssignment
    ConsumerProtocolSubscription
    ControlRecordTypeSchema
    ControllerRegistrationRequest
    ControllerRegistrationResponse
    CreateAclsRequest
    CreateAclsResponse
    CreateDelegationTokenRequest
    CreateDelegationTokenResponse
    CreatePartitionsRequest
    CreatePartitionsResponse
    CreateTopicsRequest
    CreateTopicsResponse
    DefaultPrincipalData
    DeleteAclsRequest
    DeleteAclsResponse
    DeleteGroupsRequest
    DeleteGroupsResponse
    DeleteRecordsRequest
    DeleteRecordsResponse
    DeleteShareGroupOffsetsRequest
    DeleteShareGroupOffsetsResponse
    DeleteShareGroupStateRequest
    DeleteShareGroupStateResponse
    DeleteTopicsRequest
    DeleteTopicsResponse
    DescribeAclsRequest
    DescribeAclsResponse
    DescribeClientQuotasRequest
    DescribeClientQuotasResponse
    DescribeClusterRequest
    DescribeClusterResponse
    DescribeConfigsRequest
    DescribeConfigsResponse
    DescribeDelegationTokenRequest
    DescribeDelegationTokenResponse
    DescribeGroupsRequest
    DescribeGroupsResponse
    DescribeLogDirsRequest
    DescribeLogDirsResponse
    DescribeProducersRequest
    DescribeProducersResponse
    DescribeQuorumRequest
    DescribeQuorumResponse
    DescribeShareGroupOffsetsRequest
    DescribeShareGroupOffsetsResponse
    DescribeTopicPartitionsRequest
    DescribeTopicPartitionsResponse
    DescribeTransactionsRequest
    DescribeTransactionsResponse
    DescribeUserScramCredentialsRequest
    DescribeUserScramCredentialsResponse
    ElectLeadersRequest
    ElectLeadersResponse
    EndQuorumEpochRequest
    EndQuorumEpochResponse
    EndTxnMarker
    EndTxnRequest
    EndTxnResponse
    EnvelopeRequest
    EnvelopeResponse
    ExpireDelegationTokenRequest
    ExpireDelegationTokenResponse
    FetchRequest
    FetchResponse
    FetchSnapshotRequest
    FetchSnapshotResponse
    FindCoordinatorRequest
    FindCoordinatorResponse
    GetTelemetrySubscriptionsRequest
    GetTelemetrySubscriptionsResponse
    HeartbeatRequest
    HeartbeatResponse
    IncrementalAlterConfigsRequest
    IncrementalAlterConfigsResponse
    InitProducerIdRequest
    InitProducerIdResponse
    InitializeShareGroupStateRequest
    InitializeShareGroupStateResponse
    JoinGroupRequest
    JoinGroupResponse
    KRaftVersionRecord
    LeaderChangeMessage
    LeaveGroupRequest
    LeaveGroupResponse
    ListConfigResourcesRequest
    ListConfigResourcesResponse
    ListGroupsRequest
    ListGroupsResponse
    ListOffsetsRequest
    ListOffsetsResponse
    ListPartitionReassignmentsRequest
    ListPartitionReassignmentsResponse
    ListTransactionsRequest
    ListTransactionsResponse
    MetadataRequest
    MetadataResponse
    OffsetCommitRequest
    OffsetCommitResponse
    OffsetDeleteRequest
    OffsetDeleteResponse
    OffsetFetchRequest
    OffsetFetchResponse
    OffsetForLeaderEpochRequest
    OffsetForLeaderEpochResponse
    ProduceRequest
    ProduceResponse
    PushTelemetryRequest
    PushTelemetryResponse
    ReadShareGroupStateRequest
    ReadShareGroupStateResponse
    ReadShareGroupStateSummaryRequest
    ReadShareGroupStateSummaryResponse
    RemoveRaftVoterRequest
    RemoveRaftVoterResponse
    RenewDelegationTokenRequest
    RenewDelegationTokenResponse
    RequestHeader
    ResponseHeader
    SaslAuthenticateRequest
    SaslAuthenticateResponse
    SaslHandshakeRequest
    SaslHandshakeResponse
    ShareAcknowledgeRequest
    ShareAcknowledgeResponse
    ShareFetchRequest
    ShareFetchResponse
    ShareGroupDescribeRequest
    ShareGroupDescribeResponse
    ShareGroupHeartbeatRequest
    ShareGroupHeartbeatResponse
    SnapshotFooterRecord
    SnapshotHeaderRecord
    StreamsGroupDescribeRequest
    StreamsGroupDescribeResponse
    StreamsGroupHeartbeatRequest
    StreamsGroupHeartbeatResponse
    SyncGroupRequest
    SyncGroupResponse
    TxnOffsetCommitRequest
    TxnOffsetCommitResponse
    UnregisterBrokerRequest
    UnregisterBrokerResponse
    UpdateFeaturesRequest
    UpdateFeaturesResponse
    UpdateRaftVoterRequest
    UpdateRaftVoterResponse
    VoteRequest
    VoteResponse
    VotersRecord
    WriteShareGroupStateRequest
    WriteShareGroupStateResponse
    WriteTxnMarkersRequest
    WriteTxnMarkersResponse
    ConsumerGroupCurrentMemberAssignmentKey
    ConsumerGroupCurrentMemberAssignmentValue
    ConsumerGroupMemberMetadataKey
    ConsumerGroupMemberMetadataValue
    ConsumerGroupMetadataKey
    ConsumerGroupMetadataValue
    ConsumerGroupPartitionMetadataKey
    ConsumerGroupPartitionMetadataValue
    ConsumerGroupRegularExpressionKey
    ConsumerGroupRegularExpressionValue
    ConsumerGroupTargetAssignmentMemberKey
    ConsumerGroupTargetAssignmentMemberValue
    ConsumerGroupTargetAssignmentMetadataKey
    ConsumerGroupTargetAssignmentMetadataValue
    GroupMetadataKey
    GroupMetadataValue
    LegacyOffsetCommitKey
    LegacyOffsetCommitValue
    OffsetCommitKey
    OffsetCommitValue
    ShareGroupCurrentMemberAssignmentKey
    ShareGroupCurrentMemberAssignmentValue
    ShareGroupMemberMetadataKey
    ShareGroupMemberMetadataValue
    ShareGroupMetadataKey
    ShareGroupMetadataValue
    ShareGroupStatePartitionMetadataKey
    ShareGroupStatePartitionMetadataValue
    ShareGroupTargetAssignmentMemberKey
    ShareGroupTargetAssignmentMemberValue
    ShareGroupTargetAssignmentMetadataKey
    ShareGroupTargetAssignmentMetadataValue
    StreamsGroupCurrentMemberAssignmentKey
    StreamsGroupCurrentMemberAssignmentValue
    StreamsGroupMemberMetadataKey
    StreamsGroupMemberMetadataValue
    StreamsGroupMetadataKey
    StreamsGroupMetadataValue
    StreamsGroupTargetAssignmentMemberKey
    StreamsGroupTargetAssignmentMemberValue
    StreamsGroupTargetAssignmentMetadataKey
    StreamsGroupTargetAssignmentMetadataValue
    StreamsGroupTopologyKey
    StreamsGroupTopologyValue
    AbortTransactionRecord
    AccessControlEntryRecord
    BeginTransactionRecord
    BrokerRegistrationChangeRecord
    ClearElrRecord
    ClientQuotaRecord
    ConfigRecord
    DelegationTokenRecord
    EndTransactionRecord
    FeatureLevelRecord
    FenceBrokerRecord
    NoOpRecord
    PartitionChangeRecord
    PartitionRecord
    ProducerIdsRecord
    RegisterBrokerRecord
    RegisterControllerRecord
    RemoveAccessControlEntryRecord
    RemoveDelegationTokenRecord
    RemoveTopicRecord
    RemoveUserScramCredentialRecord
    TopicRecord
    UnfenceBrokerRecord
    UnregisterBrokerRecord
    UserScramCredentialRecord
    ZkMigrationStateRecord
    QuorumStateData
    ShareSnapshotKey
    ShareSnapshotValue
    ShareUpdateKey
    ShareUpdateValue
    ProducerSnapshot
    TransactionLogKey
    TransactionLogValue
}
