//! Asking the shards of a node, whatever they coordinate.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc};

use ottla_core::{
    coordinator::{Answer, Caller, Outcome, Shard},
    model::{ErrorCode, Now, PartitionId},
};
use parking_lot::RwLock;

use super::{
    commit::{AfterShards, Uncommitted},
    due::Due,
    jobs::Job,
    lookup::partition_of,
    parked::AfterRelease,
    shard::{ShardHandle, Writing, running},
};
use crate::engine::{call::Call, effects::Effects, handler::Reply, node::Node, view::View};

/// A kind of shard that a node runs.
pub(in crate::engine) trait Coordinated: Shard {
    /// What such shards want done outside.
    type Job: Job<Self>;

    /// Where the node has those that it leads.
    fn coordinator(node: &Node) -> &Coordinator<Self>;

    /// Gives a shard what it wants from the node, after its timers. Its lock is not held: the controller's
    /// comes first.
    fn tend(_: &Node, _: &Arc<ShardHandle<Self>>, _: Now, _: &mut Effects) {}
}

/// The shards of one topic that this node leads.
#[derive(Debug)]
pub(in crate::engine) struct Coordinator<S: Coordinated> {
    pub(super) shards: RwLock<BTreeMap<i32, Arc<ShardHandle<S>>>>,
    pub(super) due: Arc<Due>,
}

impl<S: Coordinated> Default for Coordinator<S> {
    fn default() -> Self {
        Self { shards: RwLock::default(), due: Arc::default() }
    }
}

/// What a shard answered, and the records that the answer rests on.
pub(in crate::engine) struct Answered<R> {
    pub(in crate::engine) response: R,
    pub(in crate::engine) commit: Uncommitted,
}

/// Makes the answer to a request that failed.
pub(in crate::engine) type Refuse<R> = Arc<dyn Fn(ErrorCode) -> R + Send + Sync>;

/// What a shard of this kind comes to.
pub(in crate::engine) type OutcomeOf<S, R> =
    Outcome<R, <S as Shard>::Record, <S as Shard>::Released>;

impl<S: Coordinated> Coordinator<S> {
    pub(super) fn shard(&self, partition: i32) -> Option<Arc<ShardHandle<S>>> {
        self.shards.read().get(&partition).cloned()
    }

    fn all(&self) -> Vec<Arc<ShardHandle<S>>> {
        self.shards.read().values().cloned().collect()
    }
}

impl Node {
    /// The shard that coordinates a group or a transactional id.
    ///
    /// # Errors
    /// `NotCoordinator` if this node has it not.
    pub(super) fn shard_of<S: Coordinated>(
        &self,
        id: &str,
    ) -> Result<Arc<ShardHandle<S>>, ErrorCode> {
        let partition = Self::coordinating_partition::<S>(&self.view(), id);
        let partition = partition.ok_or(ErrorCode::NotCoordinator)?;
        S::coordinator(self).shard(partition.0).ok_or(ErrorCode::NotCoordinator)
    }

    /// The partition of the internal topic that coordinates an id, if the topic exists.
    pub(in crate::engine) fn coordinating_partition<S: Shard>(
        view: &View,
        id: &str,
    ) -> Option<PartitionId> {
        let topic = view.topic_by_name(S::TOPIC)?;
        Some(PartitionId(partition_of(id, topic.partitions.len())))
    }

