//! FindCoordinator (key 10): response, versions 0 to 6.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 10, versions = "0-6", flexible = "3+")]
pub struct FindCoordinatorResponse {
    #[field(versions = "1+", ignorable)]
    pub throttle_time_ms: i32,
    #[field(versions = "0-3")]
    pub error_code: i16,
    #[field(versions = "1-3", nullable = "1-3", ignorable)]
    pub error_message: Option<ByteString>,
    #[field(versions = "0-3", entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "0-3")]
    pub host: ByteString,
    #[field(versions = "0-3")]
    pub port: i32,
    #[field(versions = "4+")]
    pub coordinators: Vec<Coordinator>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Coordinator {
    #[field(versions = "4+")]
    pub key: ByteString,
    #[field(versions = "4+", entity = "brokerId")]
    pub node_id: i32,
    #[field(versions = "4+")]
    pub host: ByteString,
    #[field(versions = "4+")]
    pub port: i32,
    #[field(versions = "4+")]
    pub error_code: i16,
    #[field(versions = "4+", nullable = "4+", ignorable)]
    pub error_message: Option<ByteString>,
}
