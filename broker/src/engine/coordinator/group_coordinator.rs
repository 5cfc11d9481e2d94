//! The shards of a node: which there are, and running them.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
    task::Waker,
};

use bytestring::ByteString;
use ottla_core::{
    coordinator::Caller,
    groups::{Answer, GroupSettings, GroupShard, Outcome, Released, Requester},
    metadata::{MetadataDelta, ResourceKind},
    model::{ErrorCode, Moment, Now, Offset, PartitionId},
};
use parking_lot::{Mutex, RwLock};

use super::{
    commit::{AfterShards, Uncommitted},
    due::Due,
    load::{LoadError, LoadJob},
    lookup::partition_of,
    offsets_topic::OFFSETS_TOPIC,
    parked::AfterRelease,
    shard::{RunningShard, ShardHandle, ShardState, Split},
};
use crate::engine::{
    call::Call,
    effects::{Effects, Work},
    handler::Reply,
    node::Node,
    view::View,
};

/// The shards that this node leads.
#[derive(Debug, Default)]
pub struct GroupCoordinator {
    shards: RwLock<BTreeMap<i32, Arc<ShardHandle>>>,
    due: Due,
}

/// What a shard answered, and the records that the answer rests on.
pub(in crate::engine) struct Answered<R> {
    pub(in crate::engine) response: R,
    pub(in crate::engine) commit: Uncommitted,
}

/// Makes the answer to a request that failed.
pub(in crate::engine) type Refuse<R> = Arc<dyn Fn(ErrorCode) -> R + Send + Sync>;

impl GroupCoordinator {
    fn shard(&self, partition: i32) -> Option<Arc<ShardHandle>> {
        self.shards.read().get(&partition).cloned()
    }

    fn all(&self) -> Vec<Arc<ShardHandle>> {
        self.shards.read().values().cloned().collect()
    }

    /// When shards have to be looked after; `waker` is woken when it becomes earlier.
    pub(in crate::engine) fn next_due(&self, waker: &Waker) -> Option<Moment> {
        self.due.next(waker)
    }
}

impl Node {
    /// When [`Node::fire_group_timers`] has to be called; `waker` is woken when it becomes earlier.
    #[must_use]
    pub fn group_timers_due(&self, waker: &Waker) -> Option<Moment> {
        self.groups.next_due(waker)
    }

    /// The shard of a group.
    ///
    /// # Errors
    /// `NotCoordinator` if this node has it not.
    fn shard_of(&self, group_id: &str) -> Result<Arc<ShardHandle>, ErrorCode> {
        let view = self.view();
        let topic = view.topic_by_name(OFFSETS_TOPIC).ok_or(ErrorCode::NotCoordinator)?;
        let partition = partition_of(group_id, topic.partitions.len());
        self.groups.shard(partition).ok_or(ErrorCode::NotCoordinator)
    }

    /// The partition of `__consumer_offsets` that coordinates a group, if the topic exists.
    pub(in crate::engine) fn group_partition(view: &View, group_id: &str) -> Option<PartitionId> {
        let topic = view.topic_by_name(OFFSETS_TOPIC)?;
        Some(PartitionId(partition_of(group_id, topic.partitions.len())))
    }

