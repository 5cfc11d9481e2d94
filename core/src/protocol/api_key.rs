//! The APIs: their keys, names, versions, and which response answers which request.

use std::fmt;

use super::{
    codec::{Listener, Message, MessageSchema, Versions},
    messages,
};

/// A request and the response that answers it.
pub trait Request: Message {
    /// What answers it, in the same version.
    type Response: Message;
    /// The API.
    const KEY: ApiKey;
}

/// Hands all APIs to a macro: key, name, request, response.
macro_rules! for_each_api {
    ($callback:ident) => {
        $callback! {
            0 Produce ProduceRequest ProduceResponse,
            1 Fetch FetchRequest FetchResponse,
            2 ListOffsets ListOffsetsRequest ListOffsetsResponse,
            3 Metadata MetadataRequest MetadataResponse,
            8 OffsetCommit OffsetCommitRequest OffsetCommitResponse,
            9 OffsetFetch OffsetFetchRequest OffsetFetchResponse,
            10 FindCoordinator FindCoordinatorRequest FindCoordinatorResponse,
            11 JoinGroup JoinGroupRequest JoinGroupResponse,
            12 Heartbeat HeartbeatRequest HeartbeatResponse,
            13 LeaveGroup LeaveGroupRequest LeaveGroupResponse,
            14 SyncGroup SyncGroupRequest SyncGroupResponse,
            15 DescribeGroups DescribeGroupsRequest DescribeGroupsResponse,
            16 ListGroups ListGroupsRequest ListGroupsResponse,
            17 SaslHandshake SaslHandshakeRequest SaslHandshakeResponse,
            18 ApiVersions ApiVersionsRequest ApiVersionsResponse,
            19 CreateTopics CreateTopicsRequest CreateTopicsResponse,
            20 DeleteTopics DeleteTopicsRequest DeleteTopicsResponse,
            21 DeleteRecords DeleteRecordsRequest DeleteRecordsResponse,
            22 InitProducerId InitProducerIdRequest InitProducerIdResponse,
            23 OffsetForLeaderEpoch OffsetForLeaderEpochRequest OffsetForLeaderEpochResponse,
            24 AddPartitionsToTxn AddPartitionsToTxnRequest AddPartitionsToTxnResponse,
            25 AddOffsetsToTxn AddOffsetsToTxnRequest AddOffsetsToTxnResponse,
            26 EndTxn EndTxnRequest EndTxnResponse,
            27 WriteTxnMarkers WriteTxnMarkersRequest WriteTxnMarkersResponse,
            28 TxnOffsetCommit TxnOffsetCommitRequest TxnOffsetCommitResponse,
            29 DescribeAcls DescribeAclsRequest DescribeAclsResponse,
            30 CreateAcls CreateAclsRequest CreateAclsResponse,
            31 DeleteAcls DeleteAclsRequest DeleteAclsResponse,
            32 DescribeConfigs DescribeConfigsRequest DescribeConfigsResponse,
            33 AlterConfigs AlterConfigsRequest AlterConfigsResponse,
            34 AlterReplicaLogDirs AlterReplicaLogDirsRequest AlterReplicaLogDirsResponse,
            35 DescribeLogDirs DescribeLogDirsRequest DescribeLogDirsResponse,
            36 SaslAuthenticate SaslAuthenticateRequest SaslAuthenticateResponse,
            37 CreatePartitions CreatePartitionsRequest CreatePartitionsResponse,
            38 CreateDelegationToken CreateDelegationTokenRequest CreateDelegationTokenResponse,
            39 RenewDelegationToken RenewDelegationTokenRequest RenewDelegationTokenResponse,
            40 ExpireDelegationToken ExpireDelegationTokenRequest ExpireDelegationTokenResponse,
            41 DescribeDelegationToken DescribeDelegationTokenRequest DescribeDelegationTokenResponse,
            42 DeleteGroups DeleteGroupsRequest DeleteGroupsResponse,
            43 ElectLeaders ElectLeadersRequest ElectLeadersResponse,
            44 IncrementalAlterConfigs IncrementalAlterConfigsRequest IncrementalAlterConfigsResponse,
            45 AlterPartitionReassignments AlterPartitionReassignmentsRequest AlterPartitionReassignmentsResponse,
            46 ListPartitionReassignments ListPartitionReassignmentsRequest ListPartitionReassignmentsResponse,
            47 OffsetDelete OffsetDeleteRequest OffsetDeleteResponse,
            48 DescribeClientQuotas DescribeClientQuotasRequest DescribeClientQuotasResponse,
            49 AlterClientQuotas AlterClientQuotasRequest AlterClientQuotasResponse,
            50 DescribeUserScramCredentials DescribeUserScramCredentialsRequest DescribeUserScramCredentialsResponse,
            51 AlterUserScramCredentials AlterUserScramCredentialsRequest AlterUserScramCredentialsResponse,
            52 Vote VoteRequest VoteResponse,
            53 BeginQuorumEpoch BeginQuorumEpochRequest BeginQuorumEpochResponse,
            54 EndQuorumEpoch EndQuorumEpochRequest EndQuorumEpochResponse,
            55 DescribeQuorum DescribeQuorumRequest DescribeQuorumResponse,
            56 AlterPartition AlterPartitionRequest AlterPartitionResponse,
            57 UpdateFeatures UpdateFeaturesRequest UpdateFeaturesResponse,
            58 Envelope EnvelopeRequest EnvelopeResponse,
            59 FetchSnapshot FetchSnapshotRequest FetchSnapshotResponse,
            60 DescribeCluster DescribeClusterRequest DescribeClusterResponse,
            61 DescribeProducers DescribeProducersRequest DescribeProducersResponse,
            62 BrokerRegistration BrokerRegistrationRequest BrokerRegistrationResponse,
            63 BrokerHeartbeat BrokerHeartbeatRequest BrokerHeartbeatResponse,
            64 UnregisterBroker UnregisterBrokerRequest UnregisterBrokerResponse,
            65 DescribeTransactions DescribeTransactionsRequest DescribeTransactionsResponse,
            66 ListTransactions ListTransactionsRequest ListTransactionsResponse,
            67 AllocateProducerIds AllocateProducerIdsRequest AllocateProducerIdsResponse,
            68 ConsumerGroupHeartbeat ConsumerGroupHeartbeatRequest ConsumerGroupHeartbeatResponse,
            69 ConsumerGroupDescribe ConsumerGroupDescribeRequest ConsumerGroupDescribeResponse,
            70 ControllerRegistration ControllerRegistrationRequest ControllerRegistrationResponse,
            71 GetTelemetrySubscriptions GetTelemetrySubscriptionsRequest GetTelemetrySubscriptionsResponse,
            72 PushTelemetry PushTelemetryRequest PushTelemetryResponse,
            73 AssignReplicasToDirs AssignReplicasToDirsRequest AssignReplicasToDirsResponse,
            74 ListConfigResources ListConfigResourcesRequest ListConfigResourcesResponse,
            75 DescribeTopicPartitions DescribeTopicPartitionsRequest DescribeTopicPartitionsResponse,
            76 ShareGroupHeartbeat ShareGroupHeartbeatRequest ShareGroupHeartbeatResponse,
            77 ShareGroupDescribe ShareGroupDescribeRequest ShareGroupDescribeResponse,
            78 ShareFetch ShareFetchRequest ShareFetchResponse,
            79 ShareAcknowledge ShareAcknowledgeRequest ShareAcknowledgeResponse,
            80 AddRaftVoter AddRaftVoterRequest AddRaftVoterResponse,
            81 RemoveRaftVoter RemoveRaftVoterRequest RemoveRaftVoterResponse,
            82 UpdateRaftVoter UpdateRaftVoterRequest UpdateRaftVoterResponse,
            83 InitializeShareGroupState InitializeShareGroupStateRequest InitializeShareGroupStateResponse,
            84 ReadShareGroupState ReadShareGroupStateRequest ReadShareGroupStateResponse,
            85 WriteShareGroupState WriteShareGroupStateRequest WriteShareGroupStateResponse,
            86 DeleteShareGroupState DeleteShareGroupStateRequest DeleteShareGroupStateResponse,
            87 ReadShareGroupStateSummary ReadShareGroupStateSummaryRequest ReadShareGroupStateSummaryResponse,
            88 StreamsGroupHeartbeat StreamsGroupHeartbeatRequest StreamsGroupHeartbeatResponse,
            89 StreamsGroupDescribe StreamsGroupDescribeRequest StreamsGroupDescribeResponse,
            90 DescribeShareGroupOffsets DescribeShareGroupOffsetsRequest DescribeShareGroupOffsetsResponse,
            91 AlterShareGroupOffsets AlterShareGroupOffsetsRequest AlterShareGroupOffsetsResponse,
            92 DeleteShareGroupOffsets DeleteShareGroupOffsetsRequest DeleteShareGroupOffsetsResponse,
        }
    };
}

