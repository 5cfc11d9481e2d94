//! DescribeLogDirs (key 35): response, versions 1 to 5.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(response, key = 35, versions = "1-5", flexible = "2+")]
pub struct DescribeLogDirsResponse {
    #[field(versions = "0+")]
    pub throttle_time_ms: i32,
    #[field(versions = "3+", ignorable)]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub results: Vec<DescribeLogDirsResult>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeLogDirsResult {
    #[field(versions = "0+")]
    pub error_code: i16,
    #[field(versions = "0+")]
    pub log_dir: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<DescribeLogDirsTopic>,
    #[field(versions = "4+", default = "-1", ignorable)]
    pub total_bytes: i64,
    #[field(versions = "4+", default = "-1", ignorable)]
    pub usable_bytes: i64,
    #[field(versions = "5+", default = "false", ignorable)]
    pub is_cordoned: bool,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeLogDirsTopic {
    #[field(versions = "0+", entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<DescribeLogDirsPartition>,
}

#[derive(Clone, PartialEq, Message)]
pub struct DescribeLogDirsPartition {
    #[field(versions = "0+")]
    pub partition_index: i32,
    #[field(versions = "0+")]
    pub partition_size: i64,
    #[field(versions = "0+")]
    pub offset_lag: i64,
    #[field(versions = "0+")]
    pub is_future_key: bool,
}
