//! A consumer that several tasks use: one waits for records, others seek, commit or close meanwhile.

use std::{
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
};

use futures::poll;
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, Notify};

use crate::{
    Error, Result,
    runtime::{self, Home},
    unread::{Span, TakeBack, Unread},
};
use ottla::{ErrorKind, StopHandle};

/// Gives turns. Whoever waits for records makes way for all others, for that loses nothing.
#[derive(Debug)]
pub(crate) struct Turns<C, S = StopHandle> {
    /// `None` once it was closed.
    consumer: Mutex<Option<C>>,
    make_way: Notify,
    /// Whether somebody has the consumer who makes way for nobody.
    alone: AtomicBool,
    /// Whether somebody has the consumer who waits for the listener.
    listening: AtomicBool,
    /// What was read and came to nobody: before the next turn the consumer takes it back.
    unread: Unread,
    stop: S,
    home: Home,
}

/// Ends a loop over a consumer.
pub(crate) trait Stop {
    /// Has `next_batch` give `None` from now on.
    fn stop(&self);
}

impl Stop for StopHandle {
    fn stop(&self) {
        Self::stop(self);
    }
}

impl<C> Turns<C> {
    pub(crate) fn wake_up(&self) {
        self.stop.wake_up();
    }
}

impl<C: TakeBack, S: Stop> Turns<C, S> {
    pub(crate) fn new(consumer: C, stop: S) -> Self {
        let (consumer, make_way) = (Mutex::new(Some(consumer)), Notify::new());
        let (alone, listening) = (AtomicBool::new(false), AtomicBool::new(false));
        let (unread, home) = (Unread::default(), Home::here());
        Self { consumer, make_way, alone, listening, unread, stop, home }
    }

    /// What `next` has found, and nobody could be given.
    pub(crate) fn give_back(&self, spans: impl IntoIterator<Item = Span>) {
        self.unread.push(spans);
    }

    /// A turn for something that does not take long.
    ///
    /// # Errors
    /// `Closed`; `InvalidInput` while somebody has the consumer alone, or waits for the listener.
    pub(crate) async fn turn(&self, operation: &'static str) -> Result<MappedMutexGuard<'_, C>> {
        self.home.check(operation)?;
        self.check_shared(operation)?;
        if self.listening.load(Ordering::SeqCst) {
            return Err(unheard(operation));
        }
        let closed = || Error::of(ErrorKind::Closed, operation, "the consumer was closed");
        MutexGuard::try_map(self.queued().await, Option::as_mut).map_err(|_| closed())
    }

    /// A turn for something that waits for the listener. That may not wait for another turn: both would wait for ever.
    ///
    /// # Errors
    /// Those of `act`; as `turn`.
    pub(crate) async fn listening<T>(
        &self,
        operation: &'static str,
        act: impl AsyncFnOnce(&mut C) -> Result<T>,
    ) -> Result<T> {
        let mut turn = self.turn(operation).await?;
        self.listening.store(true, Ordering::SeqCst);
        let _end = Marked(&self.listening);
        act(&mut turn).await
    }

    /// A turn for something that does not wait.
    ///
    /// # Errors
    /// As `turn`.
    pub(crate) async fn with<T>(
        &self,
        operation: &'static str,
        act: impl FnOnce(&mut C) -> T,
    ) -> Result<T> {
        let mut consumer = self.turn(operation).await?;
        let _inside = runtime::runtime().enter();
        Ok(act(&mut consumer))
    }

    /// Waits for records with `next`, which is broken off and begun again for others. `None` once it
    /// was closed.
    ///
    /// # Errors
    /// Those of `next`.
    pub(crate) async fn next<T>(
        &self,
        mut next: impl AsyncFnMut(&mut C) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        self.home.check("read records")?;
        loop {
            self.check_shared("read records")?;
            let mut turn = self.consumer.lock().await;
            let Some(consumer) = turn.as_mut() else { return Ok(None) };
            self.unread.return_to(consumer);
            tokio::select! {
                biased;
                found = next(consumer) => return found,
                () = self.make_way.notified() => {}
            }
        }
    }

    /// Has the consumer for as long as `act` takes, and makes way for nobody: others are refused meanwhile, but for
    /// those who end it.
    ///
    /// # Errors
    /// Those of `act`; as `turn`.
    pub(crate) async fn alone<T>(
        &self,
        operation: &'static str,
        act: impl AsyncFnOnce(&mut C) -> Result<T>,
    ) -> Result<T> {
        let alone = Marked::alone(self.home, &self.alone, operation)?;
        let mut turn = self.queued().await;
        let closed = || Error::of(ErrorKind::Closed, operation, "the consumer was closed");
        let acting = pin!(act(turn.as_mut().ok_or_else(closed)?));
        // Of what is broken off this goes first: who hears of the end in the meantime waits for its turn, and is not refused.
        let _alone = alone;
        acting.await
    }

    fn check_shared(&self, operation: &'static str) -> Result<()> {
        match self.alone.load(Ordering::SeqCst) {
            true => Err(taken(operation)),
            false => Ok(()),
        }
    }

    /// Ends loops, and gives the consumer to whoever closes it; `None` the second time.
    ///
    /// # Errors
    /// `Closed` in another process.
    pub(crate) async fn end(&self) -> Result<Option<C>> {
        self.home.check("close the consumer")?;
        self.stop.stop();
        Ok(self.queued().await.take())
    }

    async fn queued(&self) -> MutexGuard<'_, Option<C>> {
        let mut turn = pin!(self.consumer.lock());
        // It stands in the queue before the one who waits for records hears of it.
        let mut turn = match poll!(turn.as_mut()) {
            Poll::Ready(turn) => turn,
            Poll::Pending => {
                self.make_way.notify_one();
                turn.await
            }
        };
        if let Some(consumer) = turn.as_mut() {
            self.unread.return_to(consumer);
        }
        turn
    }
}

