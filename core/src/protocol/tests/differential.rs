//! Another implementation of the protocol reads what the schema says and writes it back as it was:
//! the crate kafka-protocol, for all requests and responses that it has.

use bytes::{Bytes, BytesMut};
use kafka_protocol::{
    messages::*,
    protocol::{Decodable, Encodable, Message},
};

use super::generate::generate;
use crate::{
    model::Rng,
    protocol::{
        ApiKey,
        codec::{MessageSchema, Versions},
    },
};

struct Theirs {
    name: &'static str,
    versions: Versions,
    round_trip: fn(Bytes, i16) -> Result<Bytes, String>,
}

fn theirs<M: Message + Encodable + Decodable>(name: &'static str) -> Theirs {
    Theirs {
        name,
        versions: Versions::new(M::VERSIONS.min, M::VERSIONS.max),
        round_trip: |mut bytes, version| {
            let message = M::decode(&mut bytes, version).map_err(|error| error.to_string())?;
            if !bytes.is_empty() {
                return Err(format!("{} bytes left over", bytes.len()));
            }
            let mut encoded = BytesMut::new();
            message.encode(&mut encoded, version).map_err(|error| error.to_string())?;
            Ok(encoded.freeze())
        },
    }
}

#[test]
fn kafka_protocol_reads_and_writes_the_same_bytes() {
    let mut rng = Rng::from_seed(18);
    let mut compared = 0;
    for theirs in all_of_theirs() {
        let schema = ours(theirs.name);
        for version in schema.versions.intersection(theirs.versions).iter() {
            for _ in 0..10 {
                let bytes = Bytes::from(generate(schema, version, &mut rng));
                let answer = (theirs.round_trip)(bytes.clone(), version);
                assert_eq!(answer, Ok(bytes), "{} {version}", theirs.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 4_000, "{compared}");
}

fn ours(name: &str) -> &'static MessageSchema {
    ApiKey::ALL
        .iter()
        .flat_map(|api| [api.request_schema(), api.response_schema()])
        .find(|schema| schema.name == name)
        .unwrap()
}

macro_rules! what_they_have {
    ($($name:ident)*) => {
        fn all_of_theirs() -> Vec<Theirs> {
            vec![$(theirs::<$name>(stringify!($name))),*]
        }
    };
}

what_they_have! {
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
    WriteShareGroupStateRequest
    WriteShareGroupStateResponse
    WriteTxnMarkersRequest
    WriteTxnMarkersResponse
}
