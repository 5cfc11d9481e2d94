//! RemoveRaftVoter (key 81): response, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 81, versions = "0", flexible = "0+")]
pub struct RemoveRaftVoterResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", ignorable)]
    pub error_message: Option<ByteString>,
}
