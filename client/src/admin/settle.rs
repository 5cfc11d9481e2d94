//! Brings every item of a call to an outcome: what has to be tried again is, without the items that are done.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use futures::future::join_all;
use ottla_core::model::ErrorCode;

use super::{
    Admin,
    call::{Retrying, late},
    per_item::PerItem,
};
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{Cluster, is_passing},
};

/// What brokers said of items.
pub(super) type Answers<K, T> = BTreeMap<K, Result<T>>;

/// Adds to an error which item it is about.
type Named<K> = Box<dyn Fn(Error, &K) -> Error + Send + Sync>;

/// Says what is wrong with an item that nobody has to be asked about.
type Judge<K, V> = Box<dyn Fn(&K, &V) -> Result<()> + Send + Sync>;

/// Whether an attempt before may have been carried out unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// There was none, or all were answered.
    Answered,
    /// The answer to one was lost.
    Lost,
}

/// The items of a call.
pub(super) struct Items<K, V> {
    admin: Admin,
    operation: &'static str,
    items: Vec<(K, V)>,
    named: Named<K>,
    judge: Judge<K, V>,
}

impl Admin {
    pub(super) fn items<K, V>(
        &self,
        operation: &'static str,
        items: impl IntoIterator<Item = (K, V)>,
        named: impl Fn(Error, &K) -> Error + Send + Sync + 'static,
    ) -> Items<K, V> {
        let items = items.into_iter().collect();
        let judge = Box::new(|_: &K, _: &V| Ok(()));
        Items { admin: self.clone(), operation, items, named: Box::new(named), judge }
    }
}

impl<K, V> Items<K, V>
where
    K: Ord + Clone + Send + Sync + 'static,
    V: Clone + PartialEq + Send + Sync + 'static,
{
    /// The same items, of which those that cannot be are refused here. Brokers would take some of them for something
    /// else, or fail for all.
    pub(super) fn judged(
        mut self,
        judge: impl Fn(&K, &V) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        self.judge = Box::new(judge);
        self
    }

    /// The call whose attempts ask for the items that are not done.
    pub(super) fn settle<T, F>(
        self,
        attempt: impl Fn(Arc<Cluster>, BTreeMap<K, V>, Earlier) -> F + Send + 'static,
    ) -> PerItem<K, T>
    where
        T: Send + 'static,
        F: Future<Output = Result<Answers<K, T>>> + Send + 'static,
    {
        PerItem::new(self.settled(attempt))
    }

    /// The same, as a part of a call.
    pub(super) async fn settled<T, F>(
        self,
        attempt: impl Fn(Arc<Cluster>, BTreeMap<K, V>, Earlier) -> F + Send,
    ) -> Vec<(K, Result<T>)>
    where
        T: Send + 'static,
        F: Future<Output = Result<Answers<K, T>>> + Send + 'static,
    {
        let (mut pending, mut done) = (BTreeMap::new(), BTreeMap::new());
        let mut order = Vec::with_capacity(self.items.len());
        for (item, value) in self.items {
            if done.contains_key(&item) {
                continue;
            }
            if let Some(known) = pending.get(&item) {
                if *known != value {
                    pending.remove(&item);
                    done.insert(item, Err(contradicted(self.operation)));
                }
                continue;
            }
            order.push(item.clone());
            match (self.judge)(&item, &value) {
                Ok(()) => drop(pending.insert(item, value)),
                Err(error) => drop(done.insert(item, Err(error))),
            }
        }
        let mut passing = BTreeMap::new();
        let mut earlier = Earlier::Answered;
        let Admin { cluster, limit } = &self.admin;
        let mut retrying = Retrying::within(cluster, self.operation, *limit);
        while !pending.is_empty() {
            let asking = attempt(cluster.clone(), pending.clone(), earlier);
            let round = async {
                let answers = asking.await.inspect_err(|error| earlier = earlier.after(error))?;
                sort(self.operation, answers, &mut pending, &mut done, &mut passing)
            };
            if let Some(Err(failure)) = retrying.outcome(round).await {
                give_up(*limit, &failure, &pending, &mut done, &passing);
                break;
            }
        }
        let outcome = |item: K| {
            let outcome = done.remove(&item)?;
            let outcome =
                outcome.map_err(|error| (self.named)(error.during(self.operation), &item));
            Some((item, outcome))
        };
        order.into_iter().filter_map(outcome).collect()
    }
}

impl Earlier {
    fn after(self, error: &Error) -> Self {
        match error.code() {
            // A request that took the controller too long may still be carried out.
            None | Some(ErrorCode::RequestTimedOut) => Self::Lost,
            Some(_) => self,
        }
    }
}

