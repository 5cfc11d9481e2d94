//! Bringing a node up on its directories: who it is, the metadata log replayed, its election as the
//! quorum's leader, its registration, its partitions opened, its leaderships claimed. Directories
//! that are empty become a new cluster of one.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{
    metadata::{
        BrokerRegistration, DirectoryLoad, Endpoint, KRAFT_VERSION_MAX, MetadataDelta,
        MetadataImage,
        controller::{self, Decision},
    },
    model::{ErrorCode, NodeId, Now, Rng, TopicIdPartition, TopicPartition, Uuid},
    protocol::messages::metadata::MetadataRecord,
    quorum::{
        BootstrapServer, Durability, LastShutdown, Listener as QuorumListener, Output,
        QUORUM_STATE_FILE, Quorum, QuorumError, QuorumEvent, QuorumParts, QuorumRole,
        SnapshotRetention, Voter, VoterSet,
    },
    replication::Waiters,
    storage::log::LogConfig,
};
use parking_lot::Mutex;

use super::{
    apply::{Configured, topic_config},
    cluster::{ClusterPart, ProducerIds, Replicas, read_records, read_snapshot},
    codecs::CodecPool,
    control::Control,
    coordinator::Coordinator,
    directory::{self, DirectoryError, METADATA_DIRECTORY},
    effects::Effects,
    fetch::FetchSessions,
    identify::{IdentityError, WantedIdentity, identify},
    last_runs::{LastRuns, leave_offline},
    log_directory::{LogDirectories, LogDirectory, NodeDirectory},
    metadata_damage::{self, LastStop, MetadataDamage},
    node::{Identity, Node},
    place::{Folder, Known, Place, place_of},
    settings::{DynamicSettings, Settings},
    taking_in::Committed,
    upkeep::UpkeepState,
    view::View,
};

/// Everything that a node is made of.
pub struct NodeParts {
    /// Its configuration.
    pub settings: Settings,
    /// Its log directories; one of them is for the metadata.
    pub directories: Vec<NodeDirectory>,
    /// Randomness for ids.
    pub rng: Rng,
    /// Where clients and brokers reach it.
    pub endpoints: Vec<Endpoint>,
    /// Where brokers and controllers reach it as a controller.
    pub controller_endpoints: Vec<Endpoint>,
    /// The cluster that empty directories become part of.
    pub cluster_id: Option<String>,
}

/// Why a node does not come up on its directories.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The directories are not this node's, or cannot be used.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// A file of the metadata directory.
    #[error("log directory {directory}: {source}")]
    Directory {
        /// The directory.
        directory: String,
        /// The file, and what is wrong.
        source: DirectoryError,
    },
    /// The metadata log cannot be used.
    #[error("log directory {directory}: the metadata log cannot be used: {what}")]
    MetadataLog {
        /// The directory.
        directory: String,
        /// What is wrong.
        what: String,
    },
    /// The metadata log is damaged.
    #[error("the metadata log in {directory} cannot be used: {source}")]
    Damaged {
        /// The directory.
        directory: String,
        /// Where.
        source: MetadataDamage,
    },
    /// There is no directory for partitions.
    #[error("none of the log directories {directories} can be used: the log says why for each")]
    NoDirectory {
        /// Their paths.
        directories: String,
    },
    /// The directories failed while the node came up.
    #[error("{0}")]
    Halted(String),
}

