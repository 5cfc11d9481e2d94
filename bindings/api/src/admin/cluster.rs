//! The cluster and its brokers.

use super::{
    AclOperation, Admin,
    call::{all, text},
};
use crate::Result;
use ottla::admin;

/// A cluster and its brokers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterDescription {
    /// The cluster's id.
    pub id: Option<String>,
    /// A broker that takes what controllers do.
    pub controller: Option<i32>,
    /// The brokers, or the controllers, if they were asked for.
    pub brokers: Vec<BrokerDescription>,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerDescription {
    /// Its id.
    pub id: i32,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: i32,
    /// Its rack.
    pub rack: Option<String>,
    /// Whether it is not served by, for it is starting, ending or away.
    pub fenced: bool,
}

impl Admin {
    /// The cluster and its brokers; also those that are fenced, if that is said.
    pub async fn describe_cluster(
        &self,
        fenced_brokers: Option<bool>,
        authorized_operations: Option<bool>,
    ) -> Result<ClusterDescription> {
        let client = self.client("describe the cluster")?;
        let options = admin::DescribeClusterOptions {
            fenced_brokers: fenced_brokers.unwrap_or(false),
            authorized_operations: authorized_operations.unwrap_or(false),
        };
        let cluster = client.describe_cluster_with(options).await?;
        let broker = |broker: admin::BrokerDescription| BrokerDescription {
            id: broker.id,
            host: broker.host.to_string(),
            port: i32::from(broker.port),
            rack: text(broker.rack),
            fenced: broker.fenced,
        };
        Ok(ClusterDescription {
            id: text(cluster.id),
            controller: cluster.controller,
            brokers: cluster.brokers.into_iter().map(broker).collect(),
            authorized_operations: cluster.authorized_operations.map(all),
        })
    }

    /// Has a cluster forget a broker that does not come back.
    pub async fn unregister_broker(&self, broker: i32) -> Result<()> {
        self.client("unregister a broker")?.unregister_broker(broker).await
    }

    /// The id that the cluster has given this client for its metrics (KIP-714).
    pub async fn client_instance_id(&self) -> Result<String> {
        let id = self.client("ask for the client's id")?.client_instance_id().await?;
        Ok(id.to_string())
    }
}
