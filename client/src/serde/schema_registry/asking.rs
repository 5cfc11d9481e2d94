//! Questions that are under way.

use std::{collections::BTreeMap, sync::Arc};

use parking_lot::Mutex;

use crate::Result;

/// Who asks for what is asked for already waits for that answer, be it a failure: many records wait for one schema, and
/// a registry that is away is not to keep each of them as long as the first. What was answered is not kept.
#[derive(Debug)]
pub(super) struct Asking<K>(Mutex<BTreeMap<K, Slot>>);

/// Locked by the one who asks, until there is an answer. There is none when it is unlocked if that one was dropped.
type Slot = Arc<tokio::sync::Mutex<Option<Result<()>>>>;

impl<K> Default for Asking<K> {
    fn default() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }
}

impl<K: Clone + Ord> Asking<K> {
    /// What `ask` gives, or what the one gives who asks already.
    pub(super) async fn once(&self, key: K, ask: impl Future<Output = Result<()>>) -> Result<()> {
        let slot = self.0.lock().entry(key.clone()).or_default().clone();
        let mut answer = slot.lock().await;
        if let Some(given) = &*answer {
            return given.clone();
        }
        let given = ask.await;
        *answer = Some(given.clone());
        self.0.lock().remove(&key);
        given
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures::{FutureExt, channel::oneshot, executor::block_on, future, join};

    use super::*;
    use crate::serde::unreadable;

    #[test]
    fn who_asks_meanwhile_has_the_same_answer() {
        let (asking, (done, answered), asked) =
            (Asking::default(), oneshot::channel(), Cell::new(0));
        let first = asking.once("tea", async {
            asked.set(asked.get() + 1);
            answered.await.unwrap()
        });
        let second = asking.once("tea", async { panic!("it is asked already") });
        let other = asking.once("milk", future::ready(Ok(())));
        let answering = async { done.send(Err(unreadable("gone"))).unwrap() };
        let (first, second, other, ()) = block_on(async { join!(first, second, other, answering) });
        assert!(first.is_err() && second.is_err() && other.is_ok());
        assert_eq!(asked.get(), 1);
        assert!(block_on(asking.once("tea", future::ready(Ok(())))).is_ok(), "it is asked anew");
    }

    #[test]
    fn when_the_first_is_dropped_the_next_asks() {
        let asking = Asking::default();
        let mut first = Box::pin(asking.once("tea", future::pending()));
        assert!(first.as_mut().now_or_never().is_none());
        let mut second = Box::pin(asking.once("tea", future::ready(Ok(()))));
        assert!(second.as_mut().now_or_never().is_none());
        drop(first);
        block_on(second).unwrap();
    }
}
