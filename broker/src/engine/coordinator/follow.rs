//! The shards of a node begin and end with its leaderships of their topic, follow the metadata, and do
//! what time brings.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
    task::Waker,
};

use ottla_core::{
    coordinator::Unasked,
    groups::GroupShard,
    metadata::{MetadataDelta, ResourceKind},
    model::{LeaderEpoch, Moment, Now, Offset},
    transactions::TransactionShard,
};
use parking_lot::Mutex;

use super::{
    ask::Coordinated,
    jobs::ShardWake,
    load::{LoadError, LoadJob},
    shard::{RunningShard, ShardHandle, ShardState, Writing, running},
};
use crate::engine::{
    effects::{Effects, Work},
    node::Node,
    view::{PartitionHandle, View},
};

type Led = (Arc<PartitionHandle>, LeaderEpoch);

impl Node {
    /// When [`Node::fire_coordinator_timers`] has to be called; `waker` is woken when it becomes
    /// earlier.
    #[must_use]
    pub fn coordinator_timers_due(&self, waker: &Waker) -> Option<Moment> {
        let due = [self.groups.due.next(waker), self.transactions.due.next(waker)];
        due.into_iter().flatten().min()
    }

    /// Handles the timers of all shards that are due.
    pub fn fire_coordinator_timers(&self, now: Now, effects: &mut Effects) {
        self.fire_timers::<GroupShard>(now, effects);
        self.fire_timers::<TransactionShard>(now, effects);
    }

    /// Begins and ends shards as this node's leaderships of internal topics begin and end, and tells
    /// those that run of new metadata. Called with the new view, in the order of the views.
    pub(in crate::engine) fn follow_coordinators(
        &self,
        view: &View,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        self.follow::<GroupShard>(view, delta, now, effects);
        self.follow::<TransactionShard>(view, delta, now, effects);
    }

    fn fire_timers<S: Coordinated>(&self, now: Now, effects: &mut Effects) {
        let coordinator = S::coordinator(self);
        while let Some(partition) = coordinator.due.pop(now.monotonic) {
            let Some(handle) = coordinator.shard(partition) else { continue };
            let mut state = handle.state.lock();
            let Ok(running) = running(&mut state) else { continue };
            while let Some(outcome) = running.shard.fire(now) {
                self.unasked(running, &handle, outcome, now, effects);
            }
            coordinator.due.set(partition, running.next_timeout(), &mut effects.wakes);
            drop(state);
            S::tend(self, &handle, now, effects);
            self.run_jobs(&handle, now, effects);
        }
    }

    fn follow<S: Coordinated>(
        &self,
        view: &View,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        let coordinator = S::coordinator(self);
        let led = self.led_shards(S::TOPIC, view);
        let mut shards = coordinator.shards.write();
        let ended: Vec<i32> = shards
            .iter()
            .filter(|(partition, shard)| {
                led.get(partition).is_none_or(|(log, epoch)| {
                    shard.epoch != *epoch || !Arc::ptr_eq(&shard.log, log)
                })
            })
            .map(|(partition, _)| *partition)
            .collect();
        let ended: Vec<_> = ended.into_iter().filter_map(|one| shards.remove(&one)).collect();
        let going_on: Vec<_> = shards.values().cloned().collect();
        let mut begun = Vec::new();
        for (partition, (log, epoch)) in led {
            let Entry::Vacant(place) = shards.entry(partition) else { continue };
            let handle = Arc::new(ShardHandle {
                partition,
                epoch,
                log,
                state: Mutex::new(ShardState::Loading),
                wake: ShardWake::new(coordinator.due.clone(), partition),
            });
            place.insert(handle.clone());
            begun.push(handle);
        }
        drop(shards);
        for handle in ended {
            self.end_shard(&handle, effects);
        }
        for handle in going_on {
            let mut state = handle.state.lock();
            let Ok(running) = running(&mut state) else { continue };
            if delta.configs.iter().any(|resource| resource.kind == ResourceKind::Broker) {
                running.shard.configure(&view.settings.entries);
            }
            let outcome = running.shard.metadata_changed(view.image.clone(), delta, now);
            self.unasked(running, &handle, outcome, now, effects);
            coordinator.due.set(handle.partition, running.next_timeout(), &mut effects.wakes);
            drop(state);
            self.run_jobs(&handle, now, effects);
        }
        for handle in begun {
            self.begin_shard(&handle, view, now, effects);
        }
    }

