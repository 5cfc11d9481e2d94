//! Requests that wait for others of their group: JoinGroup for the rebalance to have its members,
//! SyncGroup for the leader's assignment.

use std::{sync::Arc, task::Waker};

use ottla_core::{
    coordinator::Caller,
    model::{ErrorCode, Moment, Offset},
};
use parking_lot::Mutex;

use super::{
    ask::Coordinated,
    commit::{AfterShards, Uncommitted},
    shard::{ShardHandle, ShardState},
};
use crate::engine::{call::Call, handler::Pending};

/// Where the answer of a parked request is put.
#[derive(Debug)]
pub(super) struct Slot<A>(Mutex<SlotState<A>>);

#[derive(Debug)]
enum SlotState<A> {
    Empty,
    Waiting(Waker),
    Ready(A, Offset),
    Ended,
}

impl<A> Default for Slot<A> {
    fn default() -> Self {
        Self(Mutex::new(SlotState::Empty))
    }
}

impl<A> Slot<A> {
    /// Puts an answer that is to go out when the records before `end` are committed.
    pub(super) fn release(&self, response: A, end: Offset, wakes: &mut Vec<Waker>) {
        self.put(SlotState::Ready(response, end), wakes);
    }

    /// There will be no answer.
    pub(super) fn end(&self, wakes: &mut Vec<Waker>) {
        self.put(SlotState::Ended, wakes);
    }

    fn put(&self, state: SlotState<A>, wakes: &mut Vec<Waker>) {
        if let SlotState::Waiting(waker) = std::mem::replace(&mut *self.0.lock(), state) {
            wakes.push(waker);
        }
    }

    fn take(&self, waker: &Waker) -> SlotState<A> {
        let mut state = self.0.lock();
        match &*state {
            SlotState::Empty | SlotState::Waiting(_) => {
                *state = SlotState::Waiting(waker.clone());
                SlotState::Empty
            }
            SlotState::Ready(..) | SlotState::Ended => {
                std::mem::replace(&mut *state, SlotState::Empty)
            }
        }
    }
}

/// Waits to be released, then for the commit.
pub(in crate::engine) struct AfterRelease<S: Coordinated, R> {
    shard: Arc<ShardHandle<S>>,
    caller: Caller,
    slot: Arc<Slot<S::Released>>,
    read: fn(S::Released) -> Option<R>,
    refuse: Arc<dyn Fn(ErrorCode) -> R + Send + Sync>,
    released: Option<AfterShards<R>>,
}

impl<S: Coordinated, R> AfterRelease<S, R> {
    pub(super) fn new(
        shard: Arc<ShardHandle<S>>,
        caller: Caller,
        slot: Arc<Slot<S::Released>>,
        read: fn(S::Released) -> Option<R>,
        refuse: Arc<dyn Fn(ErrorCode) -> R + Send + Sync>,
    ) -> Self {
        Self { shard, caller, slot, read, refuse, released: None }
    }
}

impl<S: Coordinated, R: Send> Pending<R> for AfterRelease<S, R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R> {
        if self.released.is_none() {
            let (response, end) = match self.slot.take(call.waker) {
                SlotState::Empty | SlotState::Waiting(_) => return None,
                SlotState::Ended => return Some((self.refuse)(ErrorCode::NotCoordinator)),
                SlotState::Ready(response, end) => (response, end),
            };
            let Some(response) = (self.read)(response) else {
                return Some((self.refuse)(ErrorCode::UnknownServerError));
            };
            let commit = Uncommitted::new(self.shard.log.clone(), end);
            let refuse = self.refuse.clone();
            self.released = Some(AfterShards::new(response, vec![commit], refuse, call));
        }
        self.released.as_mut()?.poll(call)
    }

    fn deadline(&self) -> Option<Moment> {
        self.released.as_ref().and_then(AfterShards::deadline)
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        if let Some(released) = &mut self.released {
            return released.cancel(call);
        }
        if let ShardState::Running(running) = &mut *self.shard.state.lock() {
            running.forget(self.caller);
        }
    }
}