impl Node {
    /// Brings a node up. Blocks for as long as recovery takes.
    ///
    /// # Errors
    /// The directories belong to another node or cluster, are damaged where it matters, or the disk
    /// of the metadata fails.
    pub fn start(parts: NodeParts, now: Now) -> Result<Arc<Self>, StartError> {
        let NodeParts {
            settings,
            directories,
            mut rng,
            endpoints,
            controller_endpoints,
            cluster_id,
        } = parts;
        let wanted = WantedIdentity {
            node_id: settings.node_id,
            cluster_id,
            is_only_voter: settings.quorum.is_only_voter(),
        };
        let (identity, directories) = identify(directories, wanted, &mut rng)?;
        let last_runs = LastRuns::take(&directories)?;
        let found = find_partitions(&directories)?;
        if directories.online().next().is_none() {
            return Err(StartError::NoDirectory { directories: directories.paths() });
        }
        let metadata = directories.metadata().clone();
        let stop = last_runs.metadata_stop(&metadata);
        metadata_damage::check(&metadata, stop)
            .map_err(|source| StartError::Damaged { directory: metadata.path.clone(), source })?;
        let membership = Membership {
            identity: &identity,
            settings: &settings,
            directories: &directories,
            controller_endpoints: &controller_endpoints,
            stop,
        };
        let (quorum, output) = membership.open(&rng, now)?;
        let previous_epoch = last_runs.broker_epoch(&directories).unwrap_or(-1);
        let node = Arc::new(Self {
            upkeep: Mutex::new(UpkeepState::starting(now, &settings, &DynamicSettings::default())),
            cleaner: Mutex::default(),
            groups: Coordinator::default(),
            transactions: Coordinator::default(),
            startup_work: Mutex::default(),
            fetch_sessions: FetchSessions::new(settings.fetch_session_slots, &rng),
            cluster: ClusterPart::new(
                identity.node_id,
                (endpoints, controller_endpoints),
                previous_epoch,
                now,
            ),
            replicas: Replicas::new(&settings, now),
            identity,
            settings,
            directories,
            halted: OnceLock::new(),
            log_starts: Mutex::default(),
            view: ArcSwap::default(),
            control: Mutex::new(Control::new(quorum, output, rng.split("controller"))),
            producer_ids: Mutex::new(ProducerIds::default()),
            codecs: CodecPool::default(),
            metadata_waiters: Mutex::new(Waiters::default()),
            broker_epoch: AtomicI64::new(-1),
            last_runs,
            stopped: AtomicBool::new(false),
            has_partitions: AtomicBool::new(false),
            partitions_are_open: AtomicBool::new(false),
            committed: Committed::default(),
            rng: Mutex::new(rng.split("node")),
        });
        node.without_metadata(now);
        if node.settings.quorum.is_alone() {
            node.come_up_alone(&found, now)?;
        }
        Ok(node)
    }

    /// Until metadata comes, it is as it was started.
    fn without_metadata(&self, now: Now) {
        let settings = Arc::new(self.dynamic_settings(&MetadataImage::default()));
        *self.upkeep.lock() = UpkeepState::starting(now, &self.settings, &settings);
        self.view.store(Arc::new(View { settings, ..View::default() }));
    }

    /// Brings up a node that is the whole cluster: it leads the quorum at once, so it need not ask anybody, and
    /// everything serves when this returns.
    fn come_up_alone(self: &Arc<Self>, found: &Found, now: Now) -> Result<(), StartError> {
        let mut effects = Effects::default();
        let mut control = self.control.lock();
        let image = self.lead_alone(&mut control, now)?;
        if image.end_offset.is_none()
            && let Some((partition, directory)) = found.iter().next()
        {
            let partition = directory.file(&partition.to_string());
            let directory = self.directories.metadata().path.clone();
            return Err(IdentityError::NoMetadata { directory, partition }.into());
        }
        let failed = |code| self.metadata_refused(code);
        self.activate(&mut control, Arc::new(image), now).map_err(failed)?;
        let rack = self.settings.rack.clone().map(ByteString::from);
        let coming = Coming {
            identity: &self.identity,
            directories: &self.directories,
            endpoints: self.cluster.endpoints().to_vec(),
            rack,
        };
        let broker_epoch = coming.join(&mut control, found, now).map_err(failed)?;
        self.commit_alone(&mut control, now)?;
        Self::take_alone(&mut control);
        drop(control);
        self.broker_epoch.store(broker_epoch, Ordering::Release);
        self.cluster.serves(broker_epoch, now);
        self.has_partitions.store(true, Ordering::Release);
        self.view.store(Arc::new(self.open_view(now, &mut effects)));
        self.partitions_are_open.store(true, Ordering::Release);
        self.settle(effects, now)?;
        self.begin_coordinators(now);
        Ok(())
    }

    /// Has the quorum elect its only voter, and gives all that the log holds.
    fn lead_alone(&self, control: &mut Control, now: Now) -> Result<MetadataImage, StartError> {
        self.commit_alone(control, now)?;
        let mut image = match control.quorum.latest_snapshot() {
            Some(id) => read_snapshot(control, id).map_err(|what| self.metadata_failed(what))?,
            None => MetadataImage::default(),
        };
        let end = control.quorum.log_end_offset();
        let mut delta = MetadataDelta::default();
        read_records(control, end, &mut image, &mut delta)
            .map_err(|what| self.metadata_failed(what))?;
        Ok(image)
    }

