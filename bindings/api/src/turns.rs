//! A consumer that several tasks use: one waits for records, others seek, commit or close meanwhile.

use std::{pin::pin, task::Poll};

use futures::poll;
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, Notify};

use crate::{
    Error, RecordBatch, Result,
    runtime::{self, Home},
};
use ottla::{ErrorKind, StopHandle};

/// Gives turns. Whoever waits for records makes way for all others, for that loses nothing.
#[derive(Debug)]
pub(crate) struct Turns<C> {
    /// `None` once it was closed.
    consumer: Mutex<Option<C>>,
    make_way: Notify,
    stop: StopHandle,
    home: Home,
}

impl<C> Turns<C> {
    pub(crate) fn new(consumer: C, stop: StopHandle) -> Self {
        let consumer = Mutex::new(Some(consumer));
        Self { consumer, make_way: Notify::new(), stop, home: Home::here() }
    }

    /// A turn for something that does not take long.
    ///
    /// # Errors
    /// `Closed`.
    pub(crate) async fn turn(&self, operation: &'static str) -> Result<MappedMutexGuard<'_, C>> {
        self.home.check(operation)?;
        let closed = || Error::of(ErrorKind::Closed, operation, "the consumer was closed");
        MutexGuard::try_map(self.queued().await, Option::as_mut).map_err(|_| closed())
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
    pub(crate) async fn next_batch(
        &self,
        mut next: impl AsyncFnMut(&mut C) -> Result<Option<ottla::RecordBatch>>,
    ) -> Result<Option<RecordBatch>> {
        self.home.check("read records")?;
        loop {
            let mut turn = self.consumer.lock().await;
            let Some(consumer) = turn.as_mut() else { return Ok(None) };
            tokio::select! {
                biased;
                found = next(consumer) => return Ok(found?.map(RecordBatch::new)),
                () = self.make_way.notified() => {}
            }
        }
    }

    pub(crate) fn wake_up(&self) {
        self.stop.wake_up();
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
        match poll!(turn.as_mut()) {
            Poll::Ready(turn) => turn,
            Poll::Pending => {
                self.make_way.notify_one();
                turn.await
            }
        }
    }
}
