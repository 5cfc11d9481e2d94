//! Turns: what is begun first is carried out first.

use std::sync::Arc;

use futures::FutureExt;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Commits go one after the other: an older one that is tried again must not undo a newer one.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns(Arc<Mutex<()>>);

/// A turn, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _held: OwnedMutexGuard<()>,
}

impl Turns {
    /// The place in the order is taken by this call, not by the future.
    pub(super) fn next(&self) -> impl Future<Output = Turn> + Send + use<> {
        let mut turn = Box::pin(self.0.clone().lock_owned());
        let taken = (&mut turn).now_or_never();
        async move {
            let held = match taken {
                Some(held) => held,
                None => turn.await,
            };
            Turn { _held: held }
        }
    }

    /// Waits until all that was begun is done.
    pub(super) async fn settled(&self) {
        drop(self.next().await);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_taken_in_the_order_of_the_calls() {
        let turns = Turns::default();
        let first = turns.next().now_or_never().unwrap();
        let (mut second, mut third) = (Box::pin(turns.next()), Box::pin(turns.next()));
        assert!((&mut third).now_or_never().is_none());
        drop(first);
        assert!((&mut third).now_or_never().is_none());
        drop((&mut second).now_or_never().unwrap());
        assert!(third.now_or_never().is_some());
        assert!(turns.settled().now_or_never().is_some());
    }
}
