//! DescribeCluster (key 60): response, versions 0 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 60, versions = "0-2", flexible = "0+")]
pub struct DescribeClusterResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub error_message: Option<ByteString>,
    #[field(versions = "1+", default = "1")]
    pub endpoint_type: i8,
    #[field(versions = "0+")]
    pub cluster_id: ByteString,
    #[field(versions = "0+", default = "-1", entity = "brokerId")]
    pub controller_id: i32,
    #[field(versions = "0+")]
    pub brokers: Vec<DescribeClusterBroker>,
    #[field(versions = "0+", default = "-2147483648")]
    pub cluster_authorized_operations: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeClusterBroker {
    #[field(versions = "0+", map_key, entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+")]
    pub host: ByteString,
    #[field(versions = "0+")]
    pub port: i32,
    #[field(versions = "0+", nullable = "0+", default = "null")]
    pub rack: Option<ByteString>,
    #[field(versions = "2+")]
    pub is_fenced: bool,
}
