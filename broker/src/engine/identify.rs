//! Who the log directories belong to: their `meta.properties` are read and compared, and those
//! that have none are made this node's. Directories that cannot be used are left out as long as
//! others can, as Apache Kafka leaves them out.

use std::{io, sync::Arc};

use ottla_core::{
    model::{NodeId, Rng, Uuid},
    storage::{
        checkpoint::{META_PROPERTIES_FILE, MetaProperties},
        disk::{Disk, DiskAction, DiskError},
    },
};

use super::{
    directory::{self, DirectoryError, METADATA_DIRECTORY},
    log_directory::{LogDirectories, LogDirectory, NodeDirectory},
    node::Identity,
};

/// Why a node does not start on its log directories.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The metadata directory, or the last one, cannot be used.
    #[error("cannot use the log directory {directory}: {source}{}", hint(.source))]
    Unusable {
        /// The directory.
        directory: String,
        /// What the disk said.
        source: io::Error,
    },
    /// A file cannot be read or written.
    #[error("log directory {directory}: {source}")]
    File {
        /// The directory.
        directory: String,
        /// The file, and what is wrong.
        source: DirectoryError,
    },
    /// It belongs to another node.
    #[error(
        "{file} belongs to node {found}, and this is node {expected}: set node.id={found}, or use another directory"
    )]
    OtherNode {
        /// The file that says so.
        file: String,
        /// The node that it names.
        found: NodeId,
        /// The configured node.
        expected: NodeId,
    },
    /// Two directories are of different clusters.
    #[error(
        "{file} belongs to cluster {found}, and {other_file} to cluster {other}: take the directory that is not of this node out of log.dirs"
    )]
    OtherCluster {
        /// One file.
        file: String,
        /// The cluster that it names.
        found: String,
        /// Another file.
        other_file: String,
        /// The cluster that that one names.
        other: String,
    },
    /// The directories are of another cluster than the one that was named.
    #[error(
        "{file} belongs to cluster {found}, and this node was started for cluster {expected}: use another data directory, or leave --cluster-id out to go on with the cluster of the directory"
    )]
    AnotherCluster {
        /// The file.
        file: String,
        /// The cluster that it names.
        found: String,
        /// The cluster that was named.
        expected: String,
    },
    /// The nodes of a new cluster have to agree on its id.
    #[error(
        "the data directory is empty, and this node is one of several: start all of them with the same --cluster-id (any 22 characters of a base64 UUID, for instance {example}; of a cluster that exists, it is in the meta.properties of every node), or format the directory with Apache Kafka's kafka-storage",
        example = "MkU3OEVBNTcwNTJENDM2Qg"
    )]
    NoClusterId,
    /// One directory is a copy of another.
    #[error(
        "{file} and {other_file} have the same directory.id {id}: take the copy out of log.dirs, or, if its partitions are not those of the other, delete the line directory.id in its file"
    )]
    SameDirectory {
        /// One file.
        file: String,
        /// Another file.
        other_file: String,
        /// The id of both.
        id: Uuid,
    },
    /// `meta.properties` is gone, the metadata is not.
    #[error(
        "{file} is missing, and {METADATA_DIRECTORY} beside it is not: write the file again, with version=1, node.id and cluster.id"
    )]
    NoMetaProperties {
        /// The missing file.
        file: String,
    },
    /// The metadata log is in another directory.
    #[error(
        "the metadata log is not in {configured}: set metadata.log.dir={found}, or move {METADATA_DIRECTORY} from there and remove its folder"
    )]
    MetadataElsewhere {
        /// The configured metadata directory.
        configured: String,
        /// Where it is.
        found: String,
    },
    /// A partition is in two directories.
    #[error(
        "{partition} is in two log directories, {first} and {second}: keep the folder with the newer records, and move the other one out of the log directories"
    )]
    Duplicate {
        /// The partition.
        partition: String,
        /// One directory.
        first: String,
        /// Another one.
        second: String,
    },
    /// There are partitions, and no metadata that knows them.
    #[error(
        "{directory}/{METADATA_DIRECTORY} is missing, and {partition} needs it: put the folder back, or set metadata.log.dir to the directory that holds it"
    )]
    NoMetadata {
        /// The metadata directory.
        directory: String,
        /// The path of a partition.
        partition: String,
    },
}

