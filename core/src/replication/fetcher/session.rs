//! The client's side of a fetch session (KIP-227): what the leader knows already is not said again.

use std::collections::BTreeMap;

use crate::{
    model::{ErrorCode, FetchSessionId, TopicIdPartition},
    replication::{FetchPosition, fetch_sessions::FetchSessionEpoch},
};

/// The session that a fetcher has with its leader.
#[derive(Debug)]
pub(super) struct Session {
    id: FetchSessionId,
    epoch: FetchSessionEpoch,
    /// What the leader was last told of each partition.
    told: BTreeMap<TopicIdPartition, FetchPosition>,
}

/// What the next request says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) id: FetchSessionId,
    pub(super) epoch: FetchSessionEpoch,
    pub(super) wanted: Vec<(TopicIdPartition, FetchPosition)>,
    pub(super) forgotten: Vec<TopicIdPartition>,
}

impl Session {
    pub(super) fn new() -> Self {
        Self { id: FetchSessionId::NONE, epoch: FetchSessionEpoch::INITIAL, told: BTreeMap::new() }
    }

    /// The request for these partitions; `None` if there is nothing to say.
    pub(super) fn next(
        &mut self,
        wanted: BTreeMap<TopicIdPartition, FetchPosition>,
    ) -> Option<Said> {
        let is_full = self.epoch == FetchSessionEpoch::INITIAL;
        let forgotten: Vec<_> = if is_full {
            Vec::new()
        } else {
            self.told.keys().filter(|id| !wanted.contains_key(id)).copied().collect()
        };
        if wanted.is_empty() && forgotten.is_empty() {
            return None;
        }
        let is_news = |(id, position): &(&TopicIdPartition, &FetchPosition)| {
            is_full || self.told.get(id) != Some(position)
        };
        let news = wanted.iter().filter(is_news).map(|(id, position)| (*id, *position));
        let said = Said { id: self.id, epoch: self.epoch, wanted: news.collect(), forgotten };
        self.told = wanted;
        Some(said)
    }

    /// Where a partition was fetched from by the last request.
    pub(super) fn fetched_from(&self, id: TopicIdPartition) -> Option<FetchPosition> {
        self.told.get(&id).copied()
    }

    /// Takes in the session part of an answer.
    pub(super) fn answered(&mut self, error: ErrorCode, id: i32) {
        if error == ErrorCode::FetchSessionIdNotFound {
            *self = Self::new();
        } else if error != ErrorCode::None {
            self.lost();
        } else if FetchSessionId(id) == FetchSessionId::NONE {
            self.start_over(FetchSessionId::NONE);
        } else {
            (self.id, self.epoch) = (FetchSessionId(id), self.epoch.next());
        }
    }

    /// No answer came, or one that does not belong here: the next request ends this session.
    pub(super) fn lost(&mut self) {
        self.start_over(self.id);
    }

    fn start_over(&mut self, ending: FetchSessionId) {
        (self.id, self.epoch) = (ending, FetchSessionEpoch::INITIAL);
    }
}
