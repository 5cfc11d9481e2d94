//! A voter's place in the election: epoch, leader, vote.

use crate::model::{LeaderEpoch, NodeId};

/// What a node knows of the quorum's leadership. It is on the device before it is acted on, so a
/// node never takes part in one epoch twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElectionState {
    /// The quorum's epoch; rises with every election.
    pub epoch: LeaderEpoch,
    /// The leader of the epoch, if it is known.
    pub leader: Option<NodeId>,
    /// Whom this node voted for in the epoch.
    pub voted: Option<NodeId>,
}

/// A node that is not among the voters cannot lead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("node {node} is not a voter of the metadata quorum (voters: {voters:?})")]
pub struct NotAVoter {
    /// The node.
    pub node: NodeId,
    /// The voters.
    pub voters: Vec<NodeId>,
}

impl ElectionState {
    /// Before any election.
    pub const INITIAL: Self = Self { epoch: LeaderEpoch(0), leader: None, voted: None };

    /// A candidate's state after this one: the next epoch, with its own vote. `log_epoch` is the
    /// last epoch in its log, which its quorum-state may lag behind if the file was lost.
    ///
    /// # Errors
    /// If `node` is not among `voters`.
    pub fn campaign(
        self,
        node: NodeId,
        voters: &[NodeId],
        log_epoch: LeaderEpoch,
    ) -> Result<Self, NotAVoter> {
        if !voters.contains(&node) {
            return Err(NotAVoter { node, voters: voters.to_vec() });
        }
        let epoch = LeaderEpoch(self.epoch.max(log_epoch).0 + 1);
        Ok(Self { epoch, leader: None, voted: Some(node) })
    }

    /// A candidate's state with `votes` for it: it leads once it has a majority.
    #[must_use]
    pub fn count(self, votes: usize, voters: &[NodeId]) -> Self {
        if votes > voters.len() / 2 { Self { leader: self.voted, ..self } } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_voter_wins_with_its_own_vote_in_an_epoch_that_never_was() {
        let me = NodeId(1);
        let candidate = ElectionState::INITIAL.campaign(me, &[me], LeaderEpoch(4)).unwrap();
        assert_eq!((candidate.epoch, candidate.leader), (LeaderEpoch(5), None));
        let leader = candidate.count(1, &[me]);
        assert_eq!(leader.leader, Some(me));
        let again = leader.campaign(me, &[me], LeaderEpoch(5)).unwrap();
        assert_eq!(again.epoch, LeaderEpoch(6));
    }

    #[test]
    fn a_minority_does_not_lead_and_a_stranger_does_not_campaign() {
        let voters = [NodeId(1), NodeId(2), NodeId(3)];
        let candidate =
            ElectionState::INITIAL.campaign(NodeId(1), &voters, LeaderEpoch(0)).unwrap();
        assert_eq!(candidate.count(1, &voters).leader, None);
        assert_eq!(candidate.count(2, &voters).leader, Some(NodeId(1)));
        assert!(ElectionState::INITIAL.campaign(NodeId(9), &voters, LeaderEpoch(0)).is_err());
    }
}
