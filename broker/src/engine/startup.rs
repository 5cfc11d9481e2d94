//! Bringing a node up on its directory: who it is, the metadata log replayed, its election as the
//! quorum's leader, its registration, its partitions opened, its leaderships claimed. A directory
//! that is empty becomes a new cluster of one.

use std::{
    collections::VecDeque,
    sync::{Arc, atomic::AtomicBool},
};

use arc_swap::ArcSwap;
use bytestring::ByteString;
use ottla_core::{
    metadata::{
        BrokerRegistration, Endpoint, MetadataDelta, MetadataImage,
        controller::{self, Decision},
    },
    model::{LeaderEpoch, NodeId, Now, Offset, Rng, Uuid},
    protocol::messages::metadata::MetadataRecord,
    quorum::{
        ElectionState, NotAVoter, QUORUM_STATE_FILE, QuorumStateError, parse_quorum_state,
        write_quorum_state,
    },
    replication::Waiters,
    storage::{
        checkpoint::MetaProperties,
        disk::{Disk, DiskError},
        log::{Log, LogConfig, LogError, OpenMode},
    },
};
use parking_lot::Mutex;

use super::{
    apply::Known,
    codecs::CodecPool,
    control::Control,
    directory::{self, DirectoryError, LastRun},
    fetch::FetchSessions,
    metadata_log::{METADATA_DIRECTORY, MetadataLog, MetadataLogError},
    node::{Identity, Node, ProducerIds},
    settings::Settings,
    upkeep::UpkeepState,
    view::View,
};

/// Everything that a node is made of.
pub struct NodeParts {
    /// Its configuration.
    pub settings: Settings,
    /// Its log directory.
    pub disk: Arc<dyn Disk>,
    /// Randomness for ids.
    pub rng: Rng,
    /// Where clients reach it.
    pub endpoints: Vec<Endpoint>,
}

