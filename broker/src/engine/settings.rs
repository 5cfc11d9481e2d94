//! The broker's configuration as values that the engine uses, out of the keys it was started with.

use std::{path::PathBuf, time::Duration};

use ottla_core::{
    model::{
        NodeId,
        config::{BrokerEntries, ConfigError, check_group_bounds},
    },
    protocol::codec::Listener as ListenerKind,
};

use super::{
    listeners::{
        Listener, advertised, check_protocols, check_reachable, inter_broker_listener, parse,
    },
    quorum_settings::QuorumSettings,
};

/// [`Settings::partitions_at_once`]: so many are opened in a few milliseconds.
const PARTITIONS_AT_ONCE: usize = 100;

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A key or a value is wrong.
    #[error(transparent)]
    Key(#[from] ConfigError),
    /// `listeners` or `advertised.listeners` is wrong.
    #[error("{key}: '{value}' is not NAME://HOST:PORT")]
    Listener {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
    /// A broker has no listener for clients and other brokers.
    #[error(
        "process.roles has the role broker, and none of the listeners ({listeners}) is for clients: add PLAINTEXT://HOST:PORT to listeners"
    )]
    NoClientListener {
        /// `listeners`.
        listeners: String,
    },
    /// Two listeners have one name.
    #[error("{key} has two listeners with the name {name}: each needs a name of its own")]
    ListenerTwice {
        /// The key.
        key: &'static str,
        /// The name.
        name: String,
    },
    /// Two listeners have one address.
    #[error("listeners has {first} and {second} at one address: each needs a port of its own")]
    SamePort {
        /// The name of one.
        first: String,
        /// The name of the other.
        second: String,
    },
    /// An address is advertised for a listener that there is not.
    #[error(
        "advertised.listeners has an address for {name}, which is not one of the listeners ({listeners})"
    )]
    AdvertisesUnknown {
        /// The name.
        name: String,
        /// The listeners' names.
        listeners: String,
    },
    /// An address is advertised that nobody can connect to.
    #[error(
        "advertised.listeners: {host} means every address of this machine, and nobody can connect to it: name the one that clients and other brokers reach this broker by"
    )]
    Unroutable {
        /// The address.
        host: String,
    },
    /// Other brokers would not be told where this one is.
    #[error(
        "listener {name} listens on every address of this machine, and other brokers have to be told one that reaches it: set advertised.listeners={name}://HOST:{port}"
    )]
    NotAdvertised {
        /// The listener's name.
        name: String,
        /// Its port.
        port: u16,
    },
    /// A voter is named twice.
    #[error(
        "controller.quorum.voters names node {node} twice: each voter has a node.id of its own"
    )]
    VoterTwice {
        /// The node.
        node: NodeId,
    },
    /// A list of controllers is wrong.
    #[error("{key}: '{value}' is not {form}")]
    Address {
        /// The key.
        key: &'static str,
        /// The item.
        value: String,
        /// How it should be written.
        form: &'static str,
    },
    /// A broker knows no controller.
    #[error(
        "process.roles=broker needs controllers: name them with controller.quorum.bootstrap.servers=HOST:PORT,... or controller.quorum.voters=ID@HOST:PORT,..., or let this node be one with process.roles=broker,controller"
    )]
    NoQuorum,
    /// A node that only is a broker is among the voters.
    #[error(
        "process.roles=broker, so node {node} must not be among controller.quorum.voters: take it out there, or add the role controller"
    )]
    BrokerVotes {
        /// The node.
        node: NodeId,
    },
    /// A node that only is a broker is to join the voters.
    #[error(
        "controller.quorum.auto.join.enable=true is for controllers, and process.roles=broker: take it out, or add the role controller"
    )]
    BrokerJoins,
    /// A controller is not among the voters.
    #[error(
        "process.roles has the role controller, so node {node} must be among controller.quorum.voters: add {node}@HOST:PORT there, with the same list on every node; or, if it is there under another id, set node.id to that (without the key it is 1)"
    )]
    ControllerDoesNotVote {
        /// The node.
        node: NodeId,
    },
    /// A controller that has to be reached has no listener.
    #[error(
        "this node is a controller for others, and has no listener for that: add {names}://HOST:PORT to listeners, with the port that controller.quorum.voters has for it, or name the one that is meant in controller.listener.names (it is {names})"
    )]
    NoControllerListener {
        /// The names that it may have.
        names: String,
    },
    /// A node that only is a controller listens for clients.
    #[error(
        "process.roles=controller serves no clients: take {listeners} out of listeners, or add the role broker"
    )]
    ControllerServesClients {
        /// The names of the listeners that are too many.
        listeners: String,
    },
    /// No listener has the name that brokers use among each other.
    #[error("inter.broker.listener.name={name} is not one of the listeners ({listeners})")]
    NoSuchListener {
        /// The name.
        name: String,
        /// The listeners' names.
        listeners: String,
    },
    /// A log directory is named twice.
    #[error("log.dirs={value} names {directory} twice: each directory is used once")]
    Repeated {
        /// The value of `log.dirs`.
        value: String,
        /// The directory.
        directory: String,
    },
    /// Nobody says how a listener is secured.
    #[error(
        "the name of listener {name} is no security protocol: say which one it uses with listener.security.protocol.map={name}:PLAINTEXT"
    )]
    NoProtocol {
        /// The listener's name.
        name: String,
    },
    /// Something that this version does not have.
    #[error("{key}={value} asks for {what}, which this version does not have")]
    Unsupported {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
        /// What it asks for.
        what: &'static str,
    },
}

