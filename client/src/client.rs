//! The entrance: a client of one cluster, from which producers, consumers and the admin come.

use std::sync::Arc;

use crate::{
    ClientMetrics, Consumer, Error, ErrorKind, Events, Producer, RebalanceListener, Result,
    ShareConsumer,
    admin::Admin,
    bootstrap,
    driver::{
        cluster::Cluster,
        transport::{Address, Transport},
    },
    engine::peers::Peers,
    metrics::registry::Made,
    options::{
        ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProducerOptions,
        ShareConsumerOptions,
    },
    partition_consumer::PartitionConsumer,
};

/// A client of one cluster. Clones share connections and what is known of the cluster.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let address = fixture.bootstrap_servers();
/// use ottla::{Client, ProducerOptions, Record};
///
/// let client = Client::connect(&address).await?;
/// let producer = client.producer(ProducerOptions::default())?;
/// producer.send(Record::to("orders").value("paid")).await?;
/// for topic in client.admin().list_topics().await? {
///     println!("{}", topic.name);
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Client {
    cluster: Arc<Cluster>,
}

impl Client {
    /// Connects to a cluster by the addresses of some of its brokers: `host:port,host:port`.
    /// Returns when one of them has answered.
    ///
    /// # Errors
    /// `Unreachable`, `WrongProtocol` or `TimedOut` if none does: what each address said, within
    /// [`api_timeout`](ClientOptions::api_timeout). `InvalidInput` if an address cannot be read.
    pub async fn connect(bootstrap: &str) -> Result<Self> {
        Self::connect_with(bootstrap, ClientOptions::default()).await
    }

