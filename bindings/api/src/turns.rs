//! A consumer that several tasks use: one waits for records, others seek, commit or close meanwhile.

use std::{pin::pin, task::Poll};

use futures::poll;
use tokio::sync::{Mutex, MutexGuard, Notify};

/// Gives turns. Whoever waits for records makes way for all others, for that loses nothing.
#[derive(Debug)]
pub(crate) struct Turns<C> {
    /// `None` once it was closed.
    consumer: Mutex<Option<C>>,
    make_way: Notify,
}

impl<C> Turns<C> {
    pub(crate) fn new(consumer: C) -> Self {
        Self { consumer: Mutex::new(Some(consumer)), make_way: Notify::new() }
    }

    /// A turn for something quick.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, Option<C>> {
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

    /// Waits with `wait`, which is broken off and begun again for others. `None` once it was closed.
    pub(crate) async fn waiting<T>(&self, mut wait: impl AsyncFnMut(&mut C) -> T) -> Option<T> {
        loop {
            let mut turn = self.consumer.lock().await;
            let consumer = turn.as_mut()?;
            tokio::select! {
                biased;
                found = wait(consumer) => return Some(found),
                () = self.make_way.notified() => {}
            }
        }
    }
}
