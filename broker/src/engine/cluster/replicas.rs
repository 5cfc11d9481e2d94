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
    replication::fetcher::{Fetcher, FetcherAnswer, FetcherRequest},
};
use parking_lot::{Mutex, RwLock};

use super::{
    complaint::{Complaint, PATIENCE},
    in_sync::Proposals,
    outgoing::{Lane, Sending, Unanswered},
    throttles::{Quotas, Side},
};
use crate::engine::{
    effects::Effects, fetch::ExpectedFollowers, node::Node, settings::Settings, view::View,
};

/// Version of Fetch between brokers.
const FETCH_VERSION: i16 = 17;
/// Version of ListOffsets between brokers.
const LIST_OFFSETS_VERSION: i16 = 9;

/// One of the fetchers of a leader.
pub(super) type FetcherKey = (NodeId, u16);

/// What a node keeps of its replicas.
#[derive(Debug)]
pub(in crate::engine) struct Replicas {
    pub(super) fetchers: RwLock<BTreeMap<FetcherKey, Arc<Following>>>,
    pub(super) quotas: Quotas,
    /// By which fetcher a partition is followed, and in which epoch.
    pub(super) followed: Mutex<BTreeMap<TopicIdPartition, (FetcherKey, LeaderEpoch)>>,
    /// Replicas whose directory the controller does not know yet.
    pub(super) unassigned: Mutex<BTreeMap<TopicIdPartition, Uuid>>,
    pub(super) proposals: Mutex<Proposals>,
    pub(in crate::engine) expected: ExpectedFollowers,
}

/// A fetcher, and partitions that wait for the device before it goes on with them.
#[derive(Debug)]
pub(super) struct Following {
    pub(super) key: FetcherKey,
    pub(super) fetcher: Mutex<Fetcher>,
    pub(super) syncing: Mutex<BTreeSet<TopicIdPartition>>,
    /// The leader is not reached: one that has died is fenced soon, and followed no more.
    unreached: Mutex<Complaint>,
    /// What it has sent cannot be taken in.
    pub(super) unusable: Mutex<Complaint>,
}

impl Following {
    pub(super) fn new(key: FetcherKey, fetcher: Fetcher) -> Self {
        Self {
            key,
            fetcher: Mutex::new(fetcher),
            syncing: Mutex::default(),
            unreached: Mutex::default(),
            unusable: Mutex::default(),
        }
    }
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
            let in_sync = &partition.assignment().in_sync_replicas;
            tracing::debug!(partition = %partition.name(), %leader, %epoch, ?in_sync, "a partition");
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
            let following = self.fetcher_for(view, leader, *id);
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
        changed.append(&mut self.spread_anew(view, delta));
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

    /// Sends the fetcher's next request, if it has one.
    pub(super) fn fetch_on(&self, following: &Arc<Following>, now: Now, effects: &mut Effects) {
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
            let name = &self.settings.inter_broker_listener;
            let error = Unanswered::Unreachable(format!("it has no listener {name}"));
            self.complain_of_leader(following, &error, now);
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
        match &answer {
            Ok(_) => following.unreached.lock().over(),
            Err(error) => self.complain_of_leader(following, error, now),
        }
        let answer = answer.unwrap_or(FetcherAnswer::Unreachable);
        let tasks = following.fetcher.lock().answered(answer, now);
        let mut is_lower = false;
        let mut done = Vec::new();
        for task in tasks {
            let (id, outcome) = self.do_as_follower(following, task, &mut is_lower, now, effects);
            if let Some(outcome) = outcome {
                following.fetcher.lock().done(id, outcome, now);
                done.push(id);
            }
        }
        self.change_fetchers(following, &done, now, effects);
        if is_lower && self.is_durable() {
            // What is appended next is not synced, and a crash must not take it for what was cut.
            self.write_recovery_points(effects);
        }
        self.fetch_on(following, now, effects);
        if following.fetcher.lock().next_timeout().is_some() {
            self.wake_cluster(effects);
        }
    }

    /// Says that a leader is not reached, if it should have been fenced by now.
    fn complain_of_leader(&self, following: &Following, error: &Unanswered, now: Now) {
        let (leader, lane) = following.key;
        tracing::debug!(%leader, %error, "a leader is not reached");
        if !following.unreached.lock().is_due(PATIENCE, now) {
            return;
        }
        let at = self.broker_destination(&self.view.load(), leader, Lane::Fetcher(lane));
        let at = at.map_or_else(String::new, |at| format!(" at {at}"));
        tracing::warn!(
            "broker {leader} is not reached{at}, and not fenced either, as far as is known here: {error}; the partitions that it \
             leads are not replicated to this broker. Check its advertised.listeners, and the network between the two brokers"
        );
    }

    /// The fetcher of a partition that is followed.
    pub(super) fn following(&self, id: TopicIdPartition) -> Option<Arc<Following>> {
        let (key, _) = self.replicas.followed.lock().get(&id).copied()?;
        self.replicas.fetchers.read().get(&key).cloned()
    }
}
