// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Client.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::bridge::promise;
use crate::error::thrown;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
#[napi]
pub struct Client(pub(crate) Held<api::Client>);

impl IntoJs for api::Client {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Client(Held::new(self)))
    }
}

impl FromJs for Arc<api::Client> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Client>(raw)?.0.shared())
    }
}

#[napi]
impl Client {
    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    #[napi]
    pub fn connect(bootstrap_servers: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let bootstrap_servers = bootstrap_servers.read::<String>("bootstrapServers")?;
        let options = options.read::<api::ClientOptions>("options")?;
        promise(cancellation, async move { api::Client::connect(bootstrap_servers, options).await })
    }
    /// Connects to a broker in this process, without a socket.
    #[napi]
    pub fn embedded(broker: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let broker = broker.read::<Arc<api::Broker>>("broker")?;
        let options = options.read::<api::ClientOptions>("options")?;
        promise(cancellation, async move { api::Client::embedded(broker, options).await })
    }
    /// A producer. It needs no broker yet.
    #[napi]
    pub fn producer(&self, options: Raw) -> napi::Result<Out<api::Producer>> {
        let options = options.read::<api::ProducerOptions>("options")?;
        guarded(|| Ok(Out(self.0.producer(options).map_err(|error| thrown(&error))?)))
    }
    /// A consumer that shares the partitions of topics with the other members of its group.
    #[napi]
    pub fn consumer(&self, options: Raw, listener: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let options = options.read::<api::ConsumerOptions>("options")?;
        let listener = listener.read::<Option<Arc<dyn api::RebalanceListener>>>("listener")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.consumer(options, listener).await })
    }
    /// A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
    /// group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
    #[napi]
    pub fn share_consumer(&self, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let options = options.read::<api::ShareConsumerOptions>("options")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.share_consumer(options).await })
    }
    /// A consumer that reads the partitions that it is told to.
    #[napi]
    pub fn partition_consumer(&self, options: Raw) -> napi::Result<Out<api::PartitionConsumer>> {
        let options = options.read::<api::PartitionConsumerOptions>("options")?;
        guarded(|| Ok(Out(self.0.partition_consumer(options).map_err(|error| thrown(&error))?)))
    }
    /// What creates, describes, changes and deletes topics, groups and the like.
    #[napi]
    pub fn admin(&self) -> napi::Result<Out<api::Admin>> {
        guarded(|| Ok(Out(self.0.admin().map_err(|error| thrown(&error))?)))
    }
    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    #[napi]
    pub fn events(&self) -> napi::Result<Out<api::Events>> {
        guarded(|| Ok(Out(self.0.events().map_err(|error| thrown(&error))?)))
    }
    /// The client's metrics as Prometheus reads them.
    #[napi(getter)]
    pub fn prometheus(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.prometheus())))
    }
    /// Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await; Ok(()) })
    }
}
