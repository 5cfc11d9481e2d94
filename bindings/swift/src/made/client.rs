// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
#[derive(uniffi::Object)]
pub struct RawClient(pub(crate) Owned<api::Client>);

#[uniffi::export]
impl RawClient {
    #[uniffi::constructor]
    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    pub async fn connect(call: Arc<RawCall>, bootstrap_servers: String, options: HashMap<String, String>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawClient(Owned::new(api::Client::connect(bootstrap_servers, api::ClientOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    #[uniffi::constructor]
    /// Connects to a broker in this process, without a socket.
    pub async fn embedded(call: Arc<RawCall>, broker: Arc<RawBroker>, options: HashMap<String, String>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawClient(Owned::new(api::Client::embedded(broker.0.shared(), api::ClientOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    /// A producer. It needs no broker yet.
    pub fn producer(&self, options: HashMap<String, String>) -> Result<Arc<RawProducer>, RawFailure> {
        Ok(Arc::new(RawProducer(Owned::new(self.0.producer(api::ProducerOptions::new(options.into_iter().collect()))?))))
    }
    /// A consumer that shares the partitions of topics with the other members of its group.
    pub async fn consumer(&self, call: Arc<RawCall>, options: HashMap<String, String>, listener: Option<Arc<dyn RawRebalanceListener>>) -> Result<Arc<RawConsumer>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawConsumer(Owned::new(self.0.consumer(api::ConsumerOptions::new(options.into_iter().collect()), listener.map(|it| callbacks::rebalance_listener(it))).await?)))) }).await
    }
    /// A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
    /// group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
    pub async fn share_consumer(&self, call: Arc<RawCall>, options: HashMap<String, String>) -> Result<Arc<RawShareConsumer>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawShareConsumer(Owned::new(self.0.share_consumer(api::ShareConsumerOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    /// A consumer that reads the partitions that it is told to.
    pub fn partition_consumer(&self, options: HashMap<String, String>) -> Result<Arc<RawPartitionConsumer>, RawFailure> {
        Ok(Arc::new(RawPartitionConsumer(Owned::new(self.0.partition_consumer(api::PartitionConsumerOptions::new(options.into_iter().collect()))?))))
    }
    /// What creates, describes, changes and deletes topics, groups and the like.
    pub fn admin(&self) -> Result<Arc<RawAdmin>, RawFailure> {
        Ok(Arc::new(RawAdmin(Owned::new(self.0.admin()?))))
    }
    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    pub fn events(&self) -> Result<Arc<RawEvents>, RawFailure> {
        Ok(Arc::new(RawEvents(Owned::new(self.0.events()?))))
    }
    /// The client's metrics as Prometheus reads them.
    pub fn prometheus(&self) -> String {
        self.0.prometheus()
    }
    /// Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await) }).await
    }
}