    /// Asks the shard of a group. The answer may go out when what it rests on is committed.
    ///
    /// # Errors
    /// The node does not coordinate the group, loads it still, or its log cannot be written.
    pub(in crate::engine) fn ask_group<R>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        let handle = self.shard_of(group_id)?;
        let requester = requester(call);
        self.ask_shard(call, &handle, Split::Refused, |shard, now| ask(shard, &requester, now))
    }

    /// As [`Node::ask_group`] for what may be written in several batches: each record stands for
    /// itself.
    ///
    /// # Errors
    /// The same.
    pub(in crate::engine) fn ask_group_in_parts<R>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        let handle = self.shard_of(group_id)?;
        let requester = requester(call);
        self.ask_shard(call, &handle, Split::Allowed, |shard, now| ask(shard, &requester, now))
    }

    /// Answers a request with what the shard of its group says, once that is committed.
    pub(in crate::engine) fn reply_of_group<R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        refuse: Refuse<R>,
        ask: impl FnOnce(&mut GroupShard, &Requester, Now) -> Outcome<R>,
    ) -> Reply<R> {
        match self.ask_group(call, group_id, ask) {
            Ok(Answered { response, commit }) => {
                AfterShards::new(response, vec![commit], refuse, call.now).reply(call)
            }
            Err(code) => Reply::Now(refuse(code)),
        }
    }

    /// As [`Node::reply_of_group`] for requests that may wait for other members.
    pub(in crate::engine) fn reply_in_time<R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        group_id: &str,
        refuse: Refuse<R>,
        read: fn(Released) -> Option<R>,
        ask: impl FnOnce(&mut GroupShard, Caller, &Requester, Now) -> Outcome<R>,
    ) -> Reply<R> {
        let handle = match self.shard_of(group_id) {
            Ok(handle) => handle,
            Err(code) => return Reply::Now(refuse(code)),
        };
        let requester = requester(call);
        let mut state = handle.state.lock();
        let running = match running(&mut state) {
            Ok(running) => running,
            Err(code) => return Reply::Now(refuse(code)),
        };
        let caller = running.caller();
        // Before the shard is asked: its own outcome may release it.
        let slot = running.park(caller);
        let outcome = ask(&mut running.shard, caller, &requester, call.now);
        let carried =
            running.carry_out(self, &handle.log, outcome, Split::Refused, call.now, call.effects);
        let end = running.end();
        self.groups.due.set(handle.partition, running.next_timeout(), &mut call.effects.wakes);
        match carried {
            Ok(Answer::Later) => {
                drop(state);
                Reply::Parked(Box::new(AfterRelease::new(handle, caller, slot, read, refuse)))
            }
            Ok(Answer::Now(response)) => {
                running.unpark(caller);
                drop(state);
                let commit = Uncommitted::new(handle.log.clone(), end);
                AfterShards::new(response, vec![commit], refuse, call.now).reply(call)
            }
            Err(code) => {
                running.unpark(caller);
                Reply::Now(refuse(code))
            }
        }
    }

    /// Asks every shard that runs, for requests about all groups.
    ///
    /// # Errors
    /// `CoordinatorLoadInProgress` while one is not loaded.
    pub(in crate::engine) fn ask_all_groups<R>(
        &self,
        call: &mut Call<'_>,
        ask: impl Fn(&mut GroupShard, Now) -> Outcome<R>,
    ) -> Result<Vec<Answered<R>>, ErrorCode> {
        let mut answers = Vec::new();
        for handle in self.groups.all() {
            match self.ask_shard(call, &handle, Split::Refused, &ask) {
                Ok(answer) => answers.push(answer),
                Err(ErrorCode::NotCoordinator) => {}
                Err(code) => return Err(code),
            }
        }
        Ok(answers)
    }

    fn ask_shard<R>(
        &self,
        call: &mut Call<'_>,
        handle: &Arc<ShardHandle>,
        split: Split,
        ask: impl FnOnce(&mut GroupShard, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        let mut state = handle.state.lock();
        let running = running(&mut state)?;
        let outcome = ask(&mut running.shard, call.now);
        let carried = running.carry_out(self, &handle.log, outcome, split, call.now, call.effects);
        let commit = Uncommitted::new(handle.log.clone(), running.end());
        self.groups.due.set(handle.partition, running.next_timeout(), &mut call.effects.wakes);
        match carried? {
            Answer::Now(response) => Ok(Answered { response, commit }),
            Answer::Later => Err(ErrorCode::UnknownServerError),
        }
    }

    /// Handles the timers of all shards that are due.
    pub fn fire_group_timers(&self, now: Now, effects: &mut Effects) {
        while let Some(partition) = self.groups.due.pop(now.monotonic) {
            let Some(handle) = self.groups.shard(partition) else { continue };
            let mut state = handle.state.lock();
            let Ok(running) = running(&mut state) else { continue };
            while let Some(outcome) = running.shard.fire(now) {
                self.unasked(running, &handle, outcome, now, effects);
            }
            self.groups.due.set(partition, running.next_timeout(), &mut effects.wakes);
        }
    }

    /// Begins and ends shards as this node's leaderships of `__consumer_offsets` begin and end, and
    /// tells those that run of new metadata. Called with the new view, in the order of the views.
    pub(in crate::engine) fn follow_groups(
        &self,
        view: &View,
        delta: &MetadataDelta,
        now: Now,
        effects: &mut Effects,
    ) {
        let led = self.led_shards(view);
        let mut shards = self.groups.shards.write();
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
            if let Entry::Vacant(vacant) = shards.entry(partition) {
                let state = Mutex::new(ShardState::Loading);
                let handle = Arc::new(ShardHandle { partition, epoch, log, state });
                vacant.insert(handle.clone());
                begun.push(handle);
            }
        }
        drop(shards);
        for handle in ended {
            self.end_shard(&handle, effects);
        }
        for handle in going_on {
            let mut state = handle.state.lock();
            let Ok(running) = running(&mut state) else { continue };
            if delta.configs.iter().any(|resource| resource.kind == ResourceKind::Broker) {
                running.shard.configure(GroupSettings::of(&view.settings.entries));
            }
            let outcome = running.shard.metadata_changed(view.image.clone(), delta, now);
            self.unasked(running, &handle, outcome, now, effects);
            self.groups.due.set(handle.partition, running.next_timeout(), &mut effects.wakes);
        }
        for handle in begun {
            self.begin_shard(&handle, view, now, effects);
        }
    }

    fn led_shards(&self, view: &View) -> BTreeMap<i32, Led> {
        let Some(topic) = view.topic_by_name(OFFSETS_TOPIC) else { return BTreeMap::new() };
        let numbered = topic.image.numbered();
        let led = numbered.filter(|(_, one)| one.leader == self.identity.node_id);
        let here = led.filter_map(|(id, registration)| {
            let log = topic.partition(id).ok()?.clone();
            Some((id.0, (log, registration.leader_epoch)))
        });
        here.collect()
    }

    fn begin_shard(&self, handle: &Arc<ShardHandle>, view: &View, now: Now, effects: &mut Effects) {
        let settings = GroupSettings::of(&view.settings.entries);
        let name = format!("groups {}", handle.partition);
        let rng = self.rng.lock().split(&name);
        let shard = GroupShard::new(settings, view.image.clone(), rng);
        let log = handle.log.lock();
        let (start, end) = (log.log().log_start_offset(), log.log().log_end_offset());
        drop(log);
        if start == end {
            self.run_shard(handle, shard, end, now, effects);
        } else {
            effects.work.push(Work::LoadGroups(Box::new(LoadJob::new(handle.clone(), shard))));
        }
    }

    /// A shard's log has been taken in.
    pub(in crate::engine) fn groups_loaded(
        &self,
        handle: &Arc<ShardHandle>,
        loaded: Result<(GroupShard, Offset), LoadError>,
        now: Now,
        effects: &mut Effects,
    ) {
        match loaded {
            Ok((shard, end)) => self.run_shard(handle, shard, end, now, effects),
            Err(error) => {
                let (path, partition) = (handle.log.directory().path(), handle.partition);
                tracing::error!(
                    "the groups of {OFFSETS_TOPIC}-{partition} in {path} cannot be coordinated: {error}"
                );
                *handle.state.lock() = ShardState::Ended;
                self.partition_failed(&handle.log, error.disk_error(), effects);
            }
        }
    }

    fn run_shard(
        &self,
        handle: &Arc<ShardHandle>,
        shard: GroupShard,
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
        self.groups.due.set(handle.partition, running.next_timeout(), &mut effects.wakes);
        *state = ShardState::Running(running);
    }

    fn end_shard(&self, handle: &Arc<ShardHandle>, effects: &mut Effects) {
        let state = std::mem::replace(&mut *handle.state.lock(), ShardState::Ended);
        if let ShardState::Running(mut running) = state {
            running.end_all(effects);
        }
        self.groups.due.set(handle.partition, None, &mut effects.wakes);
    }

    /// Carries out what nobody asked for. What cannot be written now is found again: a member that
    /// timed out by the next leader, an offset that expired by the next look.
    fn unasked(
        &self,
        running: &mut RunningShard,
        handle: &Arc<ShardHandle>,
        outcome: Outcome<()>,
        now: Now,
        effects: &mut Effects,
    ) {
        let carried = running.carry_out(self, &handle.log, outcome, Split::Allowed, now, effects);
        if let Err(code) = carried {
            let partition = handle.partition;
            tracing::warn!(partition, error = code.name(), "records of groups cannot be written");
        }
    }
}

type Led = (Arc<crate::engine::view::PartitionHandle>, ottla_core::model::LeaderEpoch);

fn running(state: &mut ShardState) -> Result<&mut RunningShard, ErrorCode> {
    match state {
        ShardState::Running(running) => Ok(running),
        ShardState::Loading => Err(ErrorCode::CoordinatorLoadInProgress),
        ShardState::Ended => Err(ErrorCode::NotCoordinator),
    }
}

fn requester(call: &Call<'_>) -> Requester {
    let address = &call.peer.address;
    // Without the port, and with Java's slash in front of an address that has no name.
    let host = address.rsplit_once(':').map_or(&**address, |(host, _)| host);
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    Requester {
        client_id: ByteString::from(call.client_id.unwrap_or_default()),
        client_host: ByteString::from(format!("/{host}")),
        version: call.version,
    }
}
