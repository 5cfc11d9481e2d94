//! Followers that a leader waits for. A follower has one Fetch at a time under way to a leader; while that is parked
//! it cannot name a partition that this broker has just begun to lead, and no record of it is committed. So a
//! leadership that begins has the parked Fetches of its followers answered, and those that come without the
//! partition are held for a moment only, until the partition is named or its time is up.

use std::{
    collections::{BTreeMap, BTreeSet},
    task::Waker,
    time::Duration,
};

use ottla_core::{
    model::{Moment, NodeId, Offset, PartitionId, TopicIdPartition},
    protocol::messages::fetch_request::FetchTopic,
    replication::{Awaited, Ticket, Waiters},
};
use parking_lot::Mutex;

/// For how long a Fetch is held that lacks an expected partition: its follower has not heard of the leader yet.
pub(super) const HOLD: Duration = Duration::from_millis(5);

/// For how long a partition is expected. A follower that has not come by then is away, or cannot open it.
const PATIENCE: Duration = Duration::from_secs(2);

/// What each follower is expected to fetch.
#[derive(Debug, Default)]
pub(in crate::engine) struct ExpectedFollowers {
    by_replica: Mutex<BTreeMap<NodeId, Expected>>,
}

#[derive(Debug, Default)]
struct Expected {
    partitions: BTreeSet<TopicIdPartition>,
    until: Option<Moment>,
    parked: Waiters,
}

impl Expected {
    fn has_partitions(&mut self, now: Moment) -> bool {
        if self.until.is_some_and(|until| until <= now) {
            self.partitions.clear();
            self.until = None;
        }
        !self.partitions.is_empty()
    }
}

impl ExpectedFollowers {
    /// A leadership has begun, and these replicas have not fetched in it. Their parked Fetches are woken.
    pub(in crate::engine) fn expect(
        &self,
        id: TopicIdPartition,
        replicas: impl Iterator<Item = NodeId>,
        now: Moment,
        wakes: &mut Vec<Waker>,
    ) {
        let mut by_replica = self.by_replica.lock();
        for replica in replicas {
            let expected = by_replica.entry(replica).or_default();
            expected.partitions.insert(id);
            expected.until = Some(now + PATIENCE);
            expected.parked.fire_all(wakes);
        }
    }

    /// A replica names these partitions: it has heard of their leader.
    pub(super) fn named(&self, replica: NodeId, topics: &[FetchTopic]) {
        // Most Fetches go on with what they have.
        if topics.is_empty() {
            return;
        }
        let mut by_replica = self.by_replica.lock();
        let Some(expected) = by_replica.get_mut(&replica) else { return };
        for topic in topics {
            for partition in &topic.partitions {
                let partition = PartitionId(partition.partition);
                expected
                    .partitions
                    .remove(&TopicIdPartition { topic_id: topic.topic_id, partition });
            }
        }
    }

    /// Whether a replica is expected to name more.
    pub(super) fn is_expected(&self, replica: NodeId, now: Moment) -> bool {
        let mut by_replica = self.by_replica.lock();
        by_replica.get_mut(&replica).is_some_and(|expected| expected.has_partitions(now))
    }

    /// Has a parked Fetch woken when more is expected of its replica; `None` if more is.
    pub(super) fn park(&self, replica: NodeId, now: Moment, waker: &Waker) -> Option<Ticket> {
        let mut by_replica = self.by_replica.lock();
        let expected = by_replica.entry(replica).or_default();
        if expected.has_partitions(now) {
            return None;
        }
        Some(expected.parked.wait(Awaited::LogEnd(Offset::ZERO), waker))
    }

    /// A Fetch is parked no more.
    pub(super) fn leave(&self, replica: NodeId, ticket: Ticket) {
        if let Some(expected) = self.by_replica.lock().get_mut(&replica) {
            expected.parked.cancel(ticket);
        }
    }
}