/// How logs are compacted.
#[derive(Clone, Debug, Default)]
pub struct CleanerSettings {
    /// `log.cleaner.enable`.
    pub enabled: bool,
    /// `log.cleaner.threads`: logs that are compacted at a time.
    pub threads: usize,
    /// `log.cleaner.backoff.ms`: time between two looks for logs that need it.
    pub check_interval: Duration,
    /// `log.cleaner.dedupe.buffer.size`: memory for the keys of all compactions together.
    pub map_bytes: usize,
    /// `log.cleaner.io.max.bytes.per.second`: read and written, by each compaction.
    pub bytes_per_second_max: f64,
}

/// How a follower fetches.
#[derive(Clone, Copy, Debug)]
pub struct ReplicaFetchSettings {
    /// `replica.fetch.wait.max.ms`: how long a leader may wait for records.
    pub wait_max: Duration,
    /// `replica.fetch.min.bytes`.
    pub bytes_min: i32,
    /// `replica.fetch.response.max.bytes`.
    pub bytes_max: i32,
    /// `replica.fetch.max.bytes`, of a partition.
    pub partition_bytes_max: i32,
    /// `replica.fetch.backoff.ms`: pause after an error.
    pub backoff: Duration,
}

impl ReplicaFetchSettings {
    fn new(entries: &BrokerEntries) -> Self {
        let number = |name: &str| i32::try_from(entries.integer(name)).unwrap_or(i32::MAX);
        let millis =
            |name: &str| Duration::from_millis(u64::try_from(entries.integer(name)).unwrap_or(0));
        Self {
            wait_max: millis("replica.fetch.wait.max.ms"),
            bytes_min: number("replica.fetch.min.bytes"),
            bytes_max: number("replica.fetch.response.max.bytes"),
            partition_bytes_max: number("replica.fetch.max.bytes"),
            backoff: millis("replica.fetch.backoff.ms"),
        }
    }
}

/// The broker's configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The keys that were given.
    pub entries: BrokerEntries,
    /// `node.id`.
    pub node_id: NodeId,
    /// `listeners`.
    pub listeners: Vec<Listener>,
    /// Those of `listeners` that `controller.listener.names` has; clients do not use them.
    pub controller_listeners: Vec<Listener>,
    /// `inter.broker.listener.name`; the first listener without it.
    pub inter_broker_listener: String,
    /// Who decides for the cluster.
    pub quorum: QuorumSettings,
    /// `advertised.listeners`.
    pub advertised: Vec<Listener>,
    /// `log.dirs` or `log.dir`; without any the log is in memory.
    pub directories: Vec<PathBuf>,
    /// `metadata.log.dir`; the first of the others without it.
    pub metadata_directory: Option<PathBuf>,
    /// `auto.create.topics.enable`.
    pub auto_create_topics: bool,
    /// `delete.topic.enable`.
    pub delete_topics: bool,
    /// `num.partitions`.
    pub partitions: i32,
    /// `default.replication.factor`.
    pub replication_factor: i16,
    /// `fetch.max.bytes`.
    pub fetch_bytes_max: usize,
    /// `max.incremental.fetch.session.cache.slots`.
    pub fetch_session_slots: usize,
    /// Metadata that touches more partitions than this is applied on the blocking pool. Not a key.
    pub partitions_at_once: usize,
    /// `socket.request.max.bytes`.
    pub request_bytes_max: usize,
    /// `queued.max.request.bytes`, of one connection.
    pub queued_request_bytes_max: usize,
    /// `connections.max.idle.ms`; `None` never closes.
    pub idle_max: Option<Duration>,
    /// `log.retention.check.interval.ms`.
    pub retention_check_interval: Duration,
    /// `log.flush.offset.checkpoint.interval.ms`.
    pub checkpoint_interval: Duration,
    /// `num.network.threads`; `None` leaves it to the edge.
    pub threads: Option<usize>,
    /// `request.timeout.ms`: how long other nodes may take to answer.
    pub request_timeout: Duration,
    /// `offsets.commit.timeout.ms`: how long a coordinator's answer waits for its records to be committed.
    pub commit_timeout: Duration,
    /// `replica.lag.time.max.ms`: how long a follower may be behind and in sync.
    pub replica_lag_max: Duration,
    /// How replicas are fetched.
    pub replica_fetch: ReplicaFetchSettings,
    /// `broker.rack`.
    pub rack: Option<String>,
    /// `replica.selector.class`: whether consumers read from replicas in their rack.
    pub rack_aware_reads: bool,
}