/// Why a node does not come up on its directory.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A file of the directory.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The directory belongs to another node.
    #[error(
        "the log directory belongs to node {found}, and this is node {expected}: set node.id={found}, or use another directory"
    )]
    OtherNode {
        /// The node in meta.properties.
        found: NodeId,
        /// The configured node.
        expected: NodeId,
    },
    /// The metadata log.
    #[error(transparent)]
    MetadataLog(#[from] MetadataLogError),
    /// A log.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The quorum's state.
    #[error(transparent)]
    QuorumState(#[from] QuorumStateError),
    /// The node has no vote.
    #[error(transparent)]
    NotAVoter(#[from] NotAVoter),
    /// The controller could not write.
    #[error("the metadata log could not be written")]
    Controller,
}

impl Node {
    /// Brings a node up. Blocks for as long as recovery takes.
    ///
    /// # Errors
    /// The directory belongs to another node, is damaged where it matters, or the disk fails.
    pub fn start(parts: NodeParts, now: Now) -> Result<Arc<Self>, StartError> {
        let NodeParts { settings, disk, mut rng, endpoints } = parts;
        let identity = identify(&*disk, settings.node_id, &mut rng)?;
        let last_run = LastRun::take(&*disk)?;
        directory::finish_deletions(&*disk);
        let mut log = open_metadata_log(&disk, &last_run, &rng, now)?;
        let mut image = MetadataImage::default();
        let mut delta = MetadataDelta::default();
        log.replay(|offset, record| replay(&mut image, &mut delta, offset, record))?;
        elect(&*disk, identity.node_id, &mut log, now)?;
        let mut control = Control {
            log,
            newest: Arc::new(image),
            uncommitted: VecDeque::new(),
            rng: rng.split("controller"),
            syncing: false,
        };
        let rack = settings.rack.clone().map(ByteString::from);
        let broker_epoch = join(&mut control, &identity, endpoints, rack, now)?;
        if settings.directory.is_some()
            && let Some(job) = control.log.prepare_sync()
        {
            control.log.synced(job.run()?);
        }
        let node = Self {
            upkeep: Mutex::new(UpkeepState::starting(now, &settings)),
            cleaner: Mutex::default(),
            fetch_sessions: FetchSessions::new(settings.fetch_session_slots, &rng),
            identity,
            settings,
            disk,
            view: ArcSwap::default(),
            control: Mutex::new(control),
            producer_ids: Mutex::new(ProducerIds::default()),
            codecs: CodecPool::default(),
            metadata_waiters: Mutex::new(Waiters::default()),
            broker_epoch,
            stopped: AtomicBool::new(false),
            rng: Mutex::new(rng.split("node")),
        };
        node.view.store(Arc::new(node.open_view(&last_run, now)));
        Ok(Arc::new(node))
    }

    /// Opens every partition that the metadata puts here.
    fn open_view(&self, last_run: &LastRun, now: Now) -> View {
        let mut control = self.control.lock();
        control.uncommitted.clear();
        let image = control.newest.clone();
        drop(control);
        let mut topics = imbl::OrdMap::new();
        for topic in image.topics.values() {
            let config = self.topic_config(&image, topic);
            let mut known = Known::AtStart(last_run);
            let runtime = self.runtime(topic, config, &mut known, now);
            topics.insert(topic.id, Arc::new(runtime));
        }
        View { image, topics }
    }
}

fn replay(
    image: &mut MetadataImage,
    delta: &mut MetadataDelta,
    offset: Offset,
    record: &MetadataRecord,
) -> Result<(), MetadataLogError> {
    image
        .replay(offset, record, delta)
        .map_err(|error| MetadataLogError::Contradiction { offset, error })
}

/// Reads who the directory belongs to, or makes it this node's.
fn identify(disk: &dyn Disk, node_id: NodeId, rng: &mut Rng) -> Result<Identity, StartError> {
    let mut ids = rng.split("identity");
    let incarnation = Uuid::random(&mut ids);
    let known = directory::read_meta_properties(disk)?;
    if let Some(found) = known.as_ref().map(|properties| properties.node_id)
        && found != node_id
    {
        return Err(StartError::OtherNode { found, expected: node_id });
    }
    let properties = match known.clone() {
        Some(properties) => properties,
        None => MetaProperties {
            cluster_id: Uuid::random(&mut ids).to_string(),
            node_id,
            directory_id: None,
        },
    };
    let directory_id = properties.directory_id.unwrap_or_else(|| Uuid::random(&mut ids));
    let properties = MetaProperties { directory_id: Some(directory_id), ..properties };
    if known.as_ref() != Some(&properties) {
        directory::write_meta_properties(disk, &properties)?;
    }
    Ok(Identity { cluster_id: properties.cluster_id.into(), node_id, directory_id, incarnation })
}

fn open_metadata_log(
    disk: &Arc<dyn Disk>,
    last_run: &LastRun,
    rng: &Rng,
    now: Now,
) -> Result<MetadataLog, StartError> {
    // Records are metadata until a snapshot replaces them: no retention may touch them.
    let config = LogConfig {
        retention_time: None,
        retention_bytes: None,
        max_message_bytes: usize::MAX,
        ..LogConfig::default()
    };
    let mode = if last_run.clean {
        OpenMode::Clean { log_start_offset: Offset::ZERO }
    } else {
        OpenMode::Unclean { log_start_offset: Offset::ZERO, recovery_point: Offset::ZERO }
    };
    let rng = rng.split("metadata log");
    let (log, report) =
        Log::open(disk.clone(), METADATA_DIRECTORY, Arc::new(config), mode, rng, now)?;
    for finding in report.findings {
        tracing::warn!(%finding, "recovered the metadata log");
    }
    Ok(MetadataLog::new(log))
}

/// Becomes the quorum's leader: the only voter needs no other vote, and still a new epoch.
fn elect(disk: &dyn Disk, node: NodeId, log: &mut MetadataLog, now: Now) -> Result<(), StartError> {
    let path = format!("{METADATA_DIRECTORY}/{QUORUM_STATE_FILE}");
    let state = match directory::read(disk, &path)? {
        Some(bytes) => parse_quorum_state(&String::from_utf8_lossy(&bytes))?,
        None => ElectionState::INITIAL,
    };
    let voters = [node];
    let log_epoch: LeaderEpoch = log.last_epoch();
    let elected = state.campaign(node, &voters, log_epoch)?.count(1, &voters);
    directory::write(disk, &path, write_quorum_state(&elected, &voters).as_bytes())?;
    log.lead(elected.epoch, node, &voters, now)?;
    Ok(())
}

/// Registers this run of the broker and gives it its leaderships; returns the broker epoch.
fn join(
    control: &mut Control,
    identity: &Identity,
    endpoints: Vec<Endpoint>,
    rack: Option<ByteString>,
    now: Now,
) -> Result<i64, StartError> {
    if control.newest.features.is_empty() {
        write(control, controller::bootstrap_records(), now)?;
    }
    let mut broker = BrokerRegistration {
        id: identity.node_id,
        epoch: -1,
        incarnation: identity.incarnation,
        endpoints,
        rack,
        fenced: true,
        in_controlled_shutdown: false,
        directories: vec![identity.directory_id],
    };
    let decision = controller::register_broker(&broker, control.log.end_offset());
    broker.epoch = decision.response;
    write(control, decision.records, now)?;
    let records = controller::claim_leadership(&control.newest, &broker);
    write(control, records, now)?;
    Ok(broker.epoch)
}

fn write(control: &mut Control, records: Vec<MetadataRecord>, now: Now) -> Result<(), StartError> {
    let decision = Decision { records, response: () };
    control.write(decision, now).map(|_| ()).map_err(|_| StartError::Controller)
}
