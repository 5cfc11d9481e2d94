//! What the processing and the consumer's listener share, and what happens when partitions go: nothing of
//! them is started any more, what runs may end, and what is done is committed.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::{
    OwnedRecord, Rebalance, RebalanceListener, TopicPartition,
    engine::{
        positions::Key,
        processing::schedule::{Schedule, Ticket},
    },
};

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) schedule: Mutex<Schedule<OwnedRecord>>,
    /// Records whose tasks are to be ended.
    broken_off: Mutex<Vec<Ticket>>,
    /// Something has ended.
    pub(super) ended: Notify,
}

impl Shared {
    pub(super) fn new(schedule: Schedule<OwnedRecord>) -> Self {
        Self { schedule: Mutex::new(schedule), broken_off: Mutex::default(), ended: Notify::new() }
    }

    pub(super) fn take_broken_off(&self) -> Vec<Ticket> {
        std::mem::take(&mut *self.broken_off.lock())
    }

    fn forget(&self, keys: &[Key]) {
        let tickets = self.schedule.lock().forget(keys);
        self.broken_off.lock().extend(tickets);
    }

    /// Waits until nothing runs of these partitions.
    async fn quiet(&self, keys: &[Key]) {
        loop {
            let mut ended = std::pin::pin!(self.ended.notified());
            // Listening starts before looking, or what happens in between would be missed.
            ended.as_mut().enable();
            if self.schedule.lock().is_quiet(keys) {
                return;
            }
            ended.await;
        }
    }
}

/// Stands before the user's listener while records are processed.
pub(super) struct Hold {
    pub(super) shared: Arc<Shared>,
    pub(super) user: Option<Arc<dyn RebalanceListener>>,
    /// How long what runs may go on.
    pub(super) patience: Duration,
}

#[async_trait]
impl RebalanceListener for Hold {
    async fn assigned(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        if let Some(user) = &self.user {
            user.assigned(rebalance, partitions).await;
        }
    }

    async fn revoked(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        let keys: Vec<Key> = partitions.iter().map(TopicPartition::key).collect();
        self.shared.schedule.lock().withdraw(&keys);
        if tokio::time::timeout(self.patience, self.shared.quiet(&keys)).await.is_err() {
            tracing::warn!(
                ?partitions,
                "records of partitions that go were not done in time, and are processed again elsewhere"
            );
        }
        let mut done = self.shared.schedule.lock().uncommitted();
        done.retain(|key, _| keys.contains(key));
        if !done.is_empty() {
            let offsets = done.into_iter().map(|(key, at)| (TopicPartition::from(key), at));
            if let Err(error) = rebalance.commit_offsets(offsets).await {
                tracing::warn!(%error, "offsets were not committed before partitions go: \
                                        their new owners process some records again");
            }
        }
        self.shared.forget(&keys);
        if let Some(user) = &self.user {
            user.revoked(rebalance, partitions).await;
        }
    }

    async fn lost(&self, rebalance: &Rebalance, partitions: &[TopicPartition]) {
        let keys: Vec<Key> = partitions.iter().map(TopicPartition::key).collect();
        self.shared.forget(&keys);
        if let Some(user) = &self.user {
            user.lost(rebalance, partitions).await;
        }
    }
}