/// Takes answers in. Fails with an error that passes while items are left.
fn sort<K: Ord + Clone, V, T>(
    operation: &'static str,
    mut answers: Answers<K, T>,
    pending: &mut BTreeMap<K, V>,
    done: &mut Answers<K, T>,
    passing: &mut BTreeMap<K, Error>,
) -> Result<()> {
    let mut again = None;
    let asked: Vec<K> = pending.keys().cloned().collect();
    for item in asked {
        let answer = answers.remove(&item).unwrap_or_else(|| Err(left_out(operation)));
        match answer {
            Err(error) if is_passing(&error) => {
                passing.insert(item, error.clone());
                again.get_or_insert(error);
            }
            outcome => {
                pending.remove(&item);
                done.insert(item, outcome);
            }
        }
    }
    again.map_or(Ok(()), Err)
}

/// Gives each item that is left the reason for which it is.
fn give_up<K: Ord + Clone, V, T>(
    limit: Duration,
    failure: &Error,
    pending: &BTreeMap<K, V>,
    done: &mut Answers<K, T>,
    passing: &BTreeMap<K, Error>,
) {
    for item in pending.keys() {
        let own = passing.get(item).cloned();
        let error = match own {
            // It has not come into being in all that time.
            Some(own) if own.kind() == ErrorKind::UnknownTopic => own.fatal(),
            Some(own) if failure.kind() == ErrorKind::TimedOut => {
                late(own.operation(), limit, Some(own.clone()))
            }
            Some(_) | None => failure.clone(),
        };
        done.insert(item.clone(), Err(error));
    }
}

fn contradicted(operation: &'static str) -> Error {
    let message = "it is named more than once, and with something else each time: name it once";
    Error::new(ErrorKind::InvalidInput, operation, message)
}

pub(super) fn left_out(operation: &'static str) -> Error {
    Error::new(ErrorKind::Corrupt, operation, "the broker's answer leaves it out")
}

/// Asks several brokers at once, each for its items. One that fails says nothing of the others' items.
pub(super) async fn sharded<S, K, V, T, F>(
    shards: BTreeMap<S, BTreeMap<K, V>>,
    ask: impl Fn(S, BTreeMap<K, V>) -> F,
) -> Answers<K, T>
where
    K: Ord + Clone,
    F: Future<Output = Result<Answers<K, T>>>,
{
    let asking = shards.into_iter().map(|(shard, items)| {
        let keys: Vec<K> = items.keys().cloned().collect();
        let asked = ask(shard, items);
        async move {
            match asked.await {
                Ok(answers) => answers,
                Err(error) => keys.into_iter().map(|key| (key, Err(error.clone()))).collect(),
            }
        }
    });
    join_all(asking).await.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(code: ErrorCode) -> Error {
        Error::from_code("test", code, None)
    }

    #[test]
    fn what_passes_is_asked_again_and_what_is_left_out_is_corrupt() {
        let mut pending = BTreeMap::from([("a", ()), ("b", ()), ("c", ()), ("d", ())]);
        let (mut done, mut passing) = (BTreeMap::new(), BTreeMap::new());
        let answers = BTreeMap::from([
            ("a", Ok(1)),
            ("b", Err(code(ErrorCode::NotController))),
            ("c", Err(code(ErrorCode::InvalidConfig))),
        ]);
        let again = sort("test", answers, &mut pending, &mut done, &mut passing).unwrap_err();
        assert_eq!(again.code(), Some(ErrorCode::NotController));
        assert_eq!(pending.keys().collect::<Vec<_>>(), [&"b"]);
        assert_eq!(done["a"].as_ref().unwrap(), &1);
        assert_eq!(done["c"].as_ref().unwrap_err().kind(), ErrorKind::InvalidInput);
        assert_eq!(done["d"].as_ref().unwrap_err().kind(), ErrorKind::Corrupt);
        let answers = BTreeMap::from([("b", Ok(2))]);
        sort("test", answers, &mut pending, &mut done, &mut passing).unwrap();
        assert!(pending.is_empty());
    }

    #[test]
    fn an_attempt_without_an_answer_may_have_been_carried_out() {
        let unreachable = Error::new(ErrorKind::Unreachable, "test", "gone");
        assert_eq!(Earlier::Answered.after(&unreachable), Earlier::Lost);
        assert_eq!(Earlier::Answered.after(&code(ErrorCode::NotController)), Earlier::Answered);
        assert_eq!(Earlier::Lost.after(&code(ErrorCode::NotController)), Earlier::Lost);
    }

    #[test]
    fn a_broker_that_fails_fails_its_own_items_only() {
        let shards = BTreeMap::from([
            (1, BTreeMap::from([("a", ()), ("b", ())])),
            (2, BTreeMap::from([("c", ())])),
        ]);
        let ask = |node, items: BTreeMap<&'static str, ()>| async move {
            match node {
                1 => Err(code(ErrorCode::NotController)),
                _ => Ok(items.into_keys().map(|key| (key, Ok(()))).collect()),
            }
        };
        let answers = futures::executor::block_on(sharded(shards, ask));
        assert!(answers["a"].is_err() && answers["b"].is_err() && answers["c"].is_ok());
    }
}
