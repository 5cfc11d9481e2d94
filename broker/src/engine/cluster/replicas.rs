//! The partitions that this broker follows: which leader each is fetched from, by which fetcher, and what is done
//! with what comes. The records are appended where the answer was read.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ottla_core::{
    metadata::MetadataDelta,
    model::{LeaderEpoch, Moment, NodeId, Now, TopicIdPartition, Uuid},
    protocol::messages::{FetchRequest, ListOffsetsRequest},
    replication::{
        Awaited, FromLeader, PartitionError, Truncated,
        fetcher::{Fetcher, FetcherAnswer, FetcherRequest, FetcherSettings, Outcome, Task},
    },
};
use parking_lot::{Mutex, RwLock};

use super::{
    in_sync::Proposals,
    outgoing::{Lane, Sending, Unanswered},
    throttles::{Quotas, Side},
};
use crate::engine::{
    effects::{Effects, Work},
    fetch::ExpectedFollowers,
    node::Node,
    settings::Settings,
    view::{PartitionHandle, View},
};

/// Version of Fetch between brokers.
const FETCH_VERSION: i16 = 17;
/// Version of ListOffsets between brokers.
const LIST_OFFSETS_VERSION: i16 = 9;

/// One of the fetchers of a leader.
type FetcherKey = (NodeId, u16);

/// What a node keeps of its replicas.
#[derive(Debug)]
pub(in crate::engine) struct Replicas {
    fetchers: RwLock<BTreeMap<FetcherKey, Arc<Following>>>,
    pub(super) quotas: Quotas,
    /// By which fetcher a partition is followed, and in which epoch.
    followed: Mutex<BTreeMap<TopicIdPartition, (FetcherKey, LeaderEpoch)>>,
    /// Replicas whose directory the controller does not know yet.
    pub(super) unassigned: Mutex<BTreeMap<TopicIdPartition, Uuid>>,
    pub(super) proposals: Mutex<Proposals>,
    pub(in crate::engine) expected: ExpectedFollowers,
}

/// A fetcher, and partitions that wait for the device before it goes on with them.
#[derive(Debug)]
pub(super) struct Following {
    key: FetcherKey,
    pub(super) fetcher: Mutex<Fetcher>,
    syncing: Mutex<BTreeSet<TopicIdPartition>>,
}

impl Replicas {
    pub(in crate::engine) fn new(settings: &Settings, now: Now) -> Self {
        Self {
            fetchers: RwLock::default(),
            quotas: Quotas::new(settings),
            followed: Mutex::default(),
            unassigned: Mutex::default(),
            proposals: Mutex::new(Proposals::new(now)),
            expected: ExpectedFollowers::default(),
        }
    }

    pub(in crate::engine) fn assign_later(&self, id: TopicIdPartition, directory: Uuid) {
        self.unassigned.lock().insert(id, directory);
    }

    /// Replicas in a directory that the controller does not know yet.
    pub(in crate::engine) fn assigned_later_to(&self, directory: Uuid) -> usize {
        self.unassigned.lock().values().filter(|one| **one == directory).count()
    }
}

impl Node {
    /// When [`Node::tend_replicas`] has something to do.
    pub(super) fn replicas_due(&self) -> Option<Moment> {
        let fetchers = self.replicas.fetchers.read();
        let fetching = fetchers.values().filter_map(|one| one.fetcher.lock().next_timeout()).min();
        [fetching, self.proposals_due()].into_iter().flatten().min()
    }

    /// Goes on with what had to wait for a moment.
    pub(super) fn tend_replicas(&self, now: Now, effects: &mut Effects) {
        let due: Vec<Arc<Following>> = {
            let fetchers = self.replicas.fetchers.read();
            let is_due = |one: &&Arc<Following>| {
                let due = one.fetcher.lock().next_timeout();
                due.is_some_and(|due| due <= now.monotonic)
            };
            fetchers.values().filter(is_due).cloned().collect()
        };
        for following in due {
            self.fetch_on(&following, now, effects);
        }
        self.tend_proposals(now, effects);
        self.tend_assignments(now, effects);
    }

