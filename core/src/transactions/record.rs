//! The records of `__transaction_state`, in Apache Kafka's format.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use bytestring::ByteString;

use super::{Transaction, TransactionState, TransactionVersion};
use crate::{
    model::{PartitionId, ProducerEpoch, ProducerId, Timestamp, TopicName, TopicPartition},
    protocol::{
        codec::{DecodeError, DecodeProblem, EncodeError, Message},
        messages::{
            TransactionLogKey, TransactionLogValue,
            coordinator::framing::{decode_key, decode_value, encode_key, encode_value, key_type},
            transaction_log_value::PartitionsSchema,
        },
    },
};

/// The only type of key.
const TRANSACTION: i16 = 0;

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub enum TransactionRecord {
    /// A transactional id as it is from here on.
    Set {
        /// The id.
        id: ByteString,
        /// What is known of it.
        transaction: Box<Transaction>,
        /// Version of the value.
        version: i16,
    },
    /// The id is forgotten.
    Removed(ByteString),
    /// Of a type that is not interpreted: kept as it is.
    Other(Bytes, Option<Bytes>),
}

impl TransactionRecord {
    /// Key and value as bytes.
    ///
    /// # Errors
    /// If something is too long for its length field.
    pub fn encode(&self) -> Result<(Bytes, Option<Bytes>), EncodeError> {
        let key = |id: &ByteString| encode_key(&TransactionLogKey { transactional_id: id.clone() });
        match self {
            Self::Set { id, transaction, version } => {
                let value = encode_value(&value_of(transaction, *version), *version)?;
                Ok((key(id)?, Some(value)))
            }
            Self::Removed(id) => Ok((key(id)?, None)),
            Self::Other(key, value) => Ok((key.clone(), value.clone())),
        }
    }

    /// The record out of key and value.
    ///
    /// # Errors
    /// If its type is known and the bytes are no such record.
    pub fn decode(key: Bytes, value: Option<Bytes>) -> Result<Self, DecodeError> {
        if key_type(&key)? != TRANSACTION {
            return Ok(Self::Other(key, value));
        }
        let TransactionLogKey { transactional_id } = decode_key(key)?;
        // The record must not keep the whole batch alive that it was read from.
        let id = ByteString::from(transactional_id.to_string());
        let Some(value) = value else { return Ok(Self::Removed(id)) };
        let version = key_type(&value)?;
        let value: TransactionLogValue = decode_value(value)?;
        Ok(Self::Set { id, transaction: Box::new(transaction_of(&value)?), version })
    }
}

fn value_of(transaction: &Transaction, version: i16) -> TransactionLogValue {
    let mut topics: BTreeMap<&TopicName, Vec<i32>> = BTreeMap::new();
    for one in &transaction.partitions {
        topics.entry(&one.topic).or_default().push(one.partition.0);
    }
    let topics = topics.into_iter().map(|(topic, partition_ids)| PartitionsSchema {
        topic: ByteString::from(topic.as_str()),
        partition_ids,
    });
    let mut value = TransactionLogValue {
        producer_id: transaction.producer_id.0,
        producer_epoch: transaction.producer_epoch.0,
        transaction_timeout_ms: transaction.timeout_ms,
        transaction_status: transaction.state.id(),
        transaction_partitions: match transaction.state {
            TransactionState::Empty => None,
            TransactionState::Ongoing
            | TransactionState::PrepareCommit
            | TransactionState::PrepareAbort
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort => Some(topics.collect()),
        },
        transaction_last_update_timestamp_ms: transaction.updated_at.0,
        transaction_start_timestamp_ms: transaction.started_at.0,
        ..Default::default()
    };
    if version >= 1 {
        value.previous_producer_id = transaction.previous_producer_id.0;
        value.next_producer_id = transaction.next_producer_id.0;
        value.client_transaction_version = transaction.version.0;
    }
    value
}

fn transaction_of(value: &TransactionLogValue) -> Result<Transaction, DecodeError> {
    let state = TransactionState::from_id(value.transaction_status);
    let state = state.ok_or_else(|| wrong("transaction_status"))?;
    let mut partitions = BTreeSet::new();
    for topic in value.transaction_partitions.iter().flatten() {
        let name = TopicName::new(&topic.topic).map_err(|_| wrong("transaction_partitions"))?;
        partitions.extend(topic.partition_ids.iter().map(|partition| TopicPartition {
            topic: name.clone(),
            partition: PartitionId(*partition),
        }));
    }
    Ok(Transaction {
        producer_id: ProducerId(value.producer_id),
        previous_producer_id: ProducerId(value.previous_producer_id),
        next_producer_id: ProducerId(value.next_producer_id),
        producer_epoch: ProducerEpoch(value.producer_epoch),
        last_producer_epoch: ProducerEpoch::NONE,
        timeout_ms: value.transaction_timeout_ms,
        state,
        partitions,
        started_at: Timestamp(value.transaction_start_timestamp_ms),
        updated_at: Timestamp(value.transaction_last_update_timestamp_ms),
        version: TransactionVersion(value.client_transaction_version),
    })
}

fn wrong(field: &'static str) -> DecodeError {
    let message = TransactionLogValue::NAME;
    DecodeError { message, field, offset: 0, problem: DecodeProblem::Value }
}
