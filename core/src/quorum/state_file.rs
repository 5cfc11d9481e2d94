//! What a node remembers of elections across restarts: the quorum-state file, in Apache Kafka's JSON. Version
//! 0 goes with static voters, version 1 with dynamic ones (KIP-853).

use std::io;

use serde::{Deserialize, Serialize};

use super::{QuorumError, ReplicaKey, VoterSet, metadata_log::DIRECTORY};
use crate::{
    model::{LeaderEpoch, NodeId, Uuid},
    storage::disk::{Disk, DiskAction, DiskError},
};

/// Name of the file in the folder of the metadata log.
pub const QUORUM_STATE_FILE: &str = "quorum-state";

/// The file is not a quorum-state file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("quorum-state cannot be read: {0}")]
pub struct QuorumStateError(String);

/// What the file says. It is on the device before it is acted on, so a node never takes part in one epoch
/// twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    /// The quorum's epoch; rises with every election.
    pub(super) epoch: LeaderEpoch,
    /// The leader of the epoch, if it is known.
    pub(super) leader: Option<NodeId>,
    /// Whom this node voted for in the epoch.
    pub(super) voted: Option<ReplicaKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cluster_id: Option<String>,
    leader_id: i32,
    leader_epoch: i32,
    voted_id: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voted_directory_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    applied_offset: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    current_voters: Option<Vec<VoterId>>,
    #[serde(rename = "data_version")]
    data_version: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VoterId {
    voter_id: i32,
}

impl Stored {
    /// Before any election.
    const INITIAL: Self = Self { epoch: LeaderEpoch(0), leader: None, voted: None };

    /// Reads the file; a node that has none was in no election.
    pub(super) fn read(disk: &dyn Disk) -> Result<Self, QuorumError> {
        let path = path();
        match disk.read(&path) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::INITIAL),
            Err(error) => Err(DiskError::at(DiskAction::Read, &path)(error).into()),
        }
    }

    /// Writes the file so that it is on the device when this returns.
    pub(super) fn write(
        &self,
        disk: &dyn Disk,
        voters: &VoterSet,
        kraft_version: i16,
    ) -> Result<(), QuorumError> {
        let path = path();
        let text = self.encode(voters, kraft_version);
        disk.write_atomically(&path, text.as_bytes())
            .map_err(DiskError::at(DiskAction::Write, &path))?;
        // The folder itself may be new.
        Ok(disk.sync_dir("").map_err(DiskError::at(DiskAction::Sync, DIRECTORY))?)
    }

    pub(super) fn parse(text: &str) -> Result<Self, QuorumStateError> {
        let refused = |reason: String| QuorumStateError(reason);
        let file: File = serde_json::from_str(text).map_err(|error| refused(error.to_string()))?;
        if !(0..=1).contains(&file.data_version) {
            return Err(refused(format!("data_version {} is not known", file.data_version)));
        }
        let node = |id: i32| (id >= 0).then_some(NodeId(id));
        let directory_id = match file.voted_directory_id.as_deref() {
            None | Some("") => Uuid::ZERO,
            Some(id) => id.parse().map_err(|_| refused(format!("votedDirectoryId is '{id}'")))?,
        };
        Ok(Self {
            epoch: LeaderEpoch(file.leader_epoch.max(0)),
            leader: node(file.leader_id),
            voted: node(file.voted_id).map(|id| ReplicaKey { id, directory_id }),
        })
    }

    pub(super) fn encode(&self, voters: &VoterSet, kraft_version: i16) -> String {
        let is_dynamic = kraft_version > 0;
        let voted = self.voted.map_or(Uuid::ZERO, |voted| voted.directory_id);
        let voter = |id: NodeId| VoterId { voter_id: id.0 };
        let file = File {
            cluster_id: (!is_dynamic).then(String::new),
            leader_id: self.leader.map_or(-1, |leader| leader.0),
            leader_epoch: self.epoch.0,
            voted_id: self.voted.map_or(-1, |voted| voted.id.0),
            voted_directory_id: is_dynamic.then(|| voted.to_string()),
            applied_offset: (!is_dynamic).then_some(0),
            current_voters: (!is_dynamic).then(|| voters.ids().into_iter().map(voter).collect()),
            data_version: i32::from(is_dynamic),
        };
        serde_json::to_string(&file).unwrap_or_default()
    }
}

fn path() -> String {
    format!("{DIRECTORY}/{QUORUM_STATE_FILE}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quorum::Voter;

    #[test]
    fn the_file_is_written_as_apache_kafka_writes_it() {
        let voter =
            Voter { directory_id: Uuid::ZERO, listeners: Vec::new(), kraft_versions: (0, 1) };
        let voters = VoterSet([(NodeId(1), voter)].into());
        let state = Stored { epoch: LeaderEpoch(1), leader: Some(NodeId(1)), voted: None };
        let text = state.encode(&voters, 0);
        assert_eq!(
            text,
            r#"{"clusterId":"","leaderId":1,"leaderEpoch":1,"votedId":-1,"appliedOffset":0,"currentVoters":[{"voterId":1}],"data_version":0}"#
        );
        assert_eq!(Stored::parse(&text), Ok(state));

        let voted = Some(ReplicaKey { id: NodeId(2), directory_id: Uuid([7; 16]) });
        let state = Stored { leader: None, voted, ..state };
        let text = state.encode(&voters, 1);
        assert_eq!(
            text,
            r#"{"leaderId":-1,"leaderEpoch":1,"votedId":2,"votedDirectoryId":"BwcHBwcHBwcHBwcHBwcHBw","data_version":1}"#
        );
        assert_eq!(Stored::parse(&text), Ok(state));
    }

    #[test]
    fn what_is_not_a_quorum_state_is_refused() {
        for text in [
            "",
            r#"{"leaderId":1}"#,
            r#"{"leaderId":1,"leaderEpoch":2,"votedId":-1,"data_version":9}"#,
            r#"{"leaderId":-1,"leaderEpoch":2,"votedId":1,"votedDirectoryId":"?","data_version":1}"#,
        ] {
            assert!(Stored::parse(text).is_err(), "{text}");
        }
    }
}
