//! The cluster: its id, its brokers, its controller.

use bytestring::ByteString;
use ottla_core::protocol::messages::MetadataRequest;

use super::{Admin, call::retried};
use crate::{Result, driver::cluster::Target};

/// A cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterDescription {
    /// The id, if brokers tell.
    pub id: Option<ByteString>,
    /// The broker that takes requests for the controller, if there is one.
    pub controller: Option<i32>,
    /// The brokers by id.
    pub brokers: Vec<BrokerDescription>,
}

/// A broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerDescription {
    /// The id.
    pub id: i32,
    /// Name or IP address.
    pub host: ByteString,
    /// The port.
    pub port: i32,
    /// The rack, if it has one.
    pub rack: Option<ByteString>,
}

impl Admin {
    /// Describes the cluster.
    ///
    /// # Errors
    /// If no broker answers.
    pub async fn describe_cluster(&self) -> Result<ClusterDescription> {
        let request = MetadataRequest { topics: Some(Vec::new()), ..Default::default() };
        let response = retried(&self.cluster, "describe the cluster", || async {
            self.cluster.request(Target::Any, &request).await
        })
        .await?;
        let broker =
            |broker: ottla_core::protocol::messages::metadata_response::MetadataResponseBroker| {
                BrokerDescription {
                    id: broker.node_id,
                    host: broker.host,
                    port: broker.port,
                    rack: broker.rack,
                }
            };
        let mut brokers: Vec<BrokerDescription> =
            response.brokers.into_iter().map(broker).collect();
        brokers.sort_by_key(|broker| broker.id);
        Ok(ClusterDescription {
            id: response.cluster_id,
            controller: (response.controller_id >= 0).then_some(response.controller_id),
            brokers,
        })
    }
}
