//! One partition of `__transaction_state`: the transactional ids that hash to it. The requests are methods,
//! each in a file of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use bytestring::ByteString;

use super::{Transaction, TransactionRecord, TransactionSettings, TransactionVersion};
use crate::{
    coordinator::{self, Timers},
    metadata::MetadataImage,
    model::{LeaderEpoch, Now, ProducerId, TopicPartition},
};

/// What a request comes to. Nobody waits for another here.
pub type Outcome<R> = coordinator::Outcome<R, TransactionRecord, ()>;

/// The request takes a new producer id: give one with [`TransactionShard::provide_producer_id`] and ask
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerIdWanted;

/// What is to happen without a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransactionTimer {
    /// A transaction may be open for too long.
    TimeOut(ByteString),
    /// Markers of a transaction may not all be written.
    Markers(ByteString),
    /// Ids that were idle for too long are looked for.
    Expiry,
}

/// The transactional ids of one partition of `__transaction_state`.
#[derive(Debug)]
pub struct TransactionShard {
    pub(super) settings: TransactionSettings,
    pub(super) metadata: Arc<MetadataImage>,
    /// In the markers: a partition refuses those of earlier coordinators.
    pub(super) epoch: LeaderEpoch,
    pub(super) transactions: BTreeMap<ByteString, Transaction>,
    /// Partitions that have no marker yet, of the transactions that are ending.
    pub(super) unmarked: BTreeMap<ByteString, BTreeSet<TopicPartition>>,
    /// Transactions whose markers are to be written next.
    pub(super) to_mark: BTreeSet<ByteString>,
    pub(super) timers: Timers<TransactionTimer>,
    pub(super) spare_producer_id: Option<ProducerId>,
    pub(super) wants_producer_id: bool,
}

impl TransactionShard {
    /// Without transactions, before its log is replayed. `epoch` is that of the leadership.
    #[must_use]
    pub fn new(
        settings: TransactionSettings,
        metadata: Arc<MetadataImage>,
        epoch: LeaderEpoch,
    ) -> Self {
        Self {
            settings,
            metadata,
            epoch,
            transactions: BTreeMap::new(),
            unmarked: BTreeMap::new(),
            to_mark: BTreeSet::new(),
            timers: Timers::default(),
            spare_producer_id: None,
            wants_producer_id: false,
        }
    }

    /// What is known of a transactional id.
    #[must_use]
    pub fn transaction(&self, id: &str) -> Option<&Transaction> {
        self.transactions.get(id)
    }

    /// Whether something waits for a new producer id that no request has asked for.
    #[must_use]
    pub fn wants_producer_id(&self) -> bool {
        self.wants_producer_id
    }

    /// Gives it a producer id that nobody has had.
    pub fn provide_producer_id(&mut self, id: ProducerId) {
        self.spare_producer_id = Some(id);
        self.wants_producer_id = false;
    }

    pub(super) fn take_producer_id(&mut self) -> Result<ProducerId, ProducerIdWanted> {
        self.spare_producer_id.take().ok_or(ProducerIdWanted)
    }

    /// The producer id that follows after this transaction; `NONE` while its own has epochs left.
    pub(super) fn following_producer_id(
        &mut self,
        transaction: &Transaction,
        version: TransactionVersion,
    ) -> Result<ProducerId, ProducerIdWanted> {
        if version.bumps_epochs() && transaction.is_exhausted() {
            self.take_producer_id()
        } else {
            Ok(ProducerId::NONE)
        }
    }

    /// What the cluster has.
    pub(super) fn version(&self) -> TransactionVersion {
        TransactionVersion::of(&self.metadata)
    }

    /// The record of a transactional id's next step.
    pub(super) fn set(&self, id: &ByteString, transaction: Transaction) -> TransactionRecord {
        let version = self.version().log_value_version();
        TransactionRecord::Set { id: id.clone(), transaction: Box::new(transaction), version }
    }

    /// Sees to it that the open transaction of `id` is looked at when its time is over. One that is
    /// looked for already is left: it is found to be too early then.
    pub(super) fn arm_time_out(&mut self, id: &ByteString, transaction: &Transaction, now: Now) {
        let timer = TransactionTimer::TimeOut(id.clone());
        let left = super::expire::until(transaction.times_out_at(), now);
        let at = now.monotonic + left;
        if self.timers.at(&timer).is_none_or(|armed| armed > at) {
            self.timers.arm(timer, at);
        }
    }
}