    /// Commits what was appended, by syncing it here: nothing runs beside this yet.
    fn commit_alone(&self, control: &mut Control, now: Now) -> Result<(), StartError> {
        let failed = |error: &dyn std::fmt::Display| self.metadata_failed(error.to_string());
        loop {
            let Output { sync, events, .. } = std::mem::take(&mut control.output);
            for event in events {
                if let QuorumEvent::BecameLeader { epoch, at } = event {
                    control.leading = Some((epoch, at));
                }
            }
            let Some(job) = sync else { break };
            let synced = job.run().map_err(|error| failed(&error))?;
            let Control { quorum, output, .. } = &mut *control;
            quorum.synced(synced, now, output).map_err(|error| failed(&error))?;
        }
        if control.quorum.high_watermark() < control.quorum.log_end_offset() {
            return Err(failed(&"the only voter of the quorum cannot commit"));
        }
        Ok(())
    }

    /// What was written at the start is applied with the view that is made of it.
    fn take_alone(control: &mut Control) {
        control.uncommitted.clear();
        control.applied = control.quorum.log_end_offset();
        control.committed = control.image();
    }

    fn metadata_failed(&self, what: String) -> StartError {
        StartError::MetadataLog { directory: self.directories.metadata().path.clone(), what }
    }

    fn metadata_refused(&self, code: ErrorCode) -> StartError {
        self.metadata_failed(code.message().to_owned())
    }

    /// Opens every partition that the metadata puts here.
    fn open_view(&self, now: Now, effects: &mut Effects) -> View {
        let image = self.control.lock().image();
        let settings = Arc::new(self.dynamic_settings(&image));
        *self.upkeep.lock() = UpkeepState::starting(now, &self.settings, &settings);
        let mut topics = imbl::OrdMap::new();
        for topic in image.topics.values() {
            let config = topic_config(&image, &settings, topic);
            let configured = Configured { settings: &settings, config };
            let runtime = self.runtime(topic, configured, None, now, effects);
            topics.insert(topic.id, Arc::new(runtime));
        }
        View { image, settings, topics }
    }

    /// Begins the coordinators. Their logs are taken in once the node serves.
    fn begin_coordinators(&self, now: Now) {
        let mut effects = Effects::default();
        self.follow_coordinators(&self.view(), &MetadataDelta::default(), now, &mut effects);
        *self.startup_work.lock() = effects.work;
    }

    /// Does what opening the partitions has asked for: a directory may have failed at it.
    fn settle(self: &Arc<Self>, mut effects: Effects, now: Now) -> Result<(), StartError> {
        while let Some(work) = effects.work.pop() {
            self.finish(work.run(), now, &mut effects);
        }
        match self.halted() {
            Some(reason) => Err(StartError::Halted(reason.to_owned())),
            None => Ok(()),
        }
    }
}

/// Which directory holds the folder of which partition.
fn find_partitions(directories: &LogDirectories) -> Result<Found, StartError> {
    let mut found = Found::new();
    for directory in &directories.all {
        let partitions = match directory::tidied(directory) {
            Ok(partitions) => partitions,
            Err(error) if directory.used_for.has_metadata() => {
                let source = error.into();
                return Err(StartError::Directory { directory: directory.path.clone(), source });
            }
            Err(error) => {
                leave_offline(directory, &error);
                continue;
            }
        };
        if !directory.used_for.has_partitions() {
            continue;
        }
        for partition in partitions {
            let name = partition.to_string();
            if let Some(earlier) = found.insert(partition, directory.clone()) {
                let (first, second) = (earlier.file(&name), directory.file(&name));
                return Err(IdentityError::Duplicate { partition: name, first, second }.into());
            }
        }
    }
    Ok(found)
}

type Found = BTreeMap<TopicPartition, Arc<LogDirectory>>;

/// A broker that joins its cluster.
struct Coming<'a> {
    identity: &'a Identity,
    directories: &'a LogDirectories,
    endpoints: Vec<Endpoint>,
    rack: Option<ByteString>,
}

