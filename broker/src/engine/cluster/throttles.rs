//! Replication that is held to a rate while replicas catch up (KIP-73): on the leader's side, on the follower's, or on
//! both. What is in sync is never held.

use std::time::Duration;

use ottla_core::{
    metadata::{MetadataDelta, ResourceKind},
    model::{Now, TopicIdPartition, config::ThrottledReplicas},
    replication::{
        fetcher::Throttling,
        throttle::{QuotaState, ReplicationQuota},
    },
};
use parking_lot::Mutex;

use crate::engine::{
    node::Node,
    settings::{DynamicSettings, Settings},
    view::{TopicRuntime, View},
};

/// What both sides have used of their rates.
#[derive(Debug)]
pub(super) struct Quotas {
    leader: Mutex<ReplicationQuota>,
    follower: Mutex<ReplicationQuota>,
}

impl Quotas {
    pub(super) fn new(settings: &Settings) -> Self {
        let number = |key| u64::try_from(settings.entries.integer(key)).unwrap_or(1);
        let window = Duration::from_secs(number("replication.quota.window.size.seconds"));
        let windows = usize::try_from(number("replication.quota.window.num")).unwrap_or(1);
        let quota = || Mutex::new(ReplicationQuota::new(None, window, windows));
        Self { leader: quota(), follower: quota() }
    }
}

/// A side of replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Side {
    /// Sending records.
    Leader,
    /// Fetching them.
    Follower,
}

impl Side {
    fn rate_max(self, settings: &DynamicSettings) -> Option<u64> {
        match self {
            Self::Leader => settings.leader_rate_max,
            Self::Follower => settings.follower_rate_max,
        }
    }

    fn throttled(self, topic: &TopicRuntime) -> &ThrottledReplicas {
        match self {
            Self::Leader => &topic.config().throttled_leaders,
            Self::Follower => &topic.config().throttled_followers,
        }
    }

    fn quota(self, quotas: &Quotas) -> &Mutex<ReplicationQuota> {
        match self {
            Self::Leader => &quotas.leader,
            Self::Follower => &quotas.follower,
        }
    }
}

impl Node {
    /// Whether there is room in the rate of a side.
    pub(in crate::engine) fn replication_quota(&self, side: Side, now: Now) -> QuotaState {
        let rate_max = side.rate_max(&self.view.load().settings);
        if rate_max.is_none() {
            return QuotaState::Within;
        }
        let mut quota = side.quota(&self.replicas.quotas).lock();
        quota.set_rate_max(rate_max);
        quota.state(now.monotonic)
    }

    /// Whether this broker's replica is one that the side holds to its rate; none is while there is no rate.
    pub(in crate::engine) fn is_throttled(&self, side: Side, id: TopicIdPartition) -> bool {
        let view = self.view.load();
        side.rate_max(&view.settings).is_some()
            && view.topic_by_id(id.topic_id).is_some_and(|topic| {
                side.throttled(topic).contains(id.partition, self.identity.node_id)
            })
    }

    /// Counts bytes of a replica that is throttled.
    pub(in crate::engine) fn count_throttled(&self, side: Side, bytes: usize, now: Now) {
        side.quota(&self.replicas.quotas).lock().record(bytes as u64, now.monotonic);
    }

    /// Tells the fetchers which partitions are throttled of topics whose configuration has changed.
    pub(super) fn throttle_followers(&self, view: &View, delta: &MetadataDelta) {
        let named = delta.configs.iter().filter(|one| one.kind == ResourceKind::Topic);
        let topics = named.filter_map(|resource| view.topic_by_name(&resource.name));
        for handle in topics.flat_map(|topic| topic.replicas()) {
            if let Some(following) = self.following(handle.id) {
                let throttling = self.throttling(view, handle.id);
                following.fetcher.lock().set_throttling(handle.id, throttling);
            }
        }
    }

    /// Whether a partition that is followed waits while the rate is exceeded.
    pub(super) fn throttling(&self, view: &View, id: TopicIdPartition) -> Throttling {
        let throttled = view.topic_by_id(id.topic_id).map(|topic| Side::Follower.throttled(topic));
        match throttled.is_some_and(|all| all.contains(id.partition, self.identity.node_id)) {
            true => Throttling::Throttled,
            false => Throttling::Free,
        }
    }
}
