//! An admin by itself: of brokers, as a client's, or of the controllers (KIP-919), who answer for the cluster's
//! metadata when no broker does.

use super::Admin;
use crate::{ClientOptions, Result, bootstrap, engine::peers::Peers, metrics::registry::Made};

impl Admin {
    /// An admin that asks a cluster's controllers, by the addresses of some of them: `host:port,host:port`
    /// (`bootstrap.controllers`, KIP-919). Returns when one of them has answered. All calls go to the active one.
    ///
    /// They do what Apache Kafka's admin asks of controllers: describe the cluster, the quorum, features,
    /// configurations and ACLs, and change the last three; voters, brokers that do not come back, and moves of
    /// partitions. Any other call fails with `Unsupported` and the code UnsupportedEndpointType.
    ///
    /// ```
    /// # #[cfg(feature = "broker")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use ottla::{Client, admin::Admin, broker::{Broker, ClusterOptions}};
    ///
    /// # let runtime = tokio::runtime::Runtime::new()?;
    /// # runtime.block_on(async {
    /// let cluster = Broker::cluster(ClusterOptions::default())?;
    /// let client = Client::connect(&cluster.bootstrap()).await?;
    /// let quorum = client.admin().describe_metadata_quorum().await?;
    /// let first = &quorum.endpoints[&1][0];
    ///
    /// let address = format!("{}:{}", first.host, first.port);
    /// let admin = Admin::connect_controllers(&address, Default::default()).await?;
    /// println!("{:?} is active", admin.describe_cluster().await?.controller);
    /// # Ok(())
    /// # })
    /// # }
    /// # #[cfg(not(feature = "broker"))]
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    /// As [`Client::connect`](crate::Client::connect). `InvalidInput`, with the code MismatchedEndpointType, if a
    /// broker is named.
    pub async fn connect_controllers(bootstrap: &str, options: ClientOptions) -> Result<Self> {
        Self::connect(bootstrap, Peers::Controllers, options).await
    }

    /// An admin with the addresses and options of a list of Kafka's keys, for instance those of a Java properties
    /// file ([`crate::parse_client_properties`]). It has either `bootstrap.servers` or `bootstrap.controllers`.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let file = format!("bootstrap.servers={}\nclient.id=operator\n", fixture.bootstrap_servers());
    /// use ottla::{admin::Admin, parse_client_properties};
    ///
    /// // `file` is the text of an admin.properties.
    /// let admin = Admin::from_properties(parse_client_properties(&file)?).await?;
    /// println!("{:?}", admin.describe_cluster().await?.id);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Admin::connect_controllers`]; `InvalidInput` if neither is in the list, or both, and for what
    /// [`ClientOptions::from_properties`] refuses.
    pub async fn from_properties<K: AsRef<str>, V: AsRef<str>>(
        properties: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self> {
        let properties: Vec<(K, V)> = properties.into_iter().collect();
        let pairs = || properties.iter().map(|(key, value)| (key.as_ref(), value.as_ref()));
        let options = ClientOptions::from_properties(pairs())?;
        let (peers, addresses) = bootstrap::named(pairs())?;
        Self::connect(addresses, peers, options).await
    }

    async fn connect(bootstrap: &str, peers: Peers, options: ClientOptions) -> Result<Self> {
        let cluster = bootstrap::connect(bootstrap, peers, options).await?;
        cluster.observer.metrics.made(Made::Admin);
        Ok(Self::new(cluster))
    }
}
