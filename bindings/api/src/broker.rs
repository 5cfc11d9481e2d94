//! A broker inside this process.

use std::collections::BTreeMap;

use parking_lot::Mutex;

use crate::{
    BrokerOptions, Result,
    runtime::{self, Home},
};
use ottla::{Error, ErrorKind, admin::NewTopic};

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
#[derive(Debug)]
pub struct Broker {
    /// `None` once it has stopped.
    broker: Mutex<Option<ottla::broker::Broker>>,
    address: String,
    home: Home,
}

impl Broker {
    /// Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends.
    pub async fn start(options: BrokerOptions) -> Result<Self> {
        let options = options.read()?;
        let started =
            runtime::runtime().spawn_blocking(move || ottla::broker::Broker::start(options));
        let broker =
            started.await.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
        let address = broker.address().to_string();
        Ok(Self { broker: Mutex::new(Some(broker)), address, home: Home::here() })
    }

    /// Where clients connect: `127.0.0.1:port`.
    pub fn bootstrap_servers(&self) -> String {
        self.address.clone()
    }

    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    pub async fn create_topic(
        &self,
        name: String,
        partitions: Option<i32>,
        config: BTreeMap<String, String>,
    ) -> Result<()> {
        let client = self.connected(ottla::ClientOptions::default()).await?;
        let mut topic = NewTopic::new(&name).partitions(partitions.unwrap_or(1));
        for (key, value) in config {
            topic = topic.config(key, value);
        }
        client.admin().create_topics([topic]).one().await?;
        client.close().await;
        Ok(())
    }

    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    pub async fn stop(&self) -> Result<()> {
        self.home.check("stop a broker")?;
        let Some(broker) = self.broker.lock().take() else { return Ok(()) };
        let stopped = runtime::runtime().spawn_blocking(move || broker.stop()).await;
        stopped.map_err(|error| failed(&error))
    }

    /// A client of it without a socket.
    pub(crate) async fn connected(&self, options: ottla::ClientOptions) -> Result<ottla::Client> {
        self.home.check("connect to a broker")?;
        let connector = self.broker.lock().as_ref().map(ottla::broker::Broker::connector);
        let connector = connector.ok_or_else(|| {
            let message = "the broker has been stopped";
            Error::of(ErrorKind::Closed, "connect to a broker", message)
        })?;
        ottla::Client::embedded_through(connector, options).await
    }
}

impl Drop for Broker {
    /// Clients know it by its address alone: that nobody has the object any more, which a garbage collector finds at some time,
    /// or a compiler right behind its last use, is no reason to stop.
    fn drop(&mut self) {
        std::mem::forget(self.broker.get_mut().take());
    }
}

fn failed(error: &dyn std::fmt::Display) -> Error {
    Error::of(ErrorKind::InvalidInput, "start a broker", error.to_string())
}