fn hint(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            " (this user may not write there; let it, or choose another directory)"
        }
        io::ErrorKind::StorageFull => " (free space on its volume)",
        _ => "",
    }
}

/// Who a node is meant to be.
pub(super) struct WantedIdentity {
    pub(super) node_id: NodeId,
    /// The cluster that empty directories become part of.
    pub(super) cluster_id: Option<String>,
    /// Whether the node alone decides, and may draw an id.
    pub(super) is_only_voter: bool,
}

/// A directory that can be used, with what its file says.
struct Candidate {
    path: String,
    disk: Arc<dyn Disk>,
    used_for: super::log_directory::DirectoryUse,
    properties: Option<MetaProperties>,
}

impl Candidate {
    fn file(&self) -> String {
        format!("{}/{META_PROPERTIES_FILE}", self.path)
    }

    fn has_metadata_log(&self) -> Result<bool, io::Error> {
        self.disk.exists(METADATA_DIRECTORY)
    }
}

/// Reads who the directories belong to, and makes those this node's that belong to nobody.
pub(super) fn identify(
    parts: Vec<NodeDirectory>,
    wanted: WantedIdentity,
    rng: &mut Rng,
) -> Result<(Identity, LogDirectories), IdentityError> {
    let node_id = wanted.node_id;
    let mut ids = rng.split("identity");
    let incarnation = Uuid::random(&mut ids);
    let mut unusable = Vec::new();
    let mut candidates = Vec::new();
    for part in parts {
        let (path, used_for) = (part.path.clone(), part.used_for);
        match read(part) {
            Ok(candidate) => candidates.push(candidate),
            Err(error) if used_for.has_metadata() || error.is_final() => return Err(error),
            Err(error) => leave_out(&mut unusable, path, &error),
        }
    }
    // The metadata directory first: it is what the others are compared with, and a crash between
    // two writes leaves those without a file that belong to nobody yet.
    candidates.sort_by_key(|candidate| !candidate.used_for.has_metadata());
    check_owners(&candidates, node_id)?;
    check_metadata_place(&candidates)?;
    let known = candidates.iter().find_map(|candidate| candidate.properties.clone());
    let cluster_id = cluster_of(&candidates, wanted, known, &mut ids)?;
    let mut all = Vec::new();
    for candidate in candidates {
        let found = candidate.properties.as_ref().and_then(|properties| properties.directory_id);
        let id = found.unwrap_or_else(|| Uuid::random(&mut ids));
        let cluster_id = cluster_id.clone();
        let properties = MetaProperties { cluster_id, node_id, directory_id: Some(id) };
        if candidate.properties.as_ref() != Some(&properties)
            && let Err(source) = directory::write_meta_properties(&*candidate.disk, &properties)
        {
            let directory = candidate.path.clone();
            let error = IdentityError::File { directory, source: source.into() };
            if candidate.used_for.has_metadata() {
                return Err(error);
            }
            leave_out(&mut unusable, candidate.path, &error);
            continue;
        }
        all.push(Arc::new(LogDirectory {
            path: candidate.path,
            id,
            disk: candidate.disk,
            used_for: candidate.used_for,
            offline: false.into(),
            unopened: false.into(),
            checkpoints: Default::default(),
            gone: Default::default(),
        }));
    }
    let metadata = all.iter().find(|directory| directory.used_for.has_metadata());
    let directory_id = metadata.map_or(Uuid::ZERO, |directory| directory.id);
    let identity = Identity { cluster_id: cluster_id.into(), node_id, directory_id, incarnation };
    Ok((identity, LogDirectories { all, unusable }))
}

