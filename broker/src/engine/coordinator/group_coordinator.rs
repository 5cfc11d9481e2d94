//! Asking the shards of a node.

use std::{collections::BTreeMap, sync::Arc, task::Waker};

use bytestring::ByteString;
use ottla_core::{
    coordinator::Caller,
    groups::{Answer, GroupShard, Outcome, Released, Requester},
    model::{ErrorCode, Moment, Now, PartitionId},
};
use parking_lot::RwLock;

use super::{
    commit::{AfterShards, Uncommitted},
    due::Due,
    lookup::partition_of,
    offsets_topic::OFFSETS_TOPIC,
    parked::AfterRelease,
    shard::{ShardHandle, Split, running},
};
use crate::engine::{call::Call, handler::Reply, node::Node, view::View};

/// The shards that this node leads.
#[derive(Debug, Default)]
pub struct GroupCoordinator {
    pub(super) shards: RwLock<BTreeMap<i32, Arc<ShardHandle>>>,
    pub(super) due: Due,
}

/// What a shard answered, and the records that the answer rests on.
pub(in crate::engine) struct Answered<R> {
    pub(in crate::engine) response: R,
    pub(in crate::engine) commit: Uncommitted,
}

/// Makes the answer to a request that failed.
pub(in crate::engine) type Refuse<R> = Arc<dyn Fn(ErrorCode) -> R + Send + Sync>;

impl GroupCoordinator {
    pub(super) fn shard(&self, partition: i32) -> Option<Arc<ShardHandle>> {
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