/// A mark that is there as long as this.
struct Marked<'a>(&'a AtomicBool);

impl<'a> Marked<'a> {
    /// Marks that somebody has the consumer alone.
    fn alone(home: Home, alone: &'a AtomicBool, operation: &'static str) -> Result<Self> {
        home.check(operation)?;
        match alone.swap(true, Ordering::SeqCst) {
            true => Err(taken(operation)),
            false => Ok(Self(alone)),
        }
    }
}

impl Drop for Marked<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

fn taken(operation: &'static str) -> Error {
    let message =
        "`process` has the consumer: until it has ended, only `wake_up` and `close` can be called";
    Error::of(ErrorKind::InvalidInput, operation, message)
}

fn unheard(operation: &'static str) -> Error {
    let message = "the consumer leaves its group, and its listener is waited for: do this before `unsubscribe`";
    Error::of(ErrorKind::InvalidInput, operation, message)
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, future::pending};

    use futures::FutureExt;

    use super::*;

    struct Nobody;

    impl Stop for Nobody {
        fn stop(&self) {}
    }

    struct Nowhere;

    impl TakeBack for Nowhere {
        fn take_back(&mut self, _: &Span) {}
    }

    /// Somebody who wants a turn when what has the consumer alone is broken off.
    struct Hears<'a> {
        turns: &'a Turns<Nowhere, Nobody>,
        may_come: &'a Cell<bool>,
    }

    impl Drop for Hears<'_> {
        fn drop(&mut self) {
            self.may_come.set(self.turns.check_shared("commit").is_ok());
        }
    }

    #[test]
    fn whoever_hears_that_it_is_broken_off_is_not_refused() {
        let (turns, may_come) = (Turns::new(Nowhere, Nobody), Cell::new(false));
        let hears = Hears { turns: &turns, may_come: &may_come };
        let running = turns.alone("process records", async move |_: &mut Nowhere| {
            let _hears = hears;
            pending::<Result<()>>().await
        });
        assert!(running.now_or_never().is_none(), "it goes on until it is broken off");
        assert!(may_come.get());
    }
    #[test]
    fn a_listener_that_is_waited_for_gets_no_turn() {
        let turns = Turns::new(Nowhere, Nobody);
        let refused = Cell::new(None);
        let listened = turns.listening("unsubscribe", async |_: &mut Nowhere| {
            refused.set(turns.turn("commit").await.err());
            Ok(())
        });
        listened.now_or_never().expect("nobody waits").unwrap();
        assert!(refused.take().is_some_and(|error| error.kind() == ErrorKind::InvalidInput));
        assert!(turns.turn("commit").now_or_never().expect("nobody waits").is_ok());
    }
}