/// The cluster of the directories, or the one that they become part of.
fn cluster_of(
    candidates: &[Candidate],
    wanted: WantedIdentity,
    known: Option<MetaProperties>,
    ids: &mut Rng,
) -> Result<String, IdentityError> {
    match (known, wanted.cluster_id) {
        (Some(known), Some(expected)) if known.cluster_id != expected => {
            let file = candidates.first().map(Candidate::file).unwrap_or_default();
            Err(IdentityError::AnotherCluster { file, found: known.cluster_id, expected })
        }
        (Some(known), _) => Ok(known.cluster_id),
        (None, Some(expected)) => Ok(expected),
        (None, None) if wanted.is_only_voter => Ok(Uuid::random(ids).to_string()),
        (None, None) => Err(IdentityError::NoClusterId),
    }
}

fn leave_out(unusable: &mut Vec<String>, path: String, error: &IdentityError) {
    tracing::error!(
        "{error}; the log directory {path} is offline, and its partitions answer KAFKA_STORAGE_ERROR until the broker is restarted and can use it"
    );
    unusable.push(path);
}

impl IdentityError {
    /// Whether the start fails, though other directories may be fine: somebody has to decide.
    fn is_final(&self) -> bool {
        match self {
            Self::Unusable { source, .. } => source.kind() == io::ErrorKind::WouldBlock,
            Self::File { source: DirectoryError::Disk(_), .. } => false,
            _ => true,
        }
    }
}

fn read(part: NodeDirectory) -> Result<Candidate, IdentityError> {
    let NodeDirectory { path, disk, used_for } = part;
    let disk =
        disk.map_err(|source| IdentityError::Unusable { directory: path.clone(), source })?;
    let properties = directory::read_meta_properties(&*disk)
        .map_err(|source| IdentityError::File { directory: path.clone(), source })?;
    Ok(Candidate { path, disk, used_for, properties })
}

fn check_owners(candidates: &[Candidate], node_id: NodeId) -> Result<(), IdentityError> {
    let mut seen: Vec<(&Candidate, &MetaProperties)> = Vec::new();
    for candidate in candidates {
        let Some(properties) = &candidate.properties else { continue };
        let file = candidate.file();
        if properties.node_id != node_id {
            let found = properties.node_id;
            return Err(IdentityError::OtherNode { file, found, expected: node_id });
        }
        for (other, others) in &seen {
            let other_file = other.file();
            if others.cluster_id != properties.cluster_id {
                let (found, other) = (properties.cluster_id.clone(), others.cluster_id.clone());
                return Err(IdentityError::OtherCluster { file, found, other_file, other });
            }
            if let Some(id) = properties.directory_id
                && others.directory_id == Some(id)
            {
                return Err(IdentityError::SameDirectory { file, other_file, id });
            }
        }
        seen.push((candidate, properties));
    }
    Ok(())
}

/// The metadata log is in the metadata directory, or nowhere yet.
fn check_metadata_place(candidates: &[Candidate]) -> Result<(), IdentityError> {
    let Some((metadata, others)) = candidates.split_first() else { return Ok(()) };
    let failed = |candidate: &Candidate, error| {
        let source = DiskError::at(DiskAction::Open, METADATA_DIRECTORY)(error);
        IdentityError::File { directory: candidate.path.clone(), source: source.into() }
    };
    let is_here = metadata.has_metadata_log().map_err(|error| failed(metadata, error))?;
    for other in others {
        let is_there = other.has_metadata_log().unwrap_or(false);
        let joined_before = metadata.properties.is_none() && other.properties.is_some();
        if is_there || (joined_before && !is_here) {
            return Err(IdentityError::MetadataElsewhere {
                configured: metadata.path.clone(),
                found: other.path.clone(),
            });
        }
    }
    if is_here && metadata.properties.is_none() {
        return Err(IdentityError::NoMetaProperties { file: metadata.file() });
    }
    Ok(())
}
