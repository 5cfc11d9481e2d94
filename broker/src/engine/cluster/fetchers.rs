//! Which of a leader's fetchers a partition belongs to. Each has a connection of its own (`num.replica.fetchers`), and
//! another number spreads the partitions anew.

use std::{collections::BTreeMap, sync::Arc};

use ottla_core::{
    metadata::{MetadataDelta, ResourceKind},
    model::{NodeId, Now, TopicIdPartition},
    replication::fetcher::{Fetcher, FetcherSettings},
};

use super::replicas::{FetcherKey, Following};
use crate::engine::{effects::Effects, node::Node, view::View};

/// By which of its leader's fetchers a partition is followed.
fn lane_of(view: &View, id: TopicIdPartition) -> u16 {
    let spread = u64::from(id.topic_id.0[15]) ^ u64::from(id.partition.0.unsigned_abs());
    (spread % u64::from(view.settings.replica_fetchers)) as u16
}

impl Node {
    /// The fetcher that a partition of this leader belongs to.
    pub(super) fn fetcher_for(
        &self,
        view: &View,
        leader: NodeId,
        id: TopicIdPartition,
    ) -> Arc<Following> {
        let settings = self.settings.replica_fetch;
        let key = (leader, lane_of(view, id));
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
            Arc::new(Following::new(key, Fetcher::new(own)))
        });
        following.clone()
    }

    /// Spreads the partitions over as many fetchers as there are to be now. Says which have got some, or have lost some.
    pub(super) fn spread_anew(
        &self,
        view: &View,
        delta: &MetadataDelta,
    ) -> BTreeMap<FetcherKey, Arc<Following>> {
        if !delta.configs.iter().any(|one| one.kind == ResourceKind::Broker) {
            return BTreeMap::new();
        }
        let followed: Vec<TopicIdPartition> =
            self.replicas.followed.lock().keys().copied().collect();
        let changed = followed.into_iter().filter_map(|id| self.change_fetcher(view, id));
        changed.flatten().map(|following| (following.key, following)).collect()
    }

    /// Partitions that have what was fetched for them change their fetcher, if they belong to another one by now.
    pub(super) fn change_fetchers(
        &self,
        following: &Following,
        done: &[TopicIdPartition],
        now: Now,
        effects: &mut Effects,
    ) {
        let view = self.view.load();
        for id in done.iter().filter(|id| lane_of(&view, **id) != following.key.1) {
            // The one that it leaves goes on anyway.
            if let Some([_, next]) = self.change_fetcher(&view, *id) {
                self.fetch_on(&next, now, effects);
            }
        }
    }

    /// Gives a partition to the fetcher that it belongs to: the one before, and that one. `None` if it is there, or a
    /// task has not come back: it is tried again when that has.
    fn change_fetcher(&self, view: &View, id: TopicIdPartition) -> Option<[Arc<Following>; 2]> {
        let mut followed = self.replicas.followed.lock();
        let ((leader, lane), epoch) = followed.get(&id).copied()?;
        if lane == lane_of(view, id) {
            return None;
        }
        let before = self.replicas.fetchers.read().get(&(leader, lane))?.clone();
        let handed_over = before.fetcher.lock().hand_over(id)?;
        let next = self.fetcher_for(view, leader, id);
        next.fetcher.lock().take_over(id, handed_over);
        followed.insert(id, (next.key, epoch));
        Some([before, next])
    }
}