    fn led_shards(&self, topic: &str, view: &View) -> BTreeMap<i32, Led> {
        let Some(topic) = view.topic_by_name(topic) else { return BTreeMap::new() };
        let numbered = topic.image.numbered();
        let led = numbered.filter(|(_, one)| one.leader == self.identity.node_id);
        let here = led.filter_map(|(id, registration)| {
            let log = topic.partition(id).ok()?.clone();
            Some((id.0, (log, registration.leader_epoch)))
        });
        here.collect()
    }

    fn begin_shard<S: Coordinated>(
        &self,
        handle: &Arc<ShardHandle<S>>,
        view: &View,
        now: Now,
        effects: &mut Effects,
    ) {
        let name = format!("{} {}", S::TOPIC, handle.partition);
        let rng = self.rng.lock().split(&name);
        let shard = S::begin(&view.settings.entries, view.image.clone(), handle.epoch, rng);
        let log = handle.log.lock();
        let (start, end) = (log.log().log_start_offset(), log.log().log_end_offset());
        drop(log);
        if start == end {
            self.run_shard(handle, shard, end, now, effects);
        } else {
            effects.work.push(Work::LoadShard(Box::new(LoadJob::new(handle.clone(), shard))));
        }
    }

    /// A shard's log has been taken in.
    pub(super) fn shard_loaded<S: Coordinated>(
        &self,
        handle: &Arc<ShardHandle<S>>,
        loaded: Result<(S, Offset), LoadError>,
        now: Now,
        effects: &mut Effects,
    ) {
        match loaded {
            Ok((shard, end)) => self.run_shard(handle, shard, end, now, effects),
            Err(error) => {
                let (path, partition) = (handle.log.directory().path(), handle.partition);
                let topic = S::TOPIC;
                tracing::error!(
                    "what {topic}-{partition} in {path} holds cannot be coordinated: {error}"
                );
                *handle.state.lock() = ShardState::Ended;
                self.partition_failed(&handle.log, error.disk_error(), effects);
            }
        }
    }

    fn run_shard<S: Coordinated>(
        &self,
        handle: &Arc<ShardHandle<S>>,
        shard: S,
        end: Offset,
        now: Now,
        effects: &mut Effects,
    ) {
        let mut state = handle.state.lock();
        if matches!(*state, ShardState::Ended) {
            return;
        }
        let mut running = Box::new(RunningShard::new(shard, end));
        // Metadata may have moved on while the log was read.
        let image = self.view().image.clone();
        let outcome = running.shard.metadata_changed(image, &MetadataDelta::default(), now);
        self.unasked(&mut running, handle, outcome, now, effects);
        let outcome = running.shard.loaded(now);
        self.unasked(&mut running, handle, outcome, now, effects);
        let due = running.next_timeout();
        S::coordinator(self).due.set(handle.partition, due, &mut effects.wakes);
        *state = ShardState::Running(running);
        drop(state);
        self.run_jobs(handle, now, effects);
    }

    fn end_shard<S: Coordinated>(&self, handle: &Arc<ShardHandle<S>>, effects: &mut Effects) {
        let state = std::mem::replace(&mut *handle.state.lock(), ShardState::Ended);
        if let ShardState::Running(mut running) = state {
            running.end_all(effects);
        }
        S::coordinator(self).due.set(handle.partition, None, &mut effects.wakes);
    }

    /// Carries out what nobody asked for. What cannot be written now is found again: a member that
    /// timed out by the next leader, an offset that expired by the next look.
    pub(super) fn unasked<S: Coordinated>(
        &self,
        running: &mut RunningShard<S>,
        handle: &Arc<ShardHandle<S>>,
        outcome: Unasked<S>,
        now: Now,
        effects: &mut Effects,
    ) {
        let carried = running.carry_out(self, &handle.log, outcome, Writing::InParts, now, effects);
        if let Err(code) = carried {
            let (topic, partition) = (S::TOPIC, handle.partition);
            tracing::warn!(topic, partition, error = code.name(), "records cannot be written");
        }
    }
}