impl Coming<'_> {
    /// Registers this run of the broker, says where its replicas are, and gives it its leaderships;
    /// returns the broker epoch.
    fn join(self, control: &mut Control, found: &Found, now: Now) -> Result<i64, ErrorCode> {
        let node = self.identity.node_id;
        let mut broker = BrokerRegistration {
            id: node,
            epoch: -1,
            incarnation: self.identity.incarnation,
            endpoints: self.endpoints,
            rack: self.rack,
            fenced: true,
            in_controlled_shutdown: false,
            directories: self.directories.online_ids(),
            cordoned_directories: None,
            features: BrokerRegistration::supported_features(),
        };
        let decision = controller::register_broker(&broker, control.quorum.log_end_offset());
        broker.epoch = decision.response;
        write(control, decision.records, now)?;
        let image = control.image();
        let sight = if self.directories.are_all_online() { Sight::Whole } else { Sight::Partial };
        let online = self.directories.online_ids();
        let places = places(&image, node, found, (&online, sight));
        write(control, controller::assign_directories(&image, node, places), now)?;
        let records = controller::claim_leadership(&control.image(), &broker);
        write(control, records, now)?;
        Ok(broker.epoch)
    }
}

/// Whether all log directories could be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    Whole,
    Partial,
}

/// Where the node's replicas are, as far as the controller has to be told: see [`place_of`].
fn places(
    image: &MetadataImage,
    node: NodeId,
    found: &Found,
    (online, sight): (&[Uuid], Sight),
) -> Vec<(TopicIdPartition, Uuid)> {
    let mut load = DirectoryLoad::of(image);
    let mut places = Vec::new();
    for topic in image.topics.values() {
        for (partition, registration) in topic.numbered() {
            if !registration.replicas.contains(&node) {
                continue;
            }
            let name = TopicPartition { topic: topic.name.clone(), partition };
            let assigned = registration.directory_of(node);
            let holder = found.get(&name).map(|directory| directory.id);
            let known = Known {
                assigned,
                named: match holder {
                    Some(holder) if holder == assigned => Folder::Held,
                    _ if online.contains(&assigned) => Folder::Missing,
                    _ => Folder::OutOfSight,
                },
                is_elsewhere: holder.is_some_and(|holder| holder != assigned),
                all_are_online: sight == Sight::Whole,
                is_new: false,
                may_lead: registration.may_lead(node),
            };
            let place = match place_of(known) {
                Place::Elsewhere => holder,
                Place::Emptiest => Some(load.place(node)),
                Place::Named | Place::Lost | Place::Unknown | Place::Offline => None,
            };
            let id = TopicIdPartition { topic_id: topic.id, partition };
            places.extend(place.map(|place| (id, place)));
        }
    }
    places
}

fn write(control: &mut Control, records: Vec<MetadataRecord>, now: Now) -> Result<(), ErrorCode> {
    control.write(Decision { records, response: () }, now).map(|_| ())
}

/// This node's part of the metadata quorum, before it is opened.
struct Membership<'a> {
    identity: &'a Identity,
    settings: &'a Settings,
    directories: &'a LogDirectories,
    controller_endpoints: &'a [Endpoint],
    stop: LastStop,
}