#[cfg(feature = "fuzzing")]
pub(crate) use for_each_api;

macro_rules! api_keys {
    ($($key:literal $name:ident $request:ident $response:ident,)*) => {
        /// An API of Kafka's protocol. APIs that Apache Kafka 4.0 removed are not among them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i16)]
        pub enum ApiKey {
            $(#[doc = concat!(stringify!($name), ", key ", $key, ".")] $name = $key,)*
        }

        impl ApiKey {
            /// All APIs, by key.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The API with this key.
            #[must_use]
            pub fn from_code(key: i16) -> Option<Self> {
                match key {
                    $($key => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// Kafka's name, for instance `Produce`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }

            /// What the request consists of.
            #[must_use]
            pub fn request_schema(self) -> &'static MessageSchema {
                match self {
                    $(Self::$name => messages::$request::SCHEMA,)*
                }
            }

            /// What the response consists of.
            #[must_use]
            pub fn response_schema(self) -> &'static MessageSchema {
                match self {
                    $(Self::$name => messages::$response::SCHEMA,)*
                }
            }
        }

        $(
            impl Request for messages::$request {
                type Response = messages::$response;
                const KEY: ApiKey = ApiKey::$name;
            }
        )*
    };
}

for_each_api!(api_keys);

impl ApiKey {
    /// The key on the wire.
    #[must_use]
    pub fn code(self) -> i16 {
        self as i16
    }

    /// Versions that can be encoded and decoded, and will not change any more.
    #[must_use]
    pub fn versions(self) -> Versions {
        let schema = self.request_schema();
        let unstable = i16::from(schema.latest_version_unstable);
        Versions { last: schema.versions.last - unstable, ..schema.versions }
    }

    /// Versions that Apache Kafka 4.3.1 names in ApiVersions. Produce names 0 to 2 although it
    /// refuses them, for librdkafka would not compress otherwise.
    #[must_use]
    pub fn advertised_versions(self) -> Versions {
        let versions = self.versions();
        if self == Self::Produce { Versions { first: 0, ..versions } } else { versions }
    }

    /// Whether it is served on listeners of this kind.
    #[must_use]
    pub fn is_served_on(self, listener: Listener) -> bool {
        self.request_schema().listeners.contains(&listener)
    }
}

impl fmt::Display for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
