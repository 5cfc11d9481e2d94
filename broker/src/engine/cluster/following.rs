//! What a follower does with what its leader has answered: it appends, or gives up what the leader does not have.

use std::{sync::Arc, task::Waker, time::Duration};

use ottla_core::{
    model::{Now, TopicIdPartition},
    replication::{
        Awaited, FromLeader, Partition, PartitionError, Truncated,
        fetcher::{Outcome, Task},
    },
};

use super::{replicas::Following, throttles::Side};
use crate::engine::{
    effects::{Effects, Work},
    node::Node,
    view::PartitionHandle,
};

impl Node {
    /// Does what a fetcher wants done to a partition; `None` if that waits for the device. Says whether less than
    /// before is taken for synced.
    pub(super) fn do_as_follower(
        &self,
        following: &Arc<Following>,
        task: Task,
        is_lower: &mut bool,
        now: Now,
        effects: &mut Effects,
    ) -> (TopicIdPartition, Option<Outcome>) {
        let id = match &task {
            Task::Append { id, .. } | Task::Truncate { id, .. } | Task::FollowBounds { id, .. } => {
                *id
            }
        };
        let Some(handle) = self.find(id) else { return (id, Some(Outcome::Failed)) };
        let outcome = match task {
            Task::Append { records, from, .. } => {
                self.append_fetched(following, &handle, &records, from, now, effects)
            }
            Task::Truncate { diverging, leader_epoch, .. } => {
                Some(self.cut(following, &handle, is_lower, (now, effects), |partition, wakes| {
                    partition.truncate_to_diverging(diverging, leader_epoch, now, wakes)
                }))
            }
            Task::FollowBounds { bounds, leader_epoch, .. } => {
                Some(self.cut(following, &handle, is_lower, (now, effects), |partition, wakes| {
                    partition.follow_bounds(bounds, leader_epoch, now, wakes)
                }))
            }
        };
        (id, outcome)
    }

    /// Has a partition give up what its leader does not have.
    fn cut(
        &self,
        following: &Following,
        handle: &Arc<PartitionHandle>,
        is_lower: &mut bool,
        (now, effects): (Now, &mut Effects),
        change: impl FnOnce(&mut Partition, &mut Vec<Waker>) -> Result<Truncated, PartitionError>,
    ) -> Outcome {
        let mut partition = handle.lock();
        let before = partition.log().recovery_point();
        let truncated = change(&mut partition, &mut effects.wakes);
        *is_lower |= partition.log().recovery_point() < before;
        let position = partition.fetch_position();
        drop(partition);
        match truncated {
            Ok(truncated) => {
                self.truncated(handle, truncated, effects);
                Outcome::Done(position)
            }
            Err(error) => self.not_followed(following, handle, &error, (now, effects)),
        }
    }

    fn append_fetched(
        &self,
        following: &Arc<Following>,
        handle: &Arc<PartitionHandle>,
        records: &ottla_core::protocol::codec::Records,
        from: FromLeader,
        now: Now,
        effects: &mut Effects,
    ) -> Option<Outcome> {
        // One slice comes over a socket; what comes otherwise is joined.
        let bytes = match records.slices() {
            [slice] => slice.read().unwrap_or_default(),
            slices => {
                let mut joined = bytes::BytesMut::new();
                for slice in slices {
                    joined.extend_from_slice(&slice.read().unwrap_or_default());
                }
                joined.freeze()
            }
        };
        if self.is_throttled(Side::Follower, handle.id) {
            self.count_throttled(Side::Follower, bytes.len(), now);
        }
        let mut partition = handle.lock();
        let followed = partition.append_fetched(&bytes, from, now, &mut effects.wakes);
        let followed = match followed {
            Ok(followed) => followed,
            Err(error) => {
                drop(partition);
                return Some(self.not_followed(following, handle, &error, (now, effects)));
            }
        };
        let waits = matches!(followed.awaited, Some(Awaited::Synced(_)));
        let job = if waits || followed.rolled { partition.begin_sync() } else { Ok(None) };
        let position = partition.fetch_position();
        if waits && job.is_ok() {
            // Before the lock is given back: a sync that ends now has to find it.
            following.syncing.lock().insert(handle.id);
        }
        drop(partition);
        match job {
            Ok(job) => job.into_iter().for_each(|job| effects.sync_partition(handle, job)),
            Err(error) => {
                self.partition_failed(handle, error.disk_error(), effects);
                return Some(Outcome::Failed);
            }
        }
        (!waits).then_some(Outcome::Done(position))
    }

    /// A partition cannot be synced: a fetcher that waits for that goes on without it.
    pub(in crate::engine) fn follower_not_synced(
        &self,
        id: TopicIdPartition,
        now: Now,
        effects: &mut Effects,
    ) {
        let Some(following) = self.following(id) else { return };
        if following.syncing.lock().remove(&id) {
            following.fetcher.lock().done(id, Outcome::Failed, now);
            self.fetch_on(&following, now, effects);
        }
    }

    /// A partition that is followed was synced: its fetcher may go on with it.
    pub(in crate::engine) fn follower_synced(
        &self,
        handle: &Arc<PartitionHandle>,
        now: Now,
        effects: &mut Effects,
    ) {
        let Some(following) = self.following(handle.id) else { return };
        let partition = handle.lock();
        let is_synced = partition.log().recovery_point() >= partition.log().log_end_offset();
        let position = partition.fetch_position();
        drop(partition);
        if is_synced && following.syncing.lock().remove(&handle.id) {
            following.fetcher.lock().done(handle.id, Outcome::Done(position), now);
            self.change_fetchers(&following, &[handle.id], now, effects);
            self.fetch_on(&following, now, effects);
        }
    }

    fn truncated(
        &self,
        handle: &Arc<PartitionHandle>,
        truncated: Truncated,
        effects: &mut Effects,
    ) {
        let Truncated { deletion, before, end, committed } = truncated;
        effects.work.extend(deletion.map(Work::Delete));
        if end >= before {
            return;
        }
        let partition = handle.lock().name().clone();
        tracing::info!(%partition, %end, "a follower gives up what its leader does not have");
        if let Some((from, to)) = committed {
            tracing::error!(
                %partition,
                "records from offset {from} to {to} were committed and are gone: a leader without them was elected, by unclean.leader.election.enable, or because a disk has lost what it had"
            );
        }
    }

    fn not_followed(
        &self,
        following: &Following,
        handle: &Arc<PartitionHandle>,
        error: &PartitionError,
        (now, effects): (Now, &mut Effects),
    ) -> Outcome {
        self.partition_failed(handle, error.disk_error(), effects);
        if error.disk_error().is_some() {
            return Outcome::Failed;
        }
        match error {
            PartitionError::Append(_) => {
                if following.unusable.lock().is_due(Duration::ZERO, now) {
                    let partition = handle.lock();
                    let (name, leader) = (partition.name().clone(), partition.assignment().leader);
                    drop(partition);
                    tracing::error!(
                        partition = %name,
                        "what broker {leader} has sent, which leads it, cannot be taken in, and is fetched again: {error}. If \
                         that goes on, its replica is damaged: have another one lead that is in sync, stop broker {leader}, and \
                         move the partition's folder away before it starts again"
                    );
                }
                Outcome::Refused
            }
            _ => Outcome::Failed,
        }
    }
}