    /// Follows the leaders that the metadata names. Called with the new view, in the order of the views.
    pub(in crate::engine) fn follow_leaders(
        &self,
        view: &View,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        // Fetchers that may have something to ask: also one that has waited for a partition that is gone.
        let mut changed: BTreeMap<FetcherKey, Arc<Following>> = BTreeMap::new();
        let mut stop = |followed: &mut _, id| {
            if let Some(following) = self.stop_following(followed, id) {
                changed.insert(following.key, following);
            }
        };
        let mut added = BTreeMap::new();
        let mut followed = self.replicas.followed.lock();
        let removed: BTreeSet<Uuid> = delta.removed_topics.iter().map(|topic| topic.id).collect();
        if !removed.is_empty() {
            let gone: Vec<TopicIdPartition> =
                followed.keys().copied().filter(|id| removed.contains(&id.topic_id)).collect();
            for id in gone {
                stop(&mut followed, id);
            }
        }
        for id in &delta.partitions {
            let topic = view.topic_by_id(id.topic_id);
            let handle = topic.and_then(|topic| topic.partition(id.partition).ok());
            let Some((topic, handle)) = topic.zip(handle) else {
                stop(&mut followed, *id);
                continue;
            };
            let partition = handle.lock();
            let (leader, epoch) =
                (partition.assignment().leader, partition.assignment().leader_epoch);
            let position = partition.fetch_position();
            if leader == self.identity.node_id {
                let awaited = partition.remote_replicas().iter().filter(|one| !one.has_fetched);
                let awaited = awaited.map(|one| one.node);
                self.replicas.expected.expect(*id, awaited, now.monotonic, &mut effects.wakes);
            }
            drop(partition);
            if leader == self.identity.node_id || leader == NodeId::NONE {
                stop(&mut followed, *id);
                continue;
            }
            if followed.get(id).is_some_and(|((of, _), since)| *of == leader && *since == epoch) {
                continue;
            }
            stop(&mut followed, *id);
            let following = self.fetcher_for(leader, *id);
            let name = topic.name().to_string().into();
            let mut fetcher = following.fetcher.lock();
            fetcher.add(*id, name, position);
            fetcher.set_throttling(*id, self.throttling(view, *id));
            drop(fetcher);
            followed.insert(*id, (following.key, epoch));
            added.insert(following.key, following);
        }
        drop(followed);
        self.throttle_followers(view, delta);
        changed.append(&mut added);
        for following in changed.into_values() {
            self.fetch_on(&following, now, effects);
        }
    }

    /// Takes a partition from its fetcher, which is given back.
    fn stop_following(
        &self,
        followed: &mut BTreeMap<TopicIdPartition, (FetcherKey, LeaderEpoch)>,
        id: TopicIdPartition,
    ) -> Option<Arc<Following>> {
        let (key, _) = followed.remove(&id)?;
        let following = self.replicas.fetchers.read().get(&key)?.clone();
        following.fetcher.lock().remove(id);
        following.syncing.lock().remove(&id);
        Some(following)
    }

    fn fetcher_for(&self, leader: NodeId, id: TopicIdPartition) -> Arc<Following> {
        let settings = self.settings.replica_fetch;
        let spread = u64::from(id.topic_id.0[15]) ^ u64::from(id.partition.0.unsigned_abs());
        let key = (leader, (spread % u64::from(settings.fetchers)) as u16);
        let mut fetchers = self.replicas.fetchers.write();
        let following = fetchers.entry(key).or_insert_with(|| {
            let own = FetcherSettings {
                wait_max: settings.wait_max,
                bytes_min: settings.bytes_min,
                bytes_max: settings.bytes_max,
                partition_bytes_max: settings.partition_bytes_max,
                backoff: settings.backoff,
                ..FetcherSettings::new(self.identity.node_id, self.broker_epoch(), leader)
            };
            Arc::new(Following {
                key,
                fetcher: Mutex::new(Fetcher::new(own)),
                syncing: Mutex::default(),
            })
        });
        following.clone()
    }

