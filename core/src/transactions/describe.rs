//! DescribeTransactions and ListTransactions.

use bytestring::ByteString;
use regex::Regex;

use super::{Transaction, TransactionShard, TransactionState, shard::Outcome};
use crate::{
    model::{ErrorCode, Now, ProducerId},
    protocol::messages::{
        describe_transactions_response::{TopicData, TransactionState as Described},
        list_transactions_response::TransactionState as Listed,
    },
};

/// Which transactional ids ListTransactions is after.
#[derive(Clone, Debug, Default)]
pub struct TransactionFilter {
    /// States, by name; empty for all.
    pub states: Vec<ByteString>,
    /// Producers; empty for all.
    pub producer_ids: Vec<ProducerId>,
    /// Those that have been open for longer, in milliseconds; negative for all.
    pub duration_ms: i64,
    /// Those whose whole id matches (KIP-1152).
    pub pattern: Option<Regex>,
}

impl TransactionFilter {
    /// The same for ids that match a pattern from end to end; an empty one takes all.
    ///
    /// # Errors
    /// If it is no regular expression.
    pub fn matching(self, pattern: &str) -> Result<Self, regex::Error> {
        if pattern.is_empty() {
            return Ok(self);
        }
        let pattern = Some(Regex::new(&format!("^(?:{pattern})$"))?);
        Ok(Self { pattern, ..self })
    }

    fn takes(&self, id: &str, transaction: &Transaction, now: Now) -> bool {
        let state = transaction.state.name();
        (self.states.is_empty() || self.states.iter().any(|name| *name == state))
            && (self.producer_ids.is_empty()
                || self.producer_ids.contains(&transaction.producer_id))
            && (self.duration_ms < 0 || now.wall - transaction.started_at > self.duration_ms)
            && self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(id))
    }
}

impl TransactionShard {
    /// Describes one transactional id.
    pub fn describe(&self, id: &ByteString) -> Outcome<Described> {
        let refused = |code: ErrorCode| {
            let (error_code, transactional_id) = (code.code(), id.clone());
            Outcome::answer(Described { error_code, transactional_id, ..Default::default() })
        };
        if id.is_empty() {
            return refused(ErrorCode::InvalidRequest);
        }
        let Some(transaction) = self.transactions.get(id) else {
            return refused(ErrorCode::TransactionalIdNotFound);
        };
        let mut topics: Vec<TopicData> = Vec::new();
        // Of a transaction that is ending, those that have no marker yet.
        let partitions = self.unmarked.get(id).unwrap_or(&transaction.partitions);
        for one in partitions {
            let name = one.topic.as_str();
            match topics.last_mut().filter(|topic| topic.topic == name) {
                Some(topic) => topic.partitions.push(one.partition.0),
                None => topics.push(TopicData {
                    topic: ByteString::from(name),
                    partitions: vec![one.partition.0],
                }),
            }
        }
        Outcome::answer(Described {
            error_code: ErrorCode::None.code(),
            transactional_id: id.clone(),
            transaction_state: ByteString::from_static(transaction.state.name()),
            transaction_timeout_ms: transaction.timeout_ms,
            transaction_start_time_ms: transaction.started_at.0,
            producer_id: transaction.producer_id.0,
            producer_epoch: transaction.producer_epoch.0,
            topics,
        })
    }

    /// Lists the transactional ids that a filter takes.
    pub fn list(&self, filter: &TransactionFilter, now: Now) -> Outcome<Vec<Listed>> {
        let taken = self.transactions.iter().filter(|(id, one)| filter.takes(id, one, now));
        let listed = taken.map(|(id, transaction)| Listed {
            transactional_id: id.clone(),
            producer_id: transaction.producer_id.0,
            transaction_state: ByteString::from_static(transaction.state.name()),
        });
        Outcome::answer(listed.collect())
    }
}

impl TransactionFilter {
    /// Names in the filter that are no state of Apache Kafka's.
    #[must_use]
    pub fn unknown_states(&self) -> Vec<ByteString> {
        let unknown = self.states.iter().filter(|name| !TransactionState::is_name(name));
        unknown.cloned().collect()
    }
}
