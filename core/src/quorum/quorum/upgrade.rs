//! From a quorum whose voters stand in the configuration to one whose voters can change: kraft.version 0 to 1
//! (KIP-853). The log then names them with their directories, which they have told the leader before.

use super::{Quorum, state::State};
use crate::{
    metadata::KRAFT_VERSION_MAX,
    model::{NodeId, Now, Uuid},
    protocol::{messages::kraft_version_record::KRaftVersionRecord, records::ControlType},
    quorum::{Output, QuorumError, ReplicaKey, Voter, VoterSet, snapshots},
};

/// Why kraft.version stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpgradeRefusal {
    /// Another node leads.
    #[error("this node does not lead the metadata quorum")]
    NotLeader,
    /// It never goes back.
    #[error("the quorum has kraft.version {current} and cannot go back to {wanted}")]
    Downgrade {
        /// What it has.
        current: i16,
        /// What was asked for.
        wanted: i16,
    },
    /// A voter does not say that it supports the level.
    #[error("voter {0} has not said that it supports this level; it may be down")]
    Silent(NodeId),
    /// A voter that nobody could reach once its address is taken from the log.
    #[error("voter {0} has no controller listener: add one to listeners")]
    NoListener(NodeId),
}

/// Whether an upgrade is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upgrade {
    /// It happens.
    Write,
    /// Only whether it could is asked.
    Validate,
}

impl Quorum {
    /// Raises kraft.version, from which on the log names the voters. It holds from its append on.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn upgrade_kraft_version(
        &mut self,
        level: i16,
        upgrade: Upgrade,
        now: Now,
        out: &mut Output,
    ) -> Result<Result<(), UpgradeRefusal>, QuorumError> {
        let current = self.log.kraft_version();
        if self.leading().is_none() {
            return Ok(Err(UpgradeRefusal::NotLeader));
        }
        if level < current {
            return Ok(Err(UpgradeRefusal::Downgrade { current, wanted: level }));
        }
        if level == current {
            return Ok(Ok(()));
        }
        let voters = match self.introduced_voters(level) {
            Ok(voters) => voters,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if upgrade == Upgrade::Validate {
            return Ok(Ok(()));
        }
        self.name_replicas(&voters);
        let version = KRaftVersionRecord { version: 0, kraft_version: level };
        let controls = [
            (ControlType::KraftVersion, snapshots::encode(&version)?),
            (ControlType::KraftVoters, snapshots::encode(&voters.to_record())?),
        ];
        let epoch = self.stored.epoch;
        self.log.append_controls(&controls, epoch, now)?;
        self.waiters.fire_all(&mut out.fired);
        self.finish(now, out)?;
        Ok(Ok(()))
    }

    /// All voters, by what they have said of themselves.
    fn introduced_voters(&self, level: i16) -> Result<VoterSet, UpgradeRefusal> {
        let own = Voter {
            directory_id: self.directory_id,
            listeners: self.listeners.clone(),
            kraft_versions: (0, KRAFT_VERSION_MAX),
        };
        let said = self.leading().map(|leader| &leader.introduced);
        let voters = self.log.voters().0.keys().map(|id| {
            let voter =
                if *id == self.node { Some(&own) } else { said.and_then(|said| said.get(id)) };
            let voter = voter.filter(|one| {
                let (oldest, newest) = one.kraft_versions;
                (oldest..=newest).contains(&level)
            });
            match voter {
                None => Err(UpgradeRefusal::Silent(*id)),
                Some(voter) if voter.listeners.is_empty() => Err(UpgradeRefusal::NoListener(*id)),
                Some(voter) => Ok((*id, voter.clone())),
            }
        });
        Ok(VoterSet(voters.collect::<Result<_, _>>()?))
    }

    /// What is known of voters goes on under their full names.
    fn name_replicas(&mut self, voters: &VoterSet) {
        let State::Leader(leader) = &mut self.state else { return };
        for (id, voter) in &voters.0 {
            let unnamed = ReplicaKey { id: *id, directory_id: Uuid::ZERO };
            if let Some(replica) = leader.replicas.remove(&unnamed) {
                let key = ReplicaKey { id: *id, directory_id: voter.directory_id };
                leader.replicas.insert(key, replica);
            }
        }
    }
}