    /// Sends the fetcher's next request, if it has one.
    fn fetch_on(&self, following: &Arc<Following>, now: Now, effects: &mut Effects) {
        let (leader, lane) = following.key;
        let quota = self.replication_quota(Side::Follower, now);
        let mut fetcher = following.fetcher.lock();
        fetcher.set_broker_epoch(self.broker_epoch());
        let Some(request) = fetcher.next_request(now, quota) else { return };
        let view = self.view.load();
        let Some(to) = self.broker_destination(&view, leader, Lane::Fetcher(lane)) else {
            let tasks = fetcher.answered(FetcherAnswer::Unreachable, now);
            debug_assert!(tasks.is_empty(), "nothing came");
            drop(fetcher);
            return self.wake_cluster(effects);
        };
        drop(fetcher);
        let patience = self.settings.request_timeout;
        let following = following.clone();
        match request {
            FetcherRequest::Fetch(request) => {
                let sending = Sending { to, version: FETCH_VERSION, patience };
                self.send::<FetchRequest>(
                    &request,
                    sending,
                    now,
                    effects,
                    move |node, answer, now, effects| {
                        let answer = answer.map(FetcherAnswer::Fetch);
                        node.fetched(&following, answer, now, effects);
                    },
                );
            }
            FetcherRequest::ListOffsets(request) => {
                let sending = Sending { to, version: LIST_OFFSETS_VERSION, patience };
                self.send::<ListOffsetsRequest>(
                    &request,
                    sending,
                    now,
                    effects,
                    move |node, answer, now, effects| {
                        let answer = answer.map(FetcherAnswer::ListOffsets);
                        node.fetched(&following, answer, now, effects);
                    },
                );
            }
        }
    }

    fn fetched(
        &self,
        following: &Arc<Following>,
        answer: Result<FetcherAnswer, Unanswered>,
        now: Now,
        effects: &mut Effects,
    ) {
        if let Err(error) = &answer {
            tracing::debug!(leader = %following.key.0, %error, "a leader is not reached");
        }
        let answer = answer.unwrap_or(FetcherAnswer::Unreachable);
        let tasks = following.fetcher.lock().answered(answer, now);
        for task in tasks {
            let (id, outcome) = self.do_as_follower(following, task, now, effects);
            if let Some(outcome) = outcome {
                following.fetcher.lock().done(id, outcome, now);
            }
        }
        self.fetch_on(following, now, effects);
        if following.fetcher.lock().next_timeout().is_some() {
            self.wake_cluster(effects);
        }
    }

    /// Does what a fetcher wants done to a partition; `None` if that waits for the device.
    fn do_as_follower(
        &self,
        following: &Arc<Following>,
        task: Task,
        now: Now,
        effects: &mut Effects,
    ) -> (TopicIdPartition, Option<Outcome>) {
        let id = match &task {
            Task::Append { id, .. } | Task::Truncate { id, .. } | Task::FollowBounds { id, .. } => {
                *id
            }
        };
        let Some(handle) = self.find(id) else { return (id, Some(Outcome::Failed)) };
        let before;
        let done = match task {
            Task::Append { records, from, .. } => {
                return (id, self.append_fetched(following, &handle, &records, from, now, effects));
            }
            Task::Truncate { diverging, leader_epoch, .. } => {
                let mut partition = handle.lock();
                before = partition.log().recovery_point();
                let wakes = &mut effects.wakes;
                let cut = partition.truncate_to_diverging(diverging, leader_epoch, now, wakes);
                cut.map(|cut| (cut, partition.fetch_position()))
            }
            Task::FollowBounds { bounds, leader_epoch, .. } => {
                let mut partition = handle.lock();
                before = partition.log().recovery_point();
                let cut = partition.follow_bounds(bounds, leader_epoch, now, &mut effects.wakes);
                cut.map(|cut| (cut, partition.fetch_position()))
            }
        };
        let after = handle.lock().log().recovery_point();
        if after < before && self.is_durable() {
            // What is appended next is not synced, and a crash must not take it for what was cut.
            self.write_recovery_points(effects);
        }
        let outcome = match done {
            Ok((truncated, position)) => {
                self.truncated(&handle, truncated, effects);
                Outcome::Done(position)
            }
            Err(error) => self.not_followed(&handle, &error, effects),
        };
        (id, Some(outcome))
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
                return Some(self.not_followed(handle, &error, effects));
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

    /// The fetcher of a partition that is followed.
    pub(super) fn following(&self, id: TopicIdPartition) -> Option<Arc<Following>> {
        let (key, _) = self.replicas.followed.lock().get(&id).copied()?;
        self.replicas.fetchers.read().get(&key).cloned()
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
        handle: &Arc<PartitionHandle>,
        error: &PartitionError,
        effects: &mut Effects,
    ) -> Outcome {
        self.partition_failed(handle, error.disk_error(), effects);
        if error.disk_error().is_some() {
            return Outcome::Failed;
        }
        match error {
            PartitionError::Append(_) => {
                let partition = handle.lock().name().clone();
                tracing::error!(%partition, "what the leader has sent cannot be taken in, and is fetched again: {error}");
                Outcome::Refused
            }
            _ => Outcome::Failed,
        }
    }
}