impl Settings {
    /// Whether a listener is one of clients and brokers, or of controllers.
    #[must_use]
    pub fn kind_of(&self, listener: &str) -> ListenerKind {
        let is_controllers = self.controller_listeners.iter().any(|one| one.name == listener);
        if is_controllers { ListenerKind::Controller } else { ListenerKind::Broker }
    }

    /// Makes values of keys.
    ///
    /// # Errors
    /// Names the key whose value cannot be used together with the others.
    pub fn new(entries: BrokerEntries) -> Result<Self, SettingsError> {
        check_group_bounds(&entries)?;
        let node_id = NodeId(i32::try_from(entries.integer("node.id")).unwrap_or(1));
        let mut quorum = QuorumSettings::new(&entries, node_id)?;
        let value = entries.value("listeners").unwrap_or_default();
        let is_controllers = |one: &Listener| quorum.listener_names.contains(&one.name);
        let all = parse("listeners", value)?;
        let advertised = advertised(&entries, &all)?;
        let (mut controller_listeners, listeners): (Vec<_>, Vec<_>) =
            all.into_iter().partition(is_controllers);
        if !quorum.roles.is_controller() {
            controller_listeners.clear();
        }
        quorum.listen_on(node_id, &controller_listeners)?;
        check_protocols(&entries, &listeners, &quorum.listener_names)?;
        if !listeners.is_empty() && !quorum.roles.is_broker() {
            let names: Vec<&str> = listeners.iter().map(|one| &*one.name).collect();
            return Err(SettingsError::ControllerServesClients { listeners: names.join(",") });
        }
        if listeners.is_empty() && quorum.roles.is_broker() {
            return Err(SettingsError::NoClientListener { listeners: value.to_owned() });
        }
        if quorum.has_others() {
            check_reachable(&listeners, &advertised)?;
        }
        let inter_broker_listener = inter_broker_listener(&entries, &listeners, quorum.roles)?;
        let size = |name: &str| usize::try_from(entries.integer(name)).unwrap_or(usize::MAX);
        let millis =
            |name: &str| u64::try_from(entries.integer(name)).ok().map(Duration::from_millis);
        Ok(Self {
            node_id,
            controller_listeners,
            inter_broker_listener,
            quorum,
            directories: directories(&entries)?,
            metadata_directory: entries.value("metadata.log.dir").map(PathBuf::from),
            auto_create_topics: entries.is_true("auto.create.topics.enable"),
            delete_topics: entries.is_true("delete.topic.enable"),
            partitions: i32::try_from(entries.integer("num.partitions")).unwrap_or(1),
            replication_factor: i16::try_from(entries.integer("default.replication.factor"))
                .unwrap_or(1),
            fetch_bytes_max: size("fetch.max.bytes"),
            partitions_at_once: PARTITIONS_AT_ONCE,
            fetch_session_slots: size("max.incremental.fetch.session.cache.slots"),
            request_bytes_max: size("socket.request.max.bytes"),
            queued_request_bytes_max: size("queued.max.request.bytes"),
            idle_max: millis("connections.max.idle.ms"),
            retention_check_interval: millis("log.retention.check.interval.ms").unwrap_or_default(),
            checkpoint_interval: millis("log.flush.offset.checkpoint.interval.ms")
                .unwrap_or_default(),
            threads: Some(size("num.network.threads")).filter(|threads| *threads > 0),
            commit_timeout: millis("offsets.commit.timeout.ms").unwrap_or_default(),
            request_timeout: millis("request.timeout.ms").unwrap_or_default(),
            replica_lag_max: millis("replica.lag.time.max.ms").unwrap_or_default(),
            replica_fetch: ReplicaFetchSettings::new(&entries),
            rack: entries.value("broker.rack").map(str::to_owned),
            rack_aware_reads: entries.value("replica.selector.class").is_some(),
            listeners,
            advertised,
            entries,
        })
    }
}