    /// Answers with what a shard says, once that is committed. A request may have to wait for others.
    pub(super) fn reply_when_released<S: Coordinated, R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        handle: Arc<ShardHandle<S>>,
        refuse: Refuse<R>,
        read: fn(S::Released) -> Option<R>,
        ask: impl FnOnce(&mut S, Caller, Now) -> OutcomeOf<S, R>,
    ) -> Reply<R> {
        let mut state = handle.state.lock();
        let running = match running(&mut state) {
            Ok(running) => running,
            Err(code) => return Reply::Now(refuse(code)),
        };
        let caller = running.caller();
        // Before the shard is asked: its own outcome may release it.
        let slot = running.park(caller);
        let outcome = ask(&mut running.shard, caller, call.now);
        let carried =
            running.carry_out(self, &handle.log, outcome, Writing::Whole, call.now, call.effects);
        let end = running.end();
        let due = running.next_timeout();
        S::coordinator(self).due.set(handle.partition, due, &mut call.effects.wakes);
        assert!(
            !running.has_jobs(),
            "a kind of shard that has others wait wants nothing else done"
        );
        match carried {
            Ok(Answer::Later) => {
                drop(state);
                Reply::Parked(Box::new(AfterRelease::new(handle, caller, slot, read, refuse)))
            }
            Ok(Answer::Now(response)) => {
                running.unpark(caller);
                drop(state);
                let commit = Uncommitted::new(handle.log.clone(), end);
                AfterShards::new(response, vec![commit], refuse, call).reply(call)
            }
            Err(code) => {
                running.unpark(caller);
                Reply::Now(refuse(code))
            }
        }
    }

    /// Asks every shard of a kind that runs.
    ///
    /// # Errors
    /// `CoordinatorLoadInProgress` while one is not loaded.
    pub(super) fn ask_all<S: Coordinated, R>(
        &self,
        call: &mut Call<'_>,
        ask: impl Fn(&mut S, Now) -> OutcomeOf<S, R>,
    ) -> Result<Vec<Answered<R>>, ErrorCode> {
        let mut answers = Vec::new();
        for handle in S::coordinator(self).all() {
            match self.ask_shard(call, &handle, Writing::Whole, &ask) {
                Ok(answer) => answers.push(answer),
                Err(ErrorCode::NotCoordinator) => {}
                Err(code) => return Err(code),
            }
        }
        Ok(answers)
    }

    /// Asks a shard.
    ///
    /// # Errors
    /// It is being loaded or has ended, or its log cannot be written.
    pub(super) fn ask_shard<S: Coordinated, R>(
        &self,
        call: &mut Call<'_>,
        handle: &Arc<ShardHandle<S>>,
        writing: Writing,
        ask: impl FnOnce(&mut S, Now) -> OutcomeOf<S, R>,
    ) -> Result<Answered<R>, ErrorCode> {
        match self
            .try_shard(call, handle, writing, |shard, now| Ok::<_, Infallible>(ask(shard, now)))?
        {
            Ok(answered) => Ok(answered),
            Err(never) => match never {},
        }
    }

    /// As [`Node::ask_shard`] where the shard may need something before it can say anything.
    ///
    /// # Errors
    /// The same.
    pub(super) fn try_shard<S: Coordinated, R, E>(
        &self,
        call: &mut Call<'_>,
        handle: &Arc<ShardHandle<S>>,
        writing: Writing,
        ask: impl FnOnce(&mut S, Now) -> Result<OutcomeOf<S, R>, E>,
    ) -> Result<Result<Answered<R>, E>, ErrorCode> {
        let mut state = handle.state.lock();
        let running = running(&mut state)?;
        let outcome = match ask(&mut running.shard, call.now) {
            Ok(outcome) => outcome,
            Err(error) => return Ok(Err(error)),
        };
        let carried =
            running.carry_out(self, &handle.log, outcome, writing, call.now, call.effects);
        let commit = Uncommitted::new(handle.log.clone(), running.end());
        let due = running.next_timeout();
        S::coordinator(self).due.set(handle.partition, due, &mut call.effects.wakes);
        let has_jobs = running.has_jobs();
        drop(state);
        if has_jobs {
            self.run_jobs(handle, call.now, call.effects);
        }
        let answer = match carried? {
            Answer::Now(response) => Answered { response, commit },
            Answer::Later => return Err(ErrorCode::UnknownServerError),
        };
        Ok(Ok(answer))
    }
}