impl Membership<'_> {
    /// Opens it. Blocks for as long as recovery takes.
    fn open(self, rng: &Rng, now: Now) -> Result<(Quorum, Output), StartError> {
        let directory = self.directories.metadata();
        let configured = &self.settings.quorum;
        let role = if configured.roles.is_controller() {
            QuorumRole::Controller
        } else {
            QuorumRole::Broker
        };
        let durability = if self.settings.directories.is_empty() {
            Durability::InMemory
        } else {
            Durability::Synced
        };
        let last_shutdown = match self.stop {
            LastStop::Clean => LastShutdown::Clean,
            LastStop::Unclean => LastShutdown::Unclean,
        };
        let bootstrap = configured.bootstrap.iter();
        let parts = QuorumParts {
            node: self.identity.node_id,
            directory_id: directory.id,
            cluster_id: self.identity.cluster_id.clone(),
            role,
            joining: configured.joining,
            static_voters: self.static_voters(),
            bootstrap_servers: bootstrap
                .map(|one| BootstrapServer { host: one.host.clone(), port: one.port })
                .collect(),
            listeners: self.listeners(),
            disk: directory.disk.clone(),
            durability,
            last_shutdown,
            log_config: Arc::new(self.log_config()),
            retention: self.retention(),
            timeouts: configured.timeouts,
            rng: rng.split("quorum"),
        };
        let mut output = Output::default();
        let quorum = Quorum::open(parts, now, &mut output).map_err(|error| {
            let what = match &error {
                QuorumError::QuorumState(source) => format!(
                    "{}: {source}; it holds the last vote, so put back a copy that is whole, or remove it if this is the cluster's only node",
                    directory.file(&format!("{METADATA_DIRECTORY}/{QUORUM_STATE_FILE}"))
                ),
                _ => error.to_string(),
            };
            StartError::MetadataLog { directory: directory.path.clone(), what }
        })?;
        for finding in quorum.findings() {
            tracing::warn!(directory = directory.path(), "recovered the metadata log: {finding}");
        }
        Ok((quorum, output))
    }

    /// `controller.quorum.voters`; a node that is a cluster of its own is the only one.
    fn static_voters(&self) -> VoterSet {
        let configured = &self.settings.quorum;
        let name = configured.listener_names.first().map_or("CONTROLLER", String::as_str);
        let voter = |listeners: Vec<QuorumListener>| Voter {
            directory_id: Uuid::ZERO,
            listeners,
            kraft_versions: (0, KRAFT_VERSION_MAX),
        };
        let named = configured.voters.iter().map(|(id, address)| {
            let (host, port) = (address.host.clone(), address.port);
            (*id, voter(vec![QuorumListener { name: name.to_owned().into(), host, port }]))
        });
        let mut voters: BTreeMap<NodeId, Voter> = named.collect();
        if voters.is_empty() && configured.is_only_voter() {
            voters.insert(self.identity.node_id, voter(self.listeners()));
        }
        VoterSet(voters)
    }

    /// Records are metadata until a snapshot replaces them: no retention of logs may touch them.
    fn log_config(&self) -> LogConfig {
        let entries = &self.settings.entries;
        let for_tests = "internal.metadata.log.segment.bytes";
        let is_test = entries.value(for_tests).is_some();
        let key = if is_test { for_tests } else { "metadata.log.segment.bytes" };
        LogConfig {
            segment_bytes: u64::try_from(entries.integer(key)).unwrap_or(u64::MAX),
            retention_time: None,
            retention_bytes: None,
            max_message_bytes: usize::MAX,
            ..LogConfig::default()
        }
    }

    fn retention(&self) -> SnapshotRetention {
        let entries = &self.settings.entries;
        let limit = |name: &str| u64::try_from(entries.integer(name)).ok();
        SnapshotRetention {
            bytes: limit("metadata.max.retention.bytes"),
            age: limit("metadata.max.retention.ms").map(Duration::from_millis),
        }
    }

    fn listeners(&self) -> Vec<QuorumListener> {
        let listeners = self.controller_endpoints.iter().map(|endpoint| QuorumListener {
            name: endpoint.listener.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
        });
        listeners.collect()
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::{
        metadata::MetadataDelta,
        model::Offset,
        protocol::messages::{PartitionRecord, TopicRecord},
    };

    use super::*;

    const NODE: NodeId = NodeId(1);
    const TOPIC: Uuid = Uuid([7; 16]);

    /// A partition of which the metadata says only that the node has it.
    fn image() -> MetadataImage {
        let (mut image, mut delta) = (MetadataImage::default(), MetadataDelta::default());
        let topic = TopicRecord { name: "t".into(), topic_id: TOPIC };
        let partition = PartitionRecord {
            topic_id: TOPIC,
            partition_id: 0,
            replicas: vec![NODE.0],
            isr: vec![NODE.0],
            leader: NODE.0,
            ..Default::default()
        };
        image.replay(Offset(0), &topic.into(), &mut delta).unwrap();
        image.replay(Offset(1), &partition.into(), &mut delta).unwrap();
        image
    }

    #[test]
    fn a_replica_that_may_be_in_a_directory_that_is_offline_is_not_begun_anew() {
        let image = image();
        assert_eq!(places(&image, NODE, &Found::new(), (&[], Sight::Whole)).len(), 1);
        assert_eq!(places(&image, NODE, &Found::new(), (&[], Sight::Partial)), []);
    }
}
