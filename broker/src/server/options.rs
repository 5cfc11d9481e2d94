//! How a broker is started: Kafka's keys, and the things that no key can say.

use std::{fmt, net::TcpListener, path::PathBuf, sync::Arc};

use ottla_core::{
    model::config::{BrokerEntries, ConfigError, parse_properties},
    storage::disk::Disk,
};

use crate::clock::{Clock, SystemClock};

/// How a broker is started.
///
/// The default is a broker for tests: a free port on 127.0.0.1, the log in memory, one thread.
///
/// ```
/// use ottla_broker::BrokerOptions;
///
/// let options = BrokerOptions::default().set("num.partitions", "3")?;
/// assert_eq!(options.get("num.partitions"), Some("3"));
/// # Ok::<(), ottla_broker::OptionsError>(())
/// ```
#[derive(Clone)]
pub struct BrokerOptions {
    pub(super) entries: BrokerEntries,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) seed: Option<u64>,
    pub(super) mounts: Vec<(PathBuf, Arc<dyn Disk>)>,
    pub(super) cluster_id: Option<String>,
    pub(super) bound: Vec<(String, Arc<TcpListener>)>,
}

/// Why options are wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    /// A key or its value.
    #[error(transparent)]
    Key(#[from] ConfigError),
    /// A line of a properties file.
    #[error("{0}")]
    Properties(#[from] ottla_core::model::config::PropertiesError),
}

impl Default for BrokerOptions {
    fn default() -> Self {
        let mut entries = BrokerEntries::default();
        // The embedded broker's own defaults: many of them run in one test process.
        for (key, value) in [("listeners", "PLAINTEXT://127.0.0.1:0"), ("num.network.threads", "1")]
        {
            entries.set(key, value).expect("the defaults are legal values of known keys");
        }
        Self {
            entries,
            clock: Arc::new(SystemClock::new()),
            seed: None,
            mounts: Vec::new(),
            cluster_id: None,
            bound: Vec::new(),
        }
    }
}

impl BrokerOptions {
    /// Options that hold Kafka's defaults only: port 9092 on 127.0.0.1, one thread per core.
    #[must_use]
    pub fn standalone() -> Self {
        Self { entries: BrokerEntries::default(), ..Self::default() }
    }

    /// Sets one of Kafka's broker keys. `broker.id` is another name of `node.id`.
    ///
    /// # Errors
    /// A key that does not exist (the nearest one that does is named), or a value that it refuses.
    pub fn set(mut self, key: &str, value: &str) -> Result<Self, OptionsError> {
        self.entries.set(todays_name(key), value)?;
        Ok(self)
    }

    /// Sets all keys of a Java properties file's text, as Kafka's `server.properties`. Keys of
    /// Kafka that this broker does not have are left out; they are returned.
    ///
    /// # Errors
    /// A line that is not a property, or a value that its key refuses.
    pub fn set_properties(mut self, text: &str) -> Result<(Self, Vec<String>), OptionsError> {
        let mut unknown = Vec::new();
        let properties = parse_properties(text)?;
        let given = |name: &str| properties.iter().find(|(key, _)| key == name);
        if let (Some((_, old)), Some((_, new))) = (given(OLD_NODE_ID), given(NODE_ID))
            && old != new
        {
            let (name, other) = (OLD_NODE_ID, NODE_ID);
            return Err(ConfigError::Relation { name, relation: "the same as", other }.into());
        }
        for (key, value) in properties {
            match self.entries.set(todays_name(&key), &value) {
                Ok(_) => {}
                Err(ConfigError::UnknownKey { .. }) => unknown.push(key),
                Err(error) => return Err(error.into()),
            }
        }
        Ok((self, unknown))
    }

    /// Keeps the log in this directory (`log.dirs`) instead of memory.
    #[must_use]
    pub fn directory(mut self, directory: impl Into<PathBuf>) -> Self {
        let directory = directory.into().to_string_lossy().into_owned();
        self.entries.set("log.dirs", &directory).expect("any path is a legal value of log.dirs");
        self
    }

    /// Keeps the log in these directories (`log.dirs`): new partitions go where there are fewest. The
    /// first one also holds the metadata, unless `metadata.log.dir` names another. A path may have
    /// no comma in it.
    ///
    /// ```
    /// use ottla_broker::BrokerOptions;
    ///
    /// let options = BrokerOptions::default().directories(["/disk1/ottla", "/disk2/ottla"]);
    /// assert_eq!(options.get("log.dirs"), Some("/disk1/ottla,/disk2/ottla"));
    /// ```
    #[must_use]
    pub fn directories(
        mut self,
        directories: impl IntoIterator<Item = impl Into<PathBuf>>,
    ) -> Self {
        let paths = directories.into_iter().map(|path| path.into().to_string_lossy().into_owned());
        let list = paths.collect::<Vec<_>>().join(",");
        self.entries.set("log.dirs", &list).expect("any paths are a legal value of log.dirs");
        self
    }

    /// Uses this disk for the log directory `path` instead of real files: one in memory that outlives
    /// the broker, or one that fails on a plan, in tests. It is not locked against other brokers.
    #[must_use]
    pub fn disk(mut self, path: impl Into<PathBuf>, disk: Arc<dyn Disk>) -> Self {
        self.mounts.push((path.into(), disk));
        self
    }

    /// The id of the cluster that empty log directories become part of; all nodes of a new cluster are
    /// started with the same one. Without it a node that is a cluster of its own draws one. Directories that
    /// belong to another cluster are refused.
    #[must_use]
    pub fn cluster_id(mut self, id: impl Into<String>) -> Self {
        self.cluster_id = Some(id.into());
        self
    }

    /// Uses a socket that listens already for the listener of this name: its port is known before the
    /// broker starts, and nobody else can take it.
    #[must_use]
    pub fn bound(mut self, listener: impl Into<String>, socket: TcpListener) -> Self {
        self.bound.push((listener.into(), Arc::new(socket)));
        self
    }

    /// Takes time from this clock: a [`VirtualClock`](crate::testing::VirtualClock) in tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Draws all ids from this seed, so that two runs give the same. Without it the operating
    /// system gives one.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The value that was set for a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries.given(key)
    }

    /// Keys that were set and do nothing in this broker.
    pub fn without_effect(&self) -> impl Iterator<Item = &'static str> {
        self.entries.without_effect()
    }
}

const NODE_ID: &str = "node.id";
/// Its name before KRaft, which Apache Kafka takes as well.
const OLD_NODE_ID: &str = "broker.id";

fn todays_name(key: &str) -> &str {
    if key == OLD_NODE_ID { NODE_ID } else { key }
}

impl fmt::Debug for BrokerOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BrokerOptions").field("entries", &self.entries).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node_id(text: &str) -> Result<Option<String>, String> {
        let set = BrokerOptions::default().set_properties(text).map_err(|error| error.to_string());
        set.map(|(options, _)| options.get("node.id").map(str::to_owned))
    }

    #[test]
    fn a_nodes_id_may_have_its_old_name() {
        assert_eq!(node_id("broker.id=7\n"), Ok(Some("7".into())));
        assert_eq!(node_id("broker.id=7\nnode.id=7\n"), Ok(Some("7".into())));
        let refusal = node_id("broker.id=7\nnode.id=8\n").unwrap_err();
        assert_eq!(refusal, "broker.id must be the same as node.id");
        let set = BrokerOptions::default().set("broker.id", "7").unwrap();
        assert_eq!(set.get("node.id"), Some("7"));
    }
}
