//! The voters and where they are: the static set of the configuration, or a VotersRecord of the log
//! (KIP-853).

use std::collections::BTreeMap;

use bytestring::ByteString;

use crate::{
    model::{NodeId, Uuid},
    protocol::messages::voters_record::{self, VotersRecord},
};

/// Names a replica of the metadata log: two directories of one node are two replicas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReplicaKey {
    /// The node.
    pub id: NodeId,
    /// Its directory; zero if it is not known, as in static quorums.
    pub directory_id: Uuid,
}

/// Where a node listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Name of the listener.
    pub name: ByteString,
    /// Host.
    pub host: ByteString,
    /// Port.
    pub port: u16,
}

/// A voter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// Its directory; zero in a static quorum.
    pub directory_id: Uuid,
    /// Where it listens.
    pub listeners: Vec<Listener>,
    /// Oldest and newest kraft.version that it has.
    pub kraft_versions: (i16, i16),
}

/// All voters, by node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoterSet(pub BTreeMap<NodeId, Voter>);

impl VoterSet {
    /// The nodes, in order.
    #[must_use]
    pub fn ids(&self) -> Vec<NodeId> {
        self.0.keys().copied().collect()
    }

    /// Whether this replica votes; a voter without a directory id is any directory of the node.
    #[must_use]
    pub fn contains(&self, key: ReplicaKey) -> bool {
        self.0.get(&key.id).is_some_and(|voter| {
            voter.directory_id.is_zero() || voter.directory_id == key.directory_id
        })
    }

    /// Whether it is the only voter.
    #[must_use]
    pub fn is_only(&self, key: ReplicaKey) -> bool {
        self.0.len() == 1 && self.contains(key)
    }

    /// Votes that win.
    #[must_use]
    pub fn majority(&self) -> usize {
        self.0.len() / 2 + 1
    }

    /// The voter's key.
    #[must_use]
    pub fn key_of(&self, id: NodeId) -> Option<ReplicaKey> {
        self.0.get(&id).map(|voter| ReplicaKey { id, directory_id: voter.directory_id })
    }

    /// Where a voter listens first.
    #[must_use]
    pub fn listener_of(&self, id: NodeId) -> Option<&Listener> {
        self.0.get(&id)?.listeners.first()
    }

    pub(super) fn to_record(&self) -> VotersRecord {
        let endpoint = |listener: &Listener| voters_record::Endpoint {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
        };
        let voter = |(id, voter): (&NodeId, &Voter)| voters_record::Voter {
            voter_id: id.0,
            voter_directory_id: voter.directory_id,
            endpoints: voter.listeners.iter().map(endpoint).collect(),
            kraft_version_feature: voters_record::KRaftVersionFeature {
                min_supported_version: voter.kraft_versions.0,
                max_supported_version: voter.kraft_versions.1,
            },
        };
        VotersRecord { version: 0, voters: self.0.iter().map(voter).collect() }
    }

    pub(super) fn of_record(record: &VotersRecord) -> Self {
        let listener = |endpoint: &voters_record::Endpoint| Listener {
            name: endpoint.name.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
        };
        let voter = |voter: &voters_record::Voter| {
            let feature = &voter.kraft_version_feature;
            let value = Voter {
                directory_id: voter.voter_directory_id,
                listeners: voter.endpoints.iter().map(listener).collect(),
                kraft_versions: (feature.min_supported_version, feature.max_supported_version),
            };
            (NodeId(voter.voter_id), value)
        };
        Self(record.voters.iter().map(voter).collect())
    }
}
