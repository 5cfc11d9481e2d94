//! Answers to questions that are asked again and again.

use std::collections::BTreeMap;

use futures::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use parking_lot::Mutex;

use crate::Result;

/// Most answers that are kept: what is asked for comes from bytes, and they can name anything.
const ANSWERS_MAX: usize = 1000;

/// Answers that are kept. Who asks for what is asked for already waits for the same answer; failures are not kept.
pub(crate) struct Kept<K, V>(Mutex<BTreeMap<K, Answer<V>>>);

type Answer<V> = Shared<BoxFuture<'static, Result<V>>>;

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }
}

impl<K: Clone + Ord, V: Clone> Kept<K, V> {
    /// The answer that is kept, or what `ask` gives.
    pub(crate) async fn get(
        &self,
        key: K,
        ask: impl FnOnce() -> BoxFuture<'static, Result<V>>,
    ) -> Result<V> {
        let answer = {
            let mut kept = self.0.lock();
            if kept.len() >= ANSWERS_MAX && !kept.contains_key(&key) {
                kept.clear();
            }
            kept.entry(key.clone()).or_insert_with(|| ask().shared()).clone()
        };
        let given = answer.clone().await;
        if given.is_err() {
            let mut kept = self.0.lock();
            // Somebody may have asked again meanwhile.
            if kept.get(&key).is_some_and(|one| one.ptr_eq(&answer)) {
                kept.remove(&key);
            }
        }
        given
    }

    /// Forgets the answers to these, and to who asks for them now: those are of before.
    pub(crate) fn forget(&self, named: impl Fn(&K) -> bool) {
        self.0.lock().retain(|key, _| !named(key));
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, future, rc::Rc};

    use futures::{executor::block_on, join};
    use ottla::{Error, ErrorKind};

    use super::*;

    fn answer(text: &str) -> BoxFuture<'static, Result<String>> {
        future::ready(Ok(text.to_owned())).boxed()
    }

    fn failure() -> BoxFuture<'static, Result<String>> {
        let error = Error::of(ErrorKind::Unreachable, "ask", "nobody is there");
        future::ready(Err(error)).boxed()
    }

    #[test]
    fn what_was_answered_is_not_asked_again() {
        let kept = Kept::default();
        assert_eq!(block_on(kept.get(1, || answer("tea"))).unwrap(), "tea");
        assert_eq!(block_on(kept.get(1, || panic!("it is known"))).unwrap(), "tea");
        assert_eq!(block_on(kept.get(2, || answer("milk"))).unwrap(), "milk");
    }

    #[test]
    fn a_failure_is_not_kept() {
        let kept = Kept::default();
        assert!(block_on(kept.get(1, failure)).is_err());
        assert_eq!(block_on(kept.get(1, || answer("tea"))).unwrap(), "tea");
    }

    #[test]
    fn who_asks_meanwhile_waits_for_the_same_answer() {
        let kept = Kept::default();
        let (asked, (done, answered)) =
            (Rc::new(Cell::new(0)), futures::channel::oneshot::channel());
        let mut answered = Some(answered);
        let mut ask = || {
            asked.set(asked.get() + 1);
            let answered = answered.take().expect("it is asked once");
            async move { Ok::<String, Error>(answered.await.unwrap_or_default()) }.boxed()
        };
        let first = kept.get(1, &mut ask);
        let second = kept.get(1, || panic!("it is asked already"));
        let answering = async { done.send("tea".to_owned()).unwrap() };
        let (first, second, ()) = block_on(async { join!(first, second, answering) });
        assert_eq!((first.unwrap(), second.unwrap(), asked.get()), ("tea".into(), "tea".into(), 1));
    }

    #[test]
    fn what_is_forgotten_is_asked_again() {
        let kept = Kept::default();
        for key in [1, 2] {
            block_on(kept.get(key, || answer("tea"))).unwrap();
        }
        kept.forget(|key| *key == 1);
        assert_eq!(block_on(kept.get(1, || answer("milk"))).unwrap(), "milk");
        assert_eq!(block_on(kept.get(2, || panic!("it is known"))).unwrap(), "tea");
    }

    #[test]
    fn so_many_answers_are_kept_and_no_more() {
        let kept = Kept::default();
        for key in 0..=ANSWERS_MAX {
            block_on(kept.get(key, || answer("tea"))).unwrap();
        }
        assert_eq!(kept.0.lock().len(), 1);
    }
}
