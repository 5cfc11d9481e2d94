//! EndTxn: commits or aborts. What decides is whether the client's epoch is the one of now, the one
//! before (its answer was lost), or another. With the first protocol an epoch lasts over many
//! transactions, so a late EndTxn may end a later one (KAFKA-17754); with KIP-890 it cannot.

use bytestring::ByteString;

use super::{
    Transaction, TransactionShard, TransactionState, TransactionVersion,
    init_producer_id::NewProducer,
    shard::{Outcome, ProducerIdWanted},
};
use crate::{
    model::{ErrorCode, Now, ProducerEpoch, ProducerId},
    protocol::records::TransactionResult,
};

/// What an EndTxn asks for, in this state.
enum Asked {
    /// What is done already.
    Done,
    /// An end.
    End,
}

impl TransactionShard {
    /// Ends the open transaction. The answer has the producer to go on with; with the first protocol
    /// that is of no use to a client.
    ///
    /// # Errors
    /// It takes a new producer id.
    pub fn end_transaction(
        &mut self,
        id: &ByteString,
        producer: (ProducerId, ProducerEpoch),
        result: TransactionResult,
        version: TransactionVersion,
        now: Now,
    ) -> Result<Outcome<NewProducer>, ProducerIdWanted> {
        if id.is_empty() {
            return Ok(Outcome::answer(Err(ErrorCode::InvalidRequest)));
        }
        let Some(known) = self.transactions.get(id).cloned() else {
            return Ok(Outcome::answer(Err(ErrorCode::InvalidProducerIdMapping)));
        };
        let asked = if version.bumps_epochs() {
            judge(&known, producer, result)
        } else {
            judge_first_protocol(&known, producer, result)
        };
        match asked {
            Err(code) => Ok(Outcome::answer(Err(code))),
            Ok(Asked::Done) => {
                let producer = (known.producer_id, known.producer_epoch);
                Ok(Outcome::answer(Ok(producer)))
            }
            Ok(Asked::End) => {
                let next_producer_id = self.following_producer_id(&known, version)?;
                let ending = known.ending(result, version, next_producer_id, now);
                let then = ending.completed(now);
                let producer = (then.producer_id, then.producer_epoch);
                Ok(Outcome::with_records(Ok(producer), vec![self.set(id, ending)]))
            }
        }
    }
}

fn judge_first_protocol(
    known: &Transaction,
    (producer_id, epoch): (ProducerId, ProducerEpoch),
    result: TransactionResult,
) -> Result<Asked, ErrorCode> {
    if known.producer_id != producer_id {
        return Err(ErrorCode::InvalidProducerIdMapping);
    }
    if known.producer_epoch != epoch {
        return Err(ErrorCode::ProducerFenced);
    }
    match (known.state, result) {
        (TransactionState::Ongoing, _) => Ok(Asked::End),
        (TransactionState::CompleteCommit, TransactionResult::Commit)
        | (TransactionState::CompleteAbort, TransactionResult::Abort) => Ok(Asked::Done),
        (TransactionState::PrepareCommit | TransactionState::PrepareAbort, _) => {
            Err(ErrorCode::ConcurrentTransactions)
        }
        (
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort,
            TransactionResult::Commit | TransactionResult::Abort,
        ) => Err(ErrorCode::InvalidTxnState),
    }
}

