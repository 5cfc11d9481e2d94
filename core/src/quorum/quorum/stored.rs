//! What a node remembers of elections across restarts: the quorum-state file. Version 0 goes with
//! static voters, version 1 with dynamic ones (KIP-853).

use std::io;

use serde::{Deserialize, Serialize};

use crate::{
    model::{LeaderEpoch, NodeId, Uuid},
    quorum::{
        QUORUM_STATE_FILE, QuorumError, QuorumStateError, ReplicaKey, VoterSet,
        metadata_log::DIRECTORY, parse_quorum_state,
    },
    storage::disk::{Disk, DiskAction, DiskError},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) epoch: LeaderEpoch,
    pub(super) leader: Option<NodeId>,
    pub(super) voted: Option<ReplicaKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version0 {
    cluster_id: String,
    leader_id: i32,
    leader_epoch: i32,
    voted_id: i32,
    applied_offset: i64,
    current_voters: Vec<VoterId>,
    #[serde(rename = "data_version")]
    data_version: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VoterId {
    voter_id: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version1 {
    leader_id: i32,
    leader_epoch: i32,
    voted_id: i32,
    #[serde(default)]
    voted_directory_id: String,
    #[serde(rename = "data_version")]
    data_version: i32,
}

fn path() -> String {
    format!("{DIRECTORY}/{QUORUM_STATE_FILE}")
}

pub(super) fn read(disk: &dyn Disk) -> Result<Stored, QuorumError> {
    let path = path();
    let bytes = match disk.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Stored { epoch: LeaderEpoch(0), leader: None, voted: None });
        }
        Err(error) => return Err(DiskError::at(DiskAction::Read, &path)(error).into()),
    };
    Ok(parse(&String::from_utf8_lossy(&bytes))?)
}

pub(super) fn parse(text: &str) -> Result<Stored, QuorumStateError> {
    let state = parse_quorum_state(text)?;
    let directory_id = serde_json::from_str::<Version1>(text)
        .ok()
        .and_then(|file| file.voted_directory_id.parse::<Uuid>().ok())
        .unwrap_or(Uuid::ZERO);
    Ok(Stored {
        epoch: state.epoch.max(LeaderEpoch(0)),
        leader: state.leader,
        voted: state.voted.map(|id| ReplicaKey { id, directory_id }),
    })
}

pub(super) fn encode(stored: &Stored, voters: &VoterSet, kraft_version: i16) -> String {
    let leader_id = stored.leader.map_or(-1, |leader| leader.0);
    let leader_epoch = stored.epoch.0;
    let voted_id = stored.voted.map_or(-1, |voted| voted.id.0);
    let text = if kraft_version > 0 {
        let voted = stored.voted.map_or(Uuid::ZERO, |voted| voted.directory_id);
        serde_json::to_string(&Version1 {
            leader_id,
            leader_epoch,
            voted_id,
            voted_directory_id: voted.to_string(),
            data_version: 1,
        })
    } else {
        let voter = |id: NodeId| VoterId { voter_id: id.0 };
        serde_json::to_string(&Version0 {
            cluster_id: String::new(),
            leader_id,
            leader_epoch,
            voted_id,
            applied_offset: 0,
            current_voters: voters.ids().into_iter().map(voter).collect(),
            data_version: 0,
        })
    };
    text.unwrap_or_default()
}

/// Writes the file so that it is on the device when this returns.
pub(super) fn write(
    disk: &dyn Disk,
    stored: &Stored,
    voters: &VoterSet,
    kraft_version: i16,
) -> Result<(), QuorumError> {
    let path = path();
    let text = encode(stored, voters, kraft_version);
    disk.write_atomically(&path, text.as_bytes())
        .map_err(DiskError::at(DiskAction::Write, &path))?;
    // The folder itself may be new.
    Ok(disk.sync_dir("").map_err(DiskError::at(DiskAction::Sync, DIRECTORY))?)
}
