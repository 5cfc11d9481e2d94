//! UpdateRaftVoter (key 82): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 82, versions = "0", flexible = "0+")]
pub struct UpdateRaftVoterResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", tag = 0)]
    pub current_leader: CurrentLeader,
}

#[derive(Clone, PartialEq, Message)]
pub struct CurrentLeader {
    #[field(versions = "0+", default = "-1", entity = "brokerId")]
    pub leader_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub leader_epoch: i32,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: i32,
}