/// What of a broker's configuration can change while it runs.
#[derive(Clone, Debug, Default)]
pub struct DynamicSettings {
    /// All keys: as given at the start, and over that as set since.
    pub entries: BrokerEntries,
    /// The `log.cleaner` keys.
    pub cleaner: CleanerSettings,
    /// `num.replica.fetchers`: connections to each leader; at least 1.
    pub replica_fetchers: u16,
    /// `producer.id.expiration.ms`.
    pub producer_expiration: Duration,
    /// `max.connections`.
    pub connections_max: usize,
    /// `metadata.log.max.record.bytes.between.snapshots`.
    pub snapshot_bytes: u64,
    /// `leader.replication.throttled.rate`; `None` is no limit.
    pub leader_rate_max: Option<u64>,
    /// `follower.replication.throttled.rate`; `None` is no limit.
    pub follower_rate_max: Option<u64>,
}

impl DynamicSettings {
    /// Makes values of keys.
    #[must_use]
    pub fn new(entries: BrokerEntries) -> Self {
        let size = |name: &str| usize::try_from(entries.integer(name)).unwrap_or(usize::MAX);
        let millis =
            |name: &str| Duration::from_millis(u64::try_from(entries.integer(name)).unwrap_or(0));
        let rate = |name: &str| {
            let rate = Some(entries.integer(name)).filter(|rate| *rate != i64::MAX)?;
            u64::try_from(rate).ok()
        };
        Self {
            cleaner: CleanerSettings {
                enabled: entries.is_true("log.cleaner.enable"),
                threads: size("log.cleaner.threads"),
                check_interval: millis("log.cleaner.backoff.ms"),
                map_bytes: size("log.cleaner.dedupe.buffer.size"),
                bytes_per_second_max: entries.number("log.cleaner.io.max.bytes.per.second"),
            },
            replica_fetchers: u16::try_from(entries.integer("num.replica.fetchers"))
                .unwrap_or(u16::MAX)
                .max(1),
            producer_expiration: millis("producer.id.expiration.ms"),
            connections_max: size("max.connections"),
            snapshot_bytes: size("metadata.log.max.record.bytes.between.snapshots") as u64,
            leader_rate_max: rate("leader.replication.throttled.rate"),
            follower_rate_max: rate("follower.replication.throttled.rate"),
            entries,
        }
    }
}

fn directories(entries: &BrokerEntries) -> Result<Vec<PathBuf>, SettingsError> {
    let Some(value) = entries.value("log.dirs").or(entries.value("log.dir")) else {
        return Ok(Vec::new());
    };
    let mut directories: Vec<PathBuf> = Vec::new();
    for item in value.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let directory = PathBuf::from(item);
        if directories.contains(&directory) {
            let (value, directory) = (value.to_owned(), item.to_owned());
            return Err(SettingsError::Repeated { value, directory });
        }
        directories.push(directory);
    }
    Ok(directories)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_a_loopback_broker_in_memory() {
        let settings = Settings::new(BrokerEntries::default()).unwrap();
        assert_eq!(settings.listeners[0].host, "127.0.0.1");
        assert_eq!(settings.listeners[0].port, 9092);
        assert!(settings.directories.is_empty());
        assert!(settings.auto_create_topics);
    }

    #[test]
    fn log_directories_are_a_list_and_log_dirs_is_stronger() {
        let directories = |keys: &[(&str, &str)]| {
            let mut entries = BrokerEntries::default();
            for (key, value) in keys {
                entries.set(key, value).unwrap();
            }
            Settings::new(entries).map(|settings| settings.directories)
        };
        assert_eq!(directories(&[("log.dir", "/a")]).unwrap(), [PathBuf::from("/a")]);
        let both = [("log.dir", "/a"), ("log.dirs", "/b, /c")];
        assert_eq!(directories(&both).unwrap(), ["/b", "/c"].map(PathBuf::from));
        let error = directories(&[("log.dirs", "/b,/c,/b")]).unwrap_err();
        assert!(error.to_string().contains("names /b twice"), "{error}");
    }
}
