//! A client: what connections, producers, consumers and the admin are made from.

use crate::{
    Admin, Broker, ClientOptions, Consumer, ConsumerOptions, Error, Events, PartitionConsumer,
    PartitionConsumerOptions, Producer, ProducerOptions, RebalanceListener, Result, ShareConsumer,
    ShareConsumerOptions,
    runtime::{self, Home},
};
use ottla::ErrorKind;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
#[derive(Debug)]
pub struct Client {
    client: ottla::Client,
    home: Home,
    closed: AtomicBool,
}

impl Client {
    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    pub async fn connect(bootstrap_servers: String, options: ClientOptions) -> Result<Self> {
        let client = ottla::Client::connect_with(&bootstrap_servers, options.read()?).await?;
        Ok(Self::of(client))
    }

    /// Connects to a broker in this process, without a socket.
    pub async fn embedded(broker: Arc<Broker>, options: ClientOptions) -> Result<Self> {
        let options = options.read()?;
        let client = broker.connected(options).await?;
        Ok(Self::of(client))
    }

    /// A producer. It needs no broker yet.
    pub fn producer(&self, options: ProducerOptions) -> Result<Producer> {
        self.check("make a producer")?;
        let _runtime = runtime::runtime().enter();
        Ok(Producer::new(self.client.producer(options.read()?)?))
    }

    /// A consumer that shares the partitions of topics with the other members of its group.
    pub async fn consumer(
        &self,
        options: ConsumerOptions,
        listener: Option<Arc<dyn RebalanceListener>>,
    ) -> Result<Consumer> {
        self.check("make a consumer")?;
        Consumer::start(&self.client, options.read()?, listener).await
    }

    /// A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
    /// group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
    pub async fn share_consumer(&self, options: ShareConsumerOptions) -> Result<ShareConsumer> {
        self.check("make a consumer")?;
        ShareConsumer::start(&self.client, &options).await
    }

    /// A consumer that reads the partitions that it is told to.
    pub fn partition_consumer(
        &self,
        options: PartitionConsumerOptions,
    ) -> Result<PartitionConsumer> {
        self.check("make a consumer")?;
        let _runtime = runtime::runtime().enter();
        Ok(PartitionConsumer::new(self.client.partition_consumer(options.read()?)?))
    }

    /// What creates, describes, changes and deletes topics, groups and the like.
    pub fn admin(&self) -> Result<Admin> {
        self.check("make an admin")?;
        Ok(Admin::new(self.client.admin()))
    }

    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    pub fn events(&self) -> Result<Events> {
        self.check("listen to events")?;
        Ok(Events::new(self.client.events()))
    }

    /// The client's metrics as Prometheus reads them.
    pub fn prometheus(&self) -> String {
        self.client.prometheus()
    }

    /// Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself.
    pub async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.client.clone().close().await;
    }

    pub(crate) fn of(client: ottla::Client) -> Self {
        Self { client, home: Home::here(), closed: AtomicBool::new(false) }
    }

    fn check(&self, operation: &'static str) -> Result<()> {
        self.home.check(operation)?;
        match self.closed.load(Ordering::Acquire) {
            true => Err(Error::of(ErrorKind::Closed, operation, "the client was closed")),
            false => Ok(()),
        }
    }
}
