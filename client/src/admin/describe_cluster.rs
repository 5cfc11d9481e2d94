//! The cluster: its id, its brokers, its controller.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DescribeClusterRequest, DescribeClusterResponse, MetadataRequest, MetadataResponse,
};

use super::{
    AclOperation, Admin,
    acl::operations,
    call::{corrupt, judged},
};
use crate::{
    Error, ErrorKind, Result,
    driver::{cluster::Target, connection::Connection},
    engine::peers::Peers,
};

const OPERATION: &str = "describe the cluster";
const BROKERS: i8 = 1;
const CONTROLLERS: i8 = 2;
/// The oldest DescribeCluster that tells of fenced brokers.
const FENCED_SINCE: i16 = 2;

/// A cluster, as [`Admin::describe_cluster`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterDescription {
    /// The id, if brokers tell.
    pub id: Option<ByteString>,
    /// The broker that takes requests for the controller, if there is one. Of an admin that is connected with
    /// controllers: the active one.
    pub controller: Option<i32>,
    /// The brokers by id; of an admin that is connected with controllers, those.
    pub brokers: Vec<BrokerDescription>,
    /// What the principal may do with the cluster, if that was asked for (KIP-430).
    pub authorized_operations: Option<Vec<AclOperation>>,
}

/// A broker, as [`Admin::describe_cluster`] tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokerDescription {
    /// The id.
    pub id: i32,
    /// Name or IP address; empty for a fenced broker whose listeners are not known.
    pub host: ByteString,
    /// The port.
    pub port: u16,
    /// The rack, if it has one.
    pub rack: Option<ByteString>,
    /// Whether it is fenced: it has registered, and does not serve.
    pub fenced: bool,
}

/// What [`Admin::describe_cluster_with`] tells of a cluster. The default is its brokers that serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DescribeClusterOptions {
    /// Whether fenced brokers are told, too (KIP-1073, brokers from 4.0 on). Default false.
    pub fenced_brokers: bool,
    /// Whether it is told what the principal may do with the cluster. Default false.
    pub authorized_operations: bool,
}

impl Admin {
    /// Describes the cluster: its brokers, or its controllers if it is those that are asked (KIP-919).
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// let cluster = client.admin().describe_cluster().await?;
    /// println!("{:?}, led by {:?}", cluster.id, cluster.controller);
    /// for broker in cluster.brokers {
    ///     println!("{} at {}:{}", broker.id, broker.host, broker.port);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// If nobody answers within `api_timeout`; `Corrupt` for an address that cannot be.
    pub async fn describe_cluster(&self) -> Result<ClusterDescription> {
        self.describe_cluster_with(DescribeClusterOptions::default()).await
    }

    /// Describes the cluster as the options say.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::DescribeClusterOptions;
    ///
    /// let all = DescribeClusterOptions { fenced_brokers: true, ..Default::default() };
    /// for broker in client.admin().describe_cluster_with(all).await?.brokers {
    ///     println!("{} {}", broker.id, if broker.fenced { "fenced" } else { "serves" });
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Admin::describe_cluster`]. `Unsupported` if the broker is too old for an option; `InvalidInput` if
    /// controllers are asked for fenced brokers.
    pub async fn describe_cluster_with(
        &self,
        options: DescribeClusterOptions,
    ) -> Result<ClusterDescription> {
        let timeout = self.cluster.options.request_timeout;
        let peers = self.cluster.peers;
        if peers == Peers::Controllers && options.fenced_brokers {
            let message = "controllers are not asked for fenced brokers: connect with brokers";
            return Err(Error::new(ErrorKind::InvalidInput, OPERATION, message));
        }
        self.retried(OPERATION, || async {
            let connection = self.cluster.connection(Target::Any).await?;
            let version = version(&connection, options, peers)?;
            let Some(version) = version else {
                let request = MetadataRequest { topics: Some(Vec::new()), ..Default::default() };
                return by_metadata(connection.request(&request).await?);
            };
            let request = DescribeClusterRequest {
                include_cluster_authorized_operations: options.authorized_operations,
                endpoint_type: match peers {
                    Peers::Brokers => BROKERS,
                    Peers::Controllers => CONTROLLERS,
                },
                include_fenced_brokers: options.fenced_brokers,
            };
            description(connection.submit(&request, version)?.answer(timeout).await?)
        })
        .await
    }
}

/// The version of DescribeCluster; `None` if an older API will do.
fn version(
    connection: &Connection,
    options: DescribeClusterOptions,
    peers: Peers,
) -> Result<Option<i16>> {
    let newest = connection.versions().newest::<DescribeClusterRequest>();
    let simple = peers == Peers::Brokers && options == DescribeClusterOptions::default();
    if newest.is_err() && simple {
        return Ok(None);
    }
    let version = newest?;
    if options.fenced_brokers && version < FENCED_SINCE {
        let message = format!("it takes version {FENCED_SINCE}, and the broker has {version}");
        return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
    }
    Ok(Some(version))
}

fn description(response: DescribeClusterResponse) -> Result<ClusterDescription> {
    judged(OPERATION, response.error_code, response.error_message.as_deref())?;
    let brokers = response.brokers.into_iter().map(|broker| {
        Ok(BrokerDescription {
            id: broker.broker_id,
            host: broker.host,
            // Nobody connects to a fenced broker, and there may be no address.
            port: if broker.is_fenced && broker.port < 0 { 0 } else { port(broker.port)? },
            rack: broker.rack,
            fenced: broker.is_fenced,
        })
    });
    described(
        Some(response.cluster_id).filter(|id| !id.is_empty()),
        response.controller_id,
        brokers.collect::<Result<_>>()?,
        operations(response.cluster_authorized_operations),
    )
}

fn by_metadata(response: MetadataResponse) -> Result<ClusterDescription> {
    judged(OPERATION, response.error_code, None)?;
    let brokers = response.brokers.into_iter().map(|broker| {
        Ok(BrokerDescription {
            id: broker.node_id,
            host: broker.host,
            port: port(broker.port)?,
            rack: broker.rack,
            fenced: false,
        })
    });
    described(response.cluster_id, response.controller_id, brokers.collect::<Result<_>>()?, None)
}

fn described(
    id: Option<ByteString>,
    controller: i32,
    mut brokers: Vec<BrokerDescription>,
    authorized_operations: Option<Vec<AclOperation>>,
) -> Result<ClusterDescription> {
    brokers.sort_by_key(|broker| broker.id);
    let controller = Some(controller).filter(|controller| *controller >= 0);
    Ok(ClusterDescription { id, controller, brokers, authorized_operations })
}

fn port(port: i32) -> Result<u16> {
    u16::try_from(port).map_err(|_| corrupt(OPERATION, format!("{port} is no port")))
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::describe_cluster_response::DescribeClusterBroker;

    use super::*;

    #[test]
    fn a_port_that_cannot_be_is_corrupt() {
        let response = |port, is_fenced| DescribeClusterResponse {
            brokers: vec![DescribeClusterBroker { port, is_fenced, ..Default::default() }],
            controller_id: -1,
            ..Default::default()
        };
        let good = description(response(9_092, false)).unwrap();
        assert_eq!((good.brokers[0].port, good.controller), (9_092, None));
        assert!(description(response(-1, true)).unwrap().brokers[0].fenced);
        for port in [-1, 70_000] {
            assert_eq!(description(response(port, false)).unwrap_err().kind(), ErrorKind::Corrupt);
        }
    }
}
