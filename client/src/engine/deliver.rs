//! How the outcome of a batch reaches those who wait for its records. One cell is shared by the
//! whole batch, so a record needs no allocation of its own. That stays so when the batch is cut: its
//! pieces settle their records in the cell of the whole.

use std::{
    collections::BTreeMap,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use bytestring::ByteString;
use ottla_core::model::Timestamp;
use parking_lot::Mutex;

use crate::{Error, Result};

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

/// Where a record went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RecordWritten {
    /// -1 if the broker did not say.
    pub(crate) offset: i64,
    /// The broker's time, if the topic keeps that of the append.
    pub(crate) append_time: Option<Timestamp>,
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
    /// The batch was cut.
    InPieces(Box<Pieces>),
}

/// What became of a batch that was cut.
#[derive(Debug)]
struct Pieces {
    wakers: Vec<Waker>,
    /// Records that have no outcome yet.
    open: i32,
    /// Of each piece that has one, with its number of records, by the place of its first record in the whole.
    outcomes: BTreeMap<i32, (i32, Result<BatchWritten>)>,
    /// Of the records that were given up without one.
    given_up: Option<Error>,
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

    /// Settles a batch, or a piece of it: `count` records from the place `first` on. Wakes everyone. The
    /// first outcome counts.
    pub(crate) fn settle(&self, first: i32, count: i32, outcome: Result<BatchWritten>) {
        let mut state = self.0.state.lock();
        let wakers = match &mut *state {
            State::Open(wakers) => {
                let wakers = std::mem::take(wakers);
                *state = State::Settled(outcome);
                wakers
            }
            State::Settled(_) => return,
            State::InPieces(pieces) => pieces.settle(first, count, outcome),
        };
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// From now on the pieces of the batch, which has so many records, are settled one by one. A piece may be cut
    /// again.
    pub(crate) fn cut(&self, count: i32) {
        let mut state = self.0.state.lock();
        if let State::Open(wakers) = &mut *state {
            let wakers = std::mem::take(wakers);
            let (outcomes, given_up) = (BTreeMap::new(), None);
            let pieces = Pieces { wakers, open: count, outcomes, given_up };
            *state = State::InPieces(Box::new(pieces));
        }
    }

    /// Fails all that has no outcome yet.
    pub(crate) fn give_up(&self, error: &Error) {
        let mut state = self.0.state.lock();
        let wakers = match &mut *state {
            State::Open(wakers) => {
                let wakers = std::mem::take(wakers);
                *state = State::Settled(Err(error.clone()));
                wakers
            }
            State::Settled(_) => return,
            State::InPieces(pieces) => pieces.give_up(error),
        };
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }

    /// What became of the record at this place.
    pub(crate) fn poll_record(
        &self,
        index: i32,
        context: &Context<'_>,
    ) -> Poll<Result<RecordWritten>> {
        self.poll(context, |state| state.of_record(index))
    }

    /// Whether all records were written; the first error, once all have their outcome.
    pub(crate) fn poll_all(&self, context: &Context<'_>) -> Poll<Result<()>> {
        self.poll(context, State::of_all)
    }

    fn poll<T>(&self, context: &Context<'_>, outcome: impl FnOnce(&State) -> Option<T>) -> Poll<T> {
        let mut state = self.0.state.lock();
        match outcome(&state) {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                state.wake_later(context.waker());
                Poll::Pending
            }
        }
    }
}

impl State {
    fn of_record(&self, index: i32) -> Option<Result<RecordWritten>> {
        match self {
            Self::Open(_) => None,
            Self::Settled(outcome) => Some(of_record(outcome, index)),
            Self::InPieces(pieces) => pieces.of_record(index),
        }
    }

    fn of_all(&self) -> Option<Result<()>> {
        match self {
            Self::Open(_) => None,
            Self::Settled(outcome) => Some(outcome.as_ref().map(drop).map_err(Error::clone)),
            Self::InPieces(pieces) => pieces.of_all(),
        }
    }

    fn wake_later(&mut self, waker: &Waker) {
        let wakers = match self {
            Self::Open(wakers) => wakers,
            Self::InPieces(pieces) => &mut pieces.wakers,
            Self::Settled(_) => return,
        };
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Pieces {
    /// Returns whom to wake: those who wait for a record of another piece come back.
    fn settle(&mut self, first: i32, count: i32, outcome: Result<BatchWritten>) -> Vec<Waker> {
        if self.given_up.is_some() {
            return Vec::new();
        }
        self.outcomes.insert(first, (count, outcome));
        self.open -= count;
        std::mem::take(&mut self.wakers)
    }

    fn give_up(&mut self, error: &Error) -> Vec<Waker> {
        if self.open > 0 && self.given_up.is_none() {
            self.given_up = Some(error.clone());
        }
        std::mem::take(&mut self.wakers)
    }

    fn of_record(&self, index: i32) -> Option<Result<RecordWritten>> {
        let piece = self.outcomes.range(..=index).next_back();
        match piece.filter(|(first, (count, _))| index - **first < *count) {
            Some((first, (_, outcome))) => Some(of_record(outcome, index - first)),
            None => self.given_up.clone().map(Err),
        }
    }

    fn of_all(&self) -> Option<Result<()>> {
        if self.open > 0 && self.given_up.is_none() {
            return None;
        }
        let mut failures = self.outcomes.values().filter_map(|(_, outcome)| outcome.as_ref().err());
        Some(match failures.next().or(self.given_up.as_ref()) {
            Some(error) => Err(error.clone()),
            None => Ok(()),
        })
    }
}

fn of_record(outcome: &Result<BatchWritten>, index: i32) -> Result<RecordWritten> {
    match outcome {
        Ok(written) => {
            Ok(RecordWritten { offset: written.offset_of(index), append_time: written.append_time })
        }
        Err(error) => Err(error.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        task::Wake,
    };

    use super::*;
    use crate::ErrorKind;

    #[derive(Default)]
    struct Waiting(AtomicUsize);

    impl Wake for Waiting {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn written(base_offset: i64) -> Result<BatchWritten> {
        Ok(BatchWritten { base_offset, append_time: None })
    }

    /// Four records, cut in two and one and one; they are settled out of order.
    #[test]
    fn pieces_wake_whoever_waits_and_settle_their_records_alone() {
        let promise = Promise::new("orders".into(), 0);
        let waiting = Arc::new(Waiting::default());
        let waker = Waker::from(waiting.clone());
        let context = Context::from_waker(&waker);
        let offset = |index| match promise.poll_record(index, &context) {
            Poll::Pending => None,
            Poll::Ready(outcome) => Some(outcome.map_or(-1, |written| written.offset)),
        };
        let woken = || waiting.0.load(Ordering::Relaxed);

        assert_eq!(offset(3), None);
        promise.cut(4);
        promise.settle(2, 1, Err(Error::new(ErrorKind::TooLarge, "produce", "too large")));
        assert_eq!((woken(), offset(2), offset(3)), (1, Some(-1), None));
        // The rest is cut again.
        promise.cut(2);
        promise.settle(3, 1, written(9));
        assert_eq!((woken(), offset(3), offset(1)), (2, Some(9), None));
        assert!(promise.poll_all(&context).is_pending());
        promise.settle(0, 2, written(5));
        assert_eq!((woken(), offset(0), offset(1), offset(3)), (3, Some(5), Some(6), Some(9)));
        let Poll::Ready(Err(error)) = promise.poll_all(&context) else { panic!("one has failed") };
        assert_eq!(error.kind(), ErrorKind::TooLarge);
    }
}
