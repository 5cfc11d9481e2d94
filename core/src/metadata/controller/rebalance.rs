//! Elections that no client has asked for, some partitions at a time: of preferred leaders, and of unclean ones
//! for partitions without any.

use super::{ActiveController, Basis, Decision, draft::Draft, partition_change::Election};
use crate::model::limits::ELECTIONS_AT_ONCE_MAX;

/// Whether an election left something for the next time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elected {
    /// All that could be elected were.
    All,
    /// There may be more.
    AsManyAsAtOnce,
}

impl ActiveController {
    /// Gives leadership back to preferred replicas that can lead.
    #[must_use]
    pub fn elect_preferred_leaders(&self, basis: Basis<'_>) -> Decision<Elected> {
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        for id in basis.image.imbalanced_partitions() {
            if draft.len() >= ELECTIONS_AT_ONCE_MAX {
                break;
            }
            draft.elect(id, Election::Preferred);
        }
        decided(draft)
    }

    /// Elects leaders for partitions without one whose topic allows unclean ones.
    #[must_use]
    pub fn elect_unclean_leaders(&self, basis: Basis<'_>) -> Decision<Elected> {
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        for id in basis.image.leaderless_partitions() {
            if draft.len() >= ELECTIONS_AT_ONCE_MAX {
                break;
            }
            let topic = basis.image.topics.get(&id.topic_id);
            if topic.is_some_and(|topic| rules.allows_unclean_election(topic)) {
                draft.elect(id, Election::Unclean);
            }
        }
        decided(draft)
    }
}

fn decided(draft: Draft<'_>) -> Decision<Elected> {
    let records = draft.into_records();
    let response =
        if records.len() < ELECTIONS_AT_ONCE_MAX { Elected::All } else { Elected::AsManyAsAtOnce };
    Decision { records, response }
}
