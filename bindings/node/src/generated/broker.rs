// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Broker.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::bridge::promise;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
#[napi]
pub struct Broker(pub(crate) Held<api::Broker>);

impl IntoJs for api::Broker {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Broker(Held::new(self)))
    }
}

impl FromJs for Arc<api::Broker> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Broker>(raw)?.0.shared())
    }
}

#[napi]
impl Broker {
    /// Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends.
    #[napi]
    pub fn start(options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let options = options.read::<api::BrokerOptions>("options")?;
        promise(cancellation, async move { api::Broker::start(options).await })
    }
    /// Where clients connect: `127.0.0.1:port`.
    #[napi(getter)]
    pub fn bootstrap_servers(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.bootstrap_servers())))
    }
    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    #[napi]
    pub fn create_topic(&self, name: Raw, partitions: Raw, config: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let name = name.read::<String>("name")?;
        let partitions = partitions.read::<Option<i32>>("partitions")?;
        let config = config.read::<std::collections::BTreeMap<String, String>>("config")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_topic(name, partitions, config).await })
    }
    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    #[napi]
    pub fn stop(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.stop().await })
    }
}
