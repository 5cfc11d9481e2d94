//! AddPartitionsToTxn, and what stands for it: AddOffsetsToTxn, and Produce and TxnOffsetCommit with
//! KIP-890. No partition is written to in a transaction before the coordinator knows of it.

use std::collections::BTreeSet;

use bytestring::ByteString;

use super::{Transaction, TransactionShard, TransactionState, TransactionVersion, shard::Outcome};
use crate::model::{ErrorCode, Now, ProducerEpoch, ProducerId, TopicPartition};

/// Who adds partitions to which transaction.
#[derive(Clone, Debug)]
pub struct Adding<'a> {
    /// The transactional id.
    pub id: &'a ByteString,
    /// The client's producer id.
    pub producer_id: ProducerId,
    /// Its epoch.
    pub producer_epoch: ProducerEpoch,
    /// The partitions.
    pub partitions: &'a BTreeSet<TopicPartition>,
    /// The protocol that the client follows.
    pub version: TransactionVersion,
}

impl TransactionShard {
    /// Adds partitions to the open transaction; one begins if none is.
    pub fn add_partitions(&mut self, adding: &Adding<'_>, now: Now) -> Outcome<ErrorCode> {
        let Some(known) = self.transactions.get(adding.id) else {
            return Outcome::answer(unknown(adding.id));
        };
        if known.state.is_ending() {
            // First of all: the client may have the next producer id already.
            return Outcome::answer(ErrorCode::ConcurrentTransactions);
        }
        if let Err(code) = check_producer(known, adding) {
            return Outcome::answer(code);
        }
        let ongoing = known.state == TransactionState::Ongoing;
        if ongoing && known.partitions.is_superset(adding.partitions) {
            return Outcome::answer(ErrorCode::None);
        }
        let next = known.with_partitions(adding.partitions, adding.version, now);
        self.arm_time_out(adding.id, &next, now);
        Outcome::with_records(ErrorCode::None, vec![self.set(adding.id, next)])
    }

    /// Says of each partition whether it is in the open transaction: clients of the first protocol
    /// have added it before they write (KIP-890).
    pub fn verify_partitions(
        &self,
        adding: &Adding<'_>,
    ) -> Outcome<Vec<(TopicPartition, ErrorCode)>> {
        let checked = match self.transactions.get(adding.id) {
            None => Err(unknown(adding.id)),
            Some(known) => check_producer(known, adding).map(|()| known),
        };
        let codes = adding.partitions.iter().map(|partition| {
            let code = match &checked {
                Err(code) => *code,
                Ok(known) if known.partitions.contains(partition) => ErrorCode::None,
                Ok(_) => ErrorCode::TransactionAbortable,
            };
            (partition.clone(), code)
        });
        Outcome::answer(codes.collect())
    }
}

fn check_producer(known: &Transaction, adding: &Adding<'_>) -> Result<(), ErrorCode> {
    if known.producer_id != adding.producer_id {
        return Err(ErrorCode::InvalidProducerIdMapping);
    }
    if known.producer_epoch != adding.producer_epoch {
        return Err(ErrorCode::ProducerFenced);
    }
    if known.state.is_ending() {
        return Err(ErrorCode::ConcurrentTransactions);
    }
    Ok(())
}

fn unknown(id: &str) -> ErrorCode {
    if id.is_empty() { ErrorCode::InvalidRequest } else { ErrorCode::InvalidProducerIdMapping }
}
