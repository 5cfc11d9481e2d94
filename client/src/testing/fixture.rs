//! A broker and a client of it, for one test.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use ottla_broker::{Broker, BrokerOptions};

use super::{Setup, Topic};
use crate::{Client, Error, ErrorKind, Result, admin::NewTopic};

/// A broker and a client of it, for one test ([`Setup`]). The broker ends when the last clone is dropped.
#[derive(Clone, Debug)]
pub struct Fixture {
    broker: Arc<Broker>,
    client: Client,
    partitions: i32,
    topics: Arc<AtomicU32>,
}

impl Fixture {
    /// As [`Setup::start`] with the default.
    ///
    /// # Errors
    /// As [`Setup::start`].
    pub async fn start() -> Result<Self> {
        Setup::new().start().await
    }

    pub(super) async fn with(options: BrokerOptions, partitions: i32) -> Result<Self> {
        let broker = Broker::start(options).map_err(|error| {
            Error::new(ErrorKind::InvalidInput, "start a broker", error.to_string())
                .caused_by(error)
        })?;
        let client = Client::embedded(&broker).await?;
        Ok(Self { broker: Arc::new(broker), client, partitions, topics: Arc::default() })
    }

    /// The broker.
    #[must_use]
    pub fn broker(&self) -> &Broker {
        &self.broker
    }

    /// A client of it, in the same process.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where the broker listens, as `bootstrap.servers` takes it: for clients of other languages, and programs
    /// that are under test.
    #[must_use]
    pub fn bootstrap_servers(&self) -> String {
        self.broker.address().to_string()
    }

    /// Makes a topic, with as many partitions as the setup says. It is ready: all partitions have leaders.
    ///
    /// # Errors
    /// `AlreadyExists`; `InvalidInput` for a name that no topic can have.
    pub async fn topic(&self, name: &str) -> Result<Topic> {
        let new = NewTopic::new(name).partitions(self.partitions);
        self.client.admin().create_topics([new]).await?;
        Ok(Topic::new(self.client.clone(), name, self.partitions))
    }

    /// Makes a topic with a name that no other has.
    pub(super) async fn any_topic(&self) -> Result<Topic> {
        let number = self.topics.fetch_add(1, Ordering::Relaxed);
        self.topic(&format!("topic-{number}")).await
    }
}
