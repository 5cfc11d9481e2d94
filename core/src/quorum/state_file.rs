//! The quorum-state file, in Apache Kafka's JSON: version 0 (a static quorum, kraft.version 0) is
//! written, 0 and 1 are read.

use serde::{Deserialize, Serialize};

use super::election::ElectionState;
use crate::model::{LeaderEpoch, NodeId};

/// Name of the file in the folder of the metadata log.
pub const QUORUM_STATE_FILE: &str = "quorum-state";

/// The file is not a quorum-state file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("quorum-state cannot be read: {0}")]
pub struct QuorumStateError(String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    #[serde(default)]
    cluster_id: String,
    leader_id: i32,
    leader_epoch: i32,
    voted_id: i32,
    #[serde(default)]
    applied_offset: i64,
    #[serde(default)]
    current_voters: Vec<Voter>,
    #[serde(rename = "data_version")]
    data_version: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Voter {
    voter_id: i32,
}

/// Reads the file's text.
///
/// # Errors
/// If it is not JSON with Kafka's fields, or of a version that is not known.
pub fn parse_quorum_state(text: &str) -> Result<ElectionState, QuorumStateError> {
    let file: File =
        serde_json::from_str(text).map_err(|error| QuorumStateError(error.to_string()))?;
    if !(0..=1).contains(&file.data_version) {
        return Err(QuorumStateError(format!("data_version {} is not known", file.data_version)));
    }
    let node = |id: i32| (id >= 0).then_some(NodeId(id));
    Ok(ElectionState {
        epoch: LeaderEpoch(file.leader_epoch),
        leader: node(file.leader_id),
        voted: node(file.voted_id),
    })
}

/// The file's text.
#[must_use]
pub fn write_quorum_state(state: &ElectionState, voters: &[NodeId]) -> String {
    let id = |node: Option<NodeId>| node.map_or(-1, |node| node.0);
    let file = File {
        cluster_id: String::new(),
        leader_id: id(state.leader),
        leader_epoch: state.epoch.0,
        // Kafka keeps a vote only until the leader is known.
        voted_id: if state.leader.is_some() { -1 } else { id(state.voted) },
        applied_offset: 0,
        current_voters: voters.iter().map(|node| Voter { voter_id: node.0 }).collect(),
        data_version: 0,
    };
    serde_json::to_string(&file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_written_as_apache_kafka_writes_it() {
        let state = ElectionState { epoch: LeaderEpoch(1), leader: Some(NodeId(1)), voted: None };
        let text = write_quorum_state(&state, &[NodeId(1)]);
        assert_eq!(
            text,
            r#"{"clusterId":"","leaderId":1,"leaderEpoch":1,"votedId":-1,"appliedOffset":0,"currentVoters":[{"voterId":1}],"data_version":0}"#
        );
        assert_eq!(parse_quorum_state(&text), Ok(state));
    }

    #[test]
    fn what_is_not_a_quorum_state_is_refused() {
        assert!(parse_quorum_state("").is_err());
        assert!(parse_quorum_state(r#"{"leaderId":1}"#).is_err());
        let newer = r#"{"leaderId":1,"leaderEpoch":2,"votedId":-1,"data_version":9}"#;
        assert!(parse_quorum_state(newer).is_err());
    }
}
