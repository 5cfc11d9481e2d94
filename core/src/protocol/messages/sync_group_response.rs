//! SyncGroup (key 14): response, versions 0 to 5.

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 14, versions = "0-5", flexible = "4+")]
pub struct SyncGroupResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub protocol_type: Option<ByteString>,
    #[field(versions = "5+", nullable = "5+", default = "null", ignorable)]
    pub protocol_name: Option<ByteString>,
    #[field(versions = "0+")]
    pub assignment: Bytes,
}
