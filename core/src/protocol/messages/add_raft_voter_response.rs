//! AddRaftVoter (key 80): response, versions 0 to 1.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 80, versions = "0-1", flexible = "0+")]
pub struct AddRaftVoterResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", ignorable)]
    pub error_message: Option<ByteString>,
}
