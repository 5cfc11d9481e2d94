// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
#[derive(uniffi::Object)]
pub struct RawBroker(pub(crate) Owned<api::Broker>);

#[uniffi::export]
impl RawBroker {
    #[uniffi::constructor]
    /// Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends.
    pub async fn start(call: Arc<RawCall>, options: HashMap<String, String>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawBroker(Owned::new(api::Broker::start(api::BrokerOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    /// Where clients connect: `127.0.0.1:port`.
    pub fn bootstrap_servers(&self) -> String {
        self.0.bootstrap_servers()
    }
    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    pub async fn create_topic(&self, call: Arc<RawCall>, name: String, partitions: Option<i32>, config: HashMap<String, String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.create_topic(name, partitions, config.into_iter().map(|(key, it)| (key, it)).collect()).await?) }).await
    }
    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    pub async fn stop(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.stop().await?) }).await
    }
}
