//! The user's part in a rebalance: offsets are committed, the listener is called, partitions are
//! dropped or added. It runs within `next_batch`, and goes on with the next call where one was
//! dropped.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use futures::{FutureExt, future::BoxFuture};
use parking_lot::Mutex;

use super::{group::Consumer, rebalance::Rebalance};
use crate::{
    CommittedOffset, StartOffset, TopicPartition,
    driver::group::Member,
    engine::{
        group::handover::Handover,
        positions::{FetchPosition, Key},
    },
    events::Event,
};

/// A handover that is being carried out.
pub(super) struct Running {
    handover: Handover,
    seeks: Arc<Mutex<Vec<(Key, StartOffset)>>>,
    /// Never locked: as the codecs of a fetcher.
    future: Mutex<BoxFuture<'static, ()>>,
}

impl Consumer {
    /// Carries out all handovers that wait.
    pub(super) async fn hand_over(&mut self) {
        loop {
            if self.running.is_none() {
                let Some(handover) = self.member.state.lock().take_handover() else { return };
                self.running = Some(self.begin(handover));
            }
            if let Some(running) = &mut self.running {
                running.future.get_mut().await;
            }
            if let Some(running) = self.running.take() {
                self.finish(running);
            }
        }
    }

    /// Ends a handover that has begun: it may have its turn to commit, and nobody else commits before that.
    pub(crate) async fn end_handover(&mut self) {
        if self.running.is_some() {
            self.hand_over().await;
        }
    }

    fn begin(&mut self, handover: Handover) -> Running {
        let positions = self.positions();
        if let Handover::Lose(partitions) = &handover {
            partitions.iter().for_each(|key| self.fetcher.remove(key));
        }
        let rebalance = Rebalance::new(self.member.clone(), positions.clone());
        let seeks = rebalance.seeks.clone();
        let listener = self.listener.clone();
        let member = self.member.clone();
        let commits = self.options.enable_auto_commit;
        let told = handover.clone();
        let future = async move {
            if let (true, Handover::Revoke(_)) = (commits, &told) {
                commit_before(&member, &positions).await;
            }
            let Some(listener) = listener else { return };
            let partitions = |keys: BTreeSet<Key>| {
                keys.into_iter().map(TopicPartition::from).collect::<Vec<_>>()
            };
            match told {
                Handover::Assign(keys) => listener.assigned(&rebalance, &partitions(keys)).await,
                Handover::Revoke(keys) => listener.revoked(&rebalance, &partitions(keys)).await,
                Handover::Lose(keys) => listener.lost(&rebalance, &partitions(keys)).await,
            }
        };
        Running { handover, seeks, future: Mutex::new(future.boxed()) }
    }

    fn finish(&mut self, running: Running) {
        self.tell(&running.handover);
        match &running.handover {
            Handover::Revoke(keys) | Handover::Lose(keys) => {
                for key in keys {
                    self.fetcher.remove(key);
                    self.committed.remove(key);
                    self.doubts.remove(key);
                }
            }
            Handover::Assign(keys) => {
                for key in keys {
                    self.fetcher.add(key.clone());
                }
            }
        }
        for (key, start) in running.seeks.lock().drain(..) {
            if self.fetcher.contains(&key) {
                self.doubts.remove(&key);
                self.fetcher.set(key, start);
            }
        }
        self.member.state.lock().handed_over();
        self.member.wake();
    }

    /// Tells those who watch the client.
    fn tell(&self, handover: &Handover) {
        let observer = &self.member.cluster.observer;
        let group = &self.options.group_id;
        let (assigned, revoked, lost) = match handover {
            Handover::Assign(keys) => (Some(keys), None, None),
            Handover::Revoke(keys) => (None, Some(keys), None),
            Handover::Lose(keys) => {
                observer.metrics.consumer.failed_rebalances.one();
                (None, None, Some(keys))
            }
        };
        let count = |keys: Option<&BTreeSet<Key>>| keys.map_or(0, BTreeSet::len);
        tracing::info!(
            messaging.consumer.group.name = %group,
            assigned = count(assigned),
            revoked = count(revoked),
            lost = count(lost),
            "partitions come or go"
        );
        let named = |keys: Option<&BTreeSet<Key>>| {
            keys.into_iter().flatten().cloned().map(TopicPartition::from).collect()
        };
        observer.events.tell(|| Event::Rebalanced {
            group: group.clone(),
            assigned: named(assigned),
            revoked: named(revoked),
            lost: named(lost),
        });
    }
}

async fn commit_before(member: &Arc<Member>, positions: &BTreeMap<Key, FetchPosition>) {
    let offset = |(key, at): (&Key, &FetchPosition)| (key.clone(), CommittedOffset::from(*at));
    if let Err(error) = member.commit(positions.iter().map(offset).collect()).await {
        tracing::warn!(%error, "offsets were not committed before partitions go: \
                                their new owners read some records again");
    }
}
