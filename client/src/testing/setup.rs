//! How a test is run.

use std::time::Duration;

use ottla_broker::BrokerOptions;

use super::Fixture;
use crate::{Error, ErrorKind, Result};

/// A broker for one test, and how the test is run.
///
/// ```
/// use ottla::testing::Setup;
///
/// let sent = Setup::new().partitions(3).run(async |fixture| {
///     let topic = fixture.topic("orders").await.unwrap();
///     topic.send(["paid", "sent"]).await.unwrap();
///     topic.received(2).await.unwrap().len()
/// });
/// assert_eq!(sent, 2);
/// ```
#[derive(Clone, Debug)]
pub struct Setup {
    config: Vec<(String, String)>,
    partitions: i32,
    worker_threads: usize,
    timeout: Duration,
}

impl Default for Setup {
    fn default() -> Self {
        // A member that joins would otherwise be kept waiting for others.
        let config = vec![("group.initial.rebalance.delay.ms".to_owned(), "0".to_owned())];
        Self { config, partitions: 1, worker_threads: 0, timeout: Duration::from_secs(60) }
    }
}

impl Setup {
    /// The default: a broker in memory on a free port, topics of one partition, a runtime in the test's own
    /// thread, and a minute's time.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Partitions of the topics that the test gets. Default 1.
    #[must_use]
    pub fn partitions(mut self, count: i32) -> Self {
        self.partitions = count;
        self
    }

    /// Threads of the test's runtime. Default 0: the test's own thread alone.
    #[must_use]
    pub fn worker_threads(mut self, count: usize) -> Self {
        self.worker_threads = count;
        self
    }

    /// Longest time of the test. Default one minute.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// A key of the broker.
    #[must_use]
    pub fn config(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.config.push((key.into(), value.into()));
        self
    }

    /// Starts the broker, and connects a client.
    ///
    /// # Errors
    /// `InvalidInput` for a key that the broker does not have, or a value that it refuses.
    pub async fn start(&self) -> Result<Fixture> {
        let invalid =
            |message: String| Error::new(ErrorKind::InvalidInput, "start a broker", message);
        let mut options = BrokerOptions::default();
        for (key, value) in &self.config {
            options = options.set(key, value).map_err(|error| invalid(error.to_string()))?;
        }
        Fixture::with(options, self.partitions).await
    }

    /// Runs a test with a broker of its own. What the test returns is returned, when the broker has ended.
    ///
    /// # Panics
    /// If the test does, if it takes longer than its time, and if the broker cannot be started.
    #[expect(clippy::panic, reason = "how a test fails")]
    pub fn run<T>(&self, test: impl AsyncFnOnce(Fixture) -> T) -> T {
        let mut builder = match self.worker_threads {
            0 => tokio::runtime::Builder::new_current_thread(),
            count => {
                let mut builder = tokio::runtime::Builder::new_multi_thread();
                builder.worker_threads(count);
                builder
            }
        };
        let runtime = builder.enable_all().build();
        let runtime = runtime.unwrap_or_else(|error| panic!("no runtime for the test: {error}"));
        runtime.block_on(async {
            let fixture = self.start().await.unwrap_or_else(|error| panic!("{error}"));
            match tokio::time::timeout(self.timeout, test(fixture)).await {
                Ok(returned) => returned,
                Err(_) => panic!("the test takes longer than {:?}", self.timeout),
            }
        })
    }
}
