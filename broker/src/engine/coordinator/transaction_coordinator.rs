//! Asking the transactions of a node.

use std::collections::BTreeSet;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Now, ProducerId, TopicPartition},
    transactions::{Outcome, ProducerIdWanted, TransactionShard},
};

use super::{
    ask::{Answered, Refuse},
    commit::AfterShards,
    shard::Writing,
};
use crate::engine::{
    call::Call,
    committed::AwaitCommit,
    handler::{Pending, Reply},
    node::Node,
};

/// Asks a shard of transactions; asked again if it took a new producer id.
pub(in crate::engine) type AskTransaction<R> =
    Box<dyn FnMut(&mut TransactionShard, Now) -> Result<Outcome<R>, ProducerIdWanted> + Send>;

impl Node {
    /// Asks the shard of a transactional id. The answer may go out when what it rests on is committed.
    ///
    /// # Errors
    /// The node does not coordinate the id, loads it still, or its log cannot be written.
    pub(in crate::engine) fn ask_transaction<R>(
        &self,
        call: &mut Call<'_>,
        id: &str,
        ask: impl FnOnce(&mut TransactionShard, Now) -> Outcome<R>,
    ) -> Result<Answered<R>, ErrorCode> {
        let handle = self.shard_of(id)?;
        self.ask_shard(call, &handle, Writing::Whole, ask)
    }

    /// Asks every shard that runs, for requests about all transactional ids.
    ///
    /// # Errors
    /// `CoordinatorLoadInProgress` while one is not loaded.
    pub(in crate::engine) fn ask_all_transactions<R>(
        &self,
        call: &mut Call<'_>,
        ask: impl Fn(&mut TransactionShard, Now) -> Outcome<R>,
    ) -> Result<Vec<Answered<R>>, ErrorCode> {
        self.ask_all(call, ask)
    }

    /// Answers a request with what the shard of its transactional id says, once that is committed.
    /// A new producer id is fetched where it takes one.
    pub(in crate::engine) fn reply_of_transaction<R: Send + 'static>(
        &self,
        call: &mut Call<'_>,
        id: &ByteString,
        refuse: Refuse<R>,
        ask: AskTransaction<R>,
    ) -> Reply<R> {
        let mut asking = Asking { id: id.clone(), ask, refuse, stage: Stage::Ask };
        match asking.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(asking)),
        }
    }

    /// Whether the coordinator of `id` has a partition in the open transaction, or takes it in. Gives a
    /// code for each partition, and what they rest on.
    ///
    /// # Errors
    /// `CoordinatorNotAvailable` if nobody coordinates the id, or as [`Node::ask_transaction`].
    pub(in crate::engine) fn ask_about_partitions(
        &self,
        call: &mut Call<'_>,
        id: &str,
        partitions: &BTreeSet<TopicPartition>,
        ask: impl FnOnce(&mut TransactionShard, Now) -> Outcome<Vec<(TopicPartition, ErrorCode)>>,
    ) -> Result<Answered<Vec<(TopicPartition, ErrorCode)>>, ErrorCode> {
        assert!(!partitions.is_empty(), "there is something to ask about");
        if Self::coordinating_partition::<TransactionShard>(&self.view(), id).is_none() {
            return Err(ErrorCode::CoordinatorNotAvailable);
        }
        self.ask_transaction(call, id, ask)
    }
}

/// A request to a shard of transactions on its way.
struct Asking<R> {
    id: ByteString,
    ask: AskTransaction<R>,
    refuse: Refuse<R>,
    stage: Stage<R>,
}

enum Stage<R> {
    /// The shard is to be asked.
    Ask,
    /// It takes a producer id, which has to be committed.
    ProducerId(ProducerId, AwaitCommit),
    /// It has answered.
    Answered(AfterShards<R>),
}

impl<R: Send + 'static> Asking<R> {
    /// Asks; gives what comes next.
    fn ask(&mut self, call: &mut Call<'_>) -> Result<Stage<R>, ErrorCode> {
        let node = call.node.clone();
        let handle = node.shard_of(&self.id)?;
        let asked =
            node.try_shard(call, &handle, Writing::Whole, |shard, now| (self.ask)(shard, now))?;
        match asked {
            Ok(Answered { response, commit }) => {
                let refuse = self.refuse.clone();
                Ok(Stage::Answered(AfterShards::new(response, vec![commit], refuse, call)))
            }
            Err(ProducerIdWanted) => {
                let (id, commit) = node.next_producer_id(call)?;
                Ok(Stage::ProducerId(id, commit))
            }
        }
    }

    fn provide(&mut self, call: &Call<'_>, producer_id: ProducerId) -> Result<(), ErrorCode> {
        let handle = call.node.shard_of::<TransactionShard>(&self.id)?;
        super::shard::running(&mut handle.state.lock())?.shard.provide_producer_id(producer_id);
        Ok(())
    }
}

impl<R: Send + 'static> Pending<R> for Asking<R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R> {
        loop {
            let next = match &mut self.stage {
                Stage::Ask => self.ask(call),
                Stage::ProducerId(id, commit) => {
                    let id = *id;
                    match commit.is_done(call) {
                        Ok(false) => return None,
                        Ok(true) => self.provide(call, id).map(|()| Stage::Ask),
                        // Whether the id is this broker's nobody knows.
                        Err(_) => Err(ErrorCode::CoordinatorLoadInProgress),
                    }
                }
                Stage::Answered(answered) => return answered.poll(call),
            };
            match next {
                Ok(stage) => self.stage = stage,
                Err(code) => return Some((self.refuse)(code)),
            }
        }
    }

    fn deadline(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Answered(answered) => answered.deadline(),
            Stage::Ask | Stage::ProducerId(..) => None,
        }
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        match &mut self.stage {
            Stage::Answered(answered) => answered.cancel(call),
            Stage::ProducerId(_, commit) => commit.cancel(call),
            Stage::Ask => {}
        }
    }
}