fn judge(
    known: &Transaction,
    (producer_id, epoch): (ProducerId, ProducerEpoch),
    result: TransactionResult,
) -> Result<Asked, ErrorCode> {
    // First of all: the client may have the producer id that takes over when the markers are written.
    if known.state.is_ending() {
        return Err(ErrorCode::ConcurrentTransactions);
    }
    let current = epoch == known.producer_epoch;
    // The end that was asked for has raised the epoch, and the answer was lost. An end of the first protocol
    // raises none: then the epoch is of an instance that has taken over, and a zombie must not get it.
    let has_raised = known.version.bumps_epochs();
    let again = has_raised && i32::from(known.producer_epoch.0) == i32::from(epoch.0) + 1;
    let again_with_new_producer = has_raised
        && known.previous_producer_id == producer_id
        && epoch == Transaction::EPOCH_MAX
        && known.producer_epoch == ProducerEpoch(0);
    if known.producer_id != producer_id && !again_with_new_producer {
        return Err(ErrorCode::InvalidProducerIdMapping);
    }
    let again = again || again_with_new_producer;
    let valid = match known.state {
        TransactionState::Ongoing | TransactionState::Empty => current,
        TransactionState::PrepareCommit
        | TransactionState::PrepareAbort
        | TransactionState::CompleteCommit
        | TransactionState::CompleteAbort => again || current,
    };
    if !valid {
        return Err(ErrorCode::ProducerFenced);
    }
    match (known.state, result) {
        (TransactionState::Ongoing, _) => Ok(Asked::End),
        (TransactionState::CompleteCommit, TransactionResult::Commit)
        | (TransactionState::CompleteAbort, TransactionResult::Abort)
            if again =>
        {
            Ok(Asked::Done)
        }
        // A transaction that wrote nothing may be aborted: the epoch rises all the same.
        (TransactionState::Empty, TransactionResult::Abort) => Ok(Asked::End),
        (
            TransactionState::CompleteCommit | TransactionState::CompleteAbort,
            TransactionResult::Abort,
        ) if !again => Ok(Asked::End),
        (TransactionState::PrepareCommit | TransactionState::PrepareAbort, _) => {
            Err(ErrorCode::ConcurrentTransactions)
        }
        (
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort,
            TransactionResult::Commit | TransactionResult::Abort,
        ) => Err(ErrorCode::InvalidTxnState),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use super::*;
    use crate::{
        coordinator::{Answer, Shard},
        metadata::{FEATURE_TRANSACTION_VERSION, MetadataImage},
        model::{LeaderEpoch, Moment, Offset, PartitionId, Timestamp, TopicName, TopicPartition},
        transactions::{Adding, TransactionSettings},
    };

    const NOW: Now = Now { monotonic: Moment(std::time::Duration::ZERO), wall: Timestamp(1_000) };

    struct Scene {
        shard: TransactionShard,
        id: ByteString,
    }

    impl Scene {
        fn new() -> Self {
            let mut image = MetadataImage::default();
            image.features.insert(FEATURE_TRANSACTION_VERSION.into(), 2);
            let settings = TransactionSettings::of(&Default::default());
            let mut shard = TransactionShard::new(settings, Arc::new(image), LeaderEpoch(0));
            shard.provide_producer_id(ProducerId(7));
            Self { shard, id: ByteString::from_static("orders") }
        }

        fn apply<R>(&mut self, outcome: Outcome<R>) -> R {
            for record in &outcome.records {
                self.shard.replay(Offset(0), None, record);
            }
            for markers in self.shard.take_tasks() {
                let codes = markers.partitions.iter().map(|one| (one.clone(), ErrorCode::None));
                let codes: Vec<_> = codes.collect();
                let completed = self.shard.markers_written(&markers, &codes, NOW);
                self.apply(completed);
            }
            match outcome.answer {
                Answer::Now(answer) => answer,
                Answer::Later => panic!("nobody waits"),
            }
        }

        fn init(&mut self) -> (ProducerId, ProducerEpoch) {
            let asked = self.shard.init_producer_id(&self.id.clone(), 60_000, None, NOW);
            self.apply(asked.unwrap()).unwrap()
        }

        fn add(&mut self, producer: (ProducerId, ProducerEpoch), version: TransactionVersion) {
            let topic = TopicName::new("t").unwrap();
            let partitions = BTreeSet::from([TopicPartition { topic, partition: PartitionId(0) }]);
            let adding = Adding {
                id: &self.id.clone(),
                producer_id: producer.0,
                producer_epoch: producer.1,
                partitions: &partitions,
                version,
            };
            let added = self.shard.add_partitions(&adding, NOW);
            assert_eq!(self.apply(added), ErrorCode::None);
        }

        fn end(
            &mut self,
            producer: (ProducerId, ProducerEpoch),
            version: TransactionVersion,
        ) -> NewProducer {
            let (id, abort) = (self.id.clone(), TransactionResult::Abort);
            let asked = self.shard.end_transaction(&id, producer, abort, version, NOW);
            self.apply(asked.unwrap())
        }
    }

    #[test]
    fn an_end_that_has_raised_the_epoch_is_answered_again_with_the_same() {
        let mut scene = Scene::new();
        let producer = scene.init();
        scene.add(producer, TransactionVersion::V2);
        let raised = Ok((ProducerId(7), ProducerEpoch(1)));
        assert_eq!(scene.end(producer, TransactionVersion::V2), raised);
        assert_eq!(scene.end(producer, TransactionVersion::V2), raised);
    }

    /// An instance of the first protocol takes over from one with KIP-890, and aborts a transaction: the
    /// epoch is one above that of the zombie, whose own end has not raised it.
    #[test]
    fn a_zombie_does_not_get_the_epoch_of_an_instance_of_the_first_protocol() {
        let mut scene = Scene::new();
        let zombie = scene.init();
        let producer = scene.init();
        scene.add(producer, TransactionVersion::V0);
        assert!(scene.end(producer, TransactionVersion::V0).is_ok());
        let refused = scene.end(zombie, TransactionVersion::V2);
        assert_eq!(refused, Err(ErrorCode::ProducerFenced));
    }
}
