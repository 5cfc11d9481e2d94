//! DescribeCluster (key 60): request, versions 0 to 2.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 60, versions = "0-2", flexible = "0+", listeners = "broker, controller")]
pub struct DescribeClusterRequest {
    #[field(versions = "0+")]
    pub include_cluster_authorized_operations: bool,
    #[field(versions = "1+", default = "1")]
    pub endpoint_type: i8,
    #[field(versions = "2+")]
    pub include_fenced_brokers: bool,
}
