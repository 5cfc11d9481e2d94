//! Counts the images of a cluster, and wakes those who wait for a newer one in the order in which they began to
//! wait: a watch channel of tokio draws that order, and a simulated client does the same each time.

use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;

/// The number of the current image.
#[derive(Clone, Debug, Default)]
pub(crate) struct Generation(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    number: Mutex<u64>,
    raised: Notify,
}

impl Generation {
    pub(crate) fn number(&self) -> u64 {
        *self.0.number.lock()
    }

    /// Goes on to the next number if `change` has changed something, and tells whether it has. One change is made at
    /// a time.
    pub(crate) fn raise_if(&self, change: impl FnOnce() -> bool) -> bool {
        let mut number = self.0.number.lock();
        if !change() {
            return false;
        }
        *number += 1;
        drop(number);
        self.0.raised.notify_waiters();
        true
    }

    /// Tells of what is newer than now.
    pub(crate) fn changes(&self) -> Changes {
        Changes { seen: self.number(), generation: self.clone() }
    }
}

/// Tells of newer images.
#[derive(Debug)]
pub(crate) struct Changes {
    generation: Generation,
    seen: u64,
}

impl Changes {
    /// Waits for nothing that is there already.
    pub(crate) fn catch_up(&mut self) {
        self.seen = self.generation.number();
    }

    /// Waits until there is a newer image than the one that was told of last. Dropping the future loses nothing.
    pub(crate) async fn changed(&mut self) {
        loop {
            // Listening starts before looking, or what happens in between would be missed.
            let raised = self.generation.0.raised.notified();
            let number = self.generation.number();
            if number != self.seen {
                self.seen = number;
                return;
            }
            raised.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use tokio::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn each_newer_number_is_told_once() {
        let generation = Generation::default();
        let mut changes = generation.changes();
        assert!(changes.changed().now_or_never().is_none());
        assert!(generation.raise_if(|| true) && generation.raise_if(|| true));
        changes.changed().await;
        assert!(changes.changed().now_or_never().is_none());
        assert!(!generation.raise_if(|| false));
        assert!(changes.changed().now_or_never().is_none());
        generation.raise_if(|| true);
        changes.catch_up();
        assert!(changes.changed().now_or_never().is_none());
        assert_eq!(generation.number(), 3);
    }

    #[tokio::test]
    async fn who_waits_first_is_woken_first() {
        let generation = Generation::default();
        let (told, mut woken) = mpsc::unbounded_channel();
        for waiter in 0..20 {
            let (mut changes, told) = (generation.changes(), told.clone());
            tokio::spawn(async move {
                changes.changed().await;
                told.send(waiter).unwrap();
            });
        }
        drop(told);
        tokio::task::yield_now().await;
        generation.raise_if(|| true);
        for waiter in 0..20 {
            assert_eq!(woken.recv().await, Some(waiter));
        }
    }
}
