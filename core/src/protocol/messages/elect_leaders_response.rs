//! ElectLeaders (key 43): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 43, versions = "0-2", flexible = "2+")]
pub struct ElectLeadersResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "1+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub replica_election_results: Vec<ReplicaElectionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct ReplicaElectionResult {
    #[field(versions = "0+", entity = "topicName")]
    pub topic: ByteString,
    #[field(versions = "0+")]
    pub partition_result: Vec<PartitionResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PartitionResult {
    #[field(versions = "0+")]
    pub partition_id: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+")]
    pub error_message: Option<ByteString>,
}
