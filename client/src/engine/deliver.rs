//! How the outcome of a batch reaches those who wait for its records. One cell is shared by the
//! whole batch, so a record needs no allocation of its own.

use std::{
    sync::Arc,
    task::{Context, Poll, Waker},
};

use bytestring::ByteString;
use ottla_core::model::Timestamp;
use parking_lot::Mutex;

use crate::Result;

/// Where a batch went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BatchWritten {
    /// Offset of the first record; -1 if the broker did not say.
    pub(crate) base_offset: i64,
    /// The broker's time, if the topic keeps that of the append.
    pub(crate) append_time: Option<Timestamp>,
}

impl BatchWritten {
    /// Offset of a record by its place in the batch; -1 if the broker did not say.
    pub(crate) fn offset_of(&self, index: i32) -> i64 {
        match self.base_offset {
            unknown @ ..0 => unknown,
            base => base + i64::from(index),
        }
    }
}

/// The outcome of one batch, once there is one.
#[derive(Clone, Debug)]
pub(crate) struct Promise(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    topic: ByteString,
    partition: i32,
    state: Mutex<State>,
}

#[derive(Debug)]
enum State {
    Open(Vec<Waker>),
    Settled(Result<BatchWritten>),
}

impl Promise {
    pub(crate) fn new(topic: ByteString, partition: i32) -> Self {
        Self(Arc::new(Shared { topic, partition, state: Mutex::new(State::Open(Vec::new())) }))
    }

    pub(crate) fn topic(&self) -> &ByteString {
        &self.0.topic
    }

    pub(crate) fn partition(&self) -> i32 {
        self.0.partition
    }

    /// Settles the batch and wakes everyone. The first outcome counts.
    pub(crate) fn settle(&self, outcome: Result<BatchWritten>) {
        let mut state = self.0.state.lock();
        let State::Open(wakers) = &mut *state else { return };
        let wakers = std::mem::take(wakers);
        *state = State::Settled(outcome);
        drop(state);
        for waker in wakers {
            waker.wake();
        }
    }

    pub(crate) fn poll(&self, context: &Context<'_>) -> Poll<Result<BatchWritten>> {
        match &mut *self.0.state.lock() {
            State::Settled(outcome) => Poll::Ready(outcome.clone()),
            State::Open(wakers) => {
                if !wakers.iter().any(|waker| waker.will_wake(context.waker())) {
                    wakers.push(context.waker().clone());
                }
                Poll::Pending
            }
        }
    }
}