    /// As [`Client::connect`], with options.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let address = fixture.bootstrap_servers();
    /// use std::time::Duration;
    ///
    /// use ottla::{Client, ClientOptions};
    ///
    /// let options = ClientOptions {
    ///     client_id: "checkout".into(),
    ///     api_timeout: Duration::from_secs(5),
    ///     ..Default::default()
    /// };
    /// let client = Client::connect_with(&address, options).await?;
    /// # client.close().await;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub async fn connect_with(bootstrap: &str, options: ClientOptions) -> Result<Self> {
        Ok(Self { cluster: bootstrap::connect(bootstrap, Peers::Brokers, options).await? })
    }

    /// As [`Client::connect_with`], with the addresses and options of a list of Kafka's keys, for instance
    /// those of a Java properties file ([`crate::parse_client_properties`]).
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let file = format!("bootstrap.servers={}\nclient.id=checkout\n", fixture.bootstrap_servers());
    /// use ottla::{Client, parse_client_properties};
    ///
    /// // `file` is the text of a client.properties.
    /// let client = Client::from_properties(parse_client_properties(&file)?).await?;
    /// # client.close().await;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// As [`Client::connect`]; `InvalidInput` if `bootstrap.servers` is not in the list, or `bootstrap.controllers`
    /// is, and for what [`ClientOptions::from_properties`] refuses.
    pub async fn from_properties<K: AsRef<str>, V: AsRef<str>>(
        properties: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self> {
        let properties: Vec<(K, V)> = properties.into_iter().collect();
        let pairs = || properties.iter().map(|(key, value)| (key.as_ref(), value.as_ref()));
        let options = ClientOptions::from_properties(pairs())?;
        match bootstrap::named(pairs())? {
            (Peers::Brokers, addresses) => Self::connect_with(addresses, options).await,
            (Peers::Controllers, _) => {
                let message = "bootstrap.controllers is for an admin alone: use \
                               Admin::from_properties, or name brokers in bootstrap.servers";
                Err(Error::new(ErrorKind::InvalidInput, "connect", message))
            }
        }
    }

    /// Connects over another transport, for instance to a broker in the same process.
    /// An example is at [`InProcessBroker`](crate::in_process::InProcessBroker).
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub async fn with_transport(
        transport: Arc<dyn Transport>,
        options: ClientOptions,
    ) -> Result<Self> {
        let address = Address { host: "in-process".into(), port: bootstrap::DEFAULT_PORT };
        let cluster = bootstrap::start(vec![address], Peers::Brokers, transport, options);
        Ok(Self { cluster: cluster.await? })
    }

    /// A [`Producer`]. It needs the tokio runtime in which it was made for as long as it lives.
    ///
    /// # Errors
    /// `InvalidInput` if the options contradict each other, or if there is no tokio runtime here.
    pub fn producer(&self, options: ProducerOptions) -> Result<Producer> {
        Producer::start(self.cluster.clone(), options)
    }

    /// A consumer of partitions that its user chooses, without a group ([`PartitionConsumer`]).
    ///
    /// # Errors
    /// `InvalidInput` if the options cannot work.
    pub fn partition_consumer(
        &self,
        options: PartitionConsumerOptions,
    ) -> Result<PartitionConsumer> {
        options.check()?;
        Ok(PartitionConsumer::new(self.cluster.clone(), options))
    }

    /// A member of a consumer group. Finds the group's coordinator; the group is joined by the first
    /// call of [`Consumer::next_batch`], or a moment before. Needs the tokio runtime in which it was
    /// made for as long as it lives.
    ///
    /// # Errors
    /// `InvalidInput` if the options cannot work; what keeps the coordinator from being found within
    /// `api_timeout`.
    pub async fn consumer(&self, options: ConsumerOptions) -> Result<Consumer> {
        Consumer::start(self.cluster.clone(), options, None).await
    }

    /// As [`Client::consumer`], with somebody who is told when partitions come and go.
    /// An example is at [`RebalanceListener`].
    ///
    /// # Errors
    /// As [`Client::consumer`].
    pub async fn consumer_with(
        &self,
        options: ConsumerOptions,
        listener: impl RebalanceListener,
    ) -> Result<Consumer> {
        Consumer::start(self.cluster.clone(), options, Some(Arc::new(listener))).await
    }

    /// A member of a share group. Finds the group's coordinator; the group is joined in the background.
    /// Needs the tokio runtime in which it was made for as long as it lives.
    /// An example is at [`ShareConsumer`].
    ///
    /// # Errors
    /// `Unsupported` if the cluster has no share groups: Apache Kafka has them from 4.2 on, with the feature
    /// `share.version` at 1. `InvalidInput` if the options cannot work; what keeps the coordinator from
    /// being found within `api_timeout`.
    pub async fn share_consumer(&self, options: ShareConsumerOptions) -> Result<ShareConsumer> {
        ShareConsumer::start(self.cluster.clone(), options).await
    }

    /// What the client, with all its producers and consumers, has done until now, and what it is now.
    /// Takes some microseconds for each broker and API.
    #[must_use]
    pub fn metrics(&self) -> ClientMetrics {
        ClientMetrics::of(&self.cluster.observer.metrics)
    }

    /// The metrics in the text format of Prometheus; the same as `client.metrics().prometheus()`.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// let text = client.prometheus();
    /// assert!(text.contains("# TYPE"));
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    #[must_use]
    pub fn prometheus(&self) -> String {
        self.metrics().prometheus()
    }

    /// What happens in the client from now on. Never holds up the client: a listener that is slow misses
    /// events, and is told how many ([`Event::Missed`](crate::Event::Missed)).
    #[must_use]
    pub fn events(&self) -> Events {
        self.cluster.observer.events.listen()
    }

    /// Ends what the client does by itself, and waits for that: its metrics are sent to the cluster once
    /// more, if the cluster wants them (KIP-714). Producers and consumers are not ended; close them before.
    /// A client that is dropped does the same without anybody waiting.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// let producer = client.producer(Default::default())?;
    /// producer.send(ottla::Record::to("orders").value("paid")).await?;
    /// producer.close().await?;
    /// client.close().await;
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    pub async fn close(self) {
        if let Some(pusher) = self.cluster.pusher.get() {
            pusher.close().await;
        }
    }

    /// Topics, configurations and the cluster itself.
    #[must_use]
    pub fn admin(&self) -> Admin {
        self.cluster.observer.metrics.made(Made::Admin);
        Admin::new(self.cluster.clone())
    }
}
