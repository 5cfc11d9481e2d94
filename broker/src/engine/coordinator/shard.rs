//! A shard as the node runs it: the state machine, the partition that it writes to, and whoever waits
//! for it.

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use ottla_core::{
    coordinator::{Answer, Caller, Outcome},
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset, ProducerEpoch, ProducerId},
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, Codecs, NewRecord, TransactionResult,
    },
    storage::{log::LeaderBatch, producers::Verified},
};
use parking_lot::Mutex;

use super::{
    ask::Coordinated,
    commit::Uncommitted,
    jobs::{Job, Queued, ShardWake},
    parked::Slot,
};
use crate::engine::{effects::Effects, node::Node, view::PartitionHandle};

/// Bytes that are left of a batch for its header and for the varints of its records.
const BATCH_MARGIN_BYTES: usize = 1_024;

/// In what batches records are written.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Writing {
    /// In one, all or none.
    Whole,
    /// In as many as it takes: each record stands for itself.
    InParts,
    /// In one, as part of a producer's transaction.
    InTransaction(TransactionalWriter),
}

/// Whose transaction records belong to.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct TransactionalWriter {
    pub(in crate::engine) producer_id: ProducerId,
    pub(in crate::engine) producer_epoch: ProducerEpoch,
    /// Whether the transaction's coordinator was asked about the partition.
    pub(in crate::engine) verified: Verified,
}

impl Writing {
    fn fields(self) -> BatchFields {
        match self {
            Self::Whole | Self::InParts => BatchFields::default(),
            Self::InTransaction(writer) => BatchFields {
                attributes: Attributes::default().transactional(),
                producer_id: writer.producer_id,
                producer_epoch: writer.producer_epoch,
                ..Default::default()
            },
        }
    }

    fn producer(self) -> Option<ProducerId> {
        match self {
            Self::Whole | Self::InParts => None,
            Self::InTransaction(writer) => Some(writer.producer_id),
        }
    }

    fn verified(self) -> Verified {
        match self {
            Self::Whole | Self::InParts => Verified::NotNeeded,
            Self::InTransaction(writer) => writer.verified,
        }
    }
}

/// The shard of one leadership of a partition.
#[derive(Debug)]
pub struct ShardHandle<S: Coordinated> {
    pub(super) partition: i32,
    pub(super) epoch: LeaderEpoch,
    pub(super) log: Arc<PartitionHandle>,
    pub(super) state: Mutex<ShardState<S>>,
    /// Has what the shard wants done go on.
    pub(super) wake: Arc<ShardWake>,
}

/// How far a shard is.
#[derive(Debug)]
pub(super) enum ShardState<S: Coordinated> {
    /// Its log is being replayed.
    Loading,
    /// It answers.
    Running(Box<RunningShard<S>>),
    /// Its leadership has ended, or its log cannot be read.
    Ended,
}

/// A shard that answers.
#[derive(Debug)]
pub(super) struct RunningShard<S: Coordinated> {
    pub(super) shard: S,
    parked: BTreeMap<Caller, Arc<Slot<S::Released>>>,
    callers: u64,
    /// End of the last records that were appended: an answer waits for their commit, for it may rest
    /// on them.
    end: Offset,
    /// What it wants done outside.
    jobs: Vec<Queued<S::Job>>,
}

impl<S: Coordinated> RunningShard<S> {
    pub(super) fn new(shard: S, end: Offset) -> Self {
        Self { shard, parked: BTreeMap::new(), callers: 0, end, jobs: Vec::new() }
    }

    pub(super) fn end(&self) -> Offset {
        self.end
    }

    pub(super) fn next_timeout(&self) -> Option<Moment> {
        self.shard.next_timeout()
    }

    /// Whether something is to be done outside.
    pub(super) fn has_jobs(&self) -> bool {
        !self.jobs.is_empty()
    }

    /// Takes what is to be done outside.
    pub(super) fn take_jobs(&mut self) -> Vec<Queued<S::Job>> {
        std::mem::take(&mut self.jobs)
    }

    /// What is not done yet.
    pub(super) fn put_back(&mut self, jobs: Vec<Queued<S::Job>>) {
        self.jobs.extend(jobs);
    }

    /// A name for a request that may have to wait.
    pub(super) fn caller(&mut self) -> Caller {
        self.callers += 1;
        Caller(self.callers)
    }

    /// Has a request wait until an outcome releases it.
    pub(super) fn park(&mut self, caller: Caller) -> Arc<Slot<S::Released>> {
        let slot = Arc::new(Slot::default());
        self.parked.insert(caller, slot.clone());
        slot
    }

    /// A request need not wait: it is answered at once.
    pub(super) fn unpark(&mut self, caller: Caller) {
        self.parked.remove(&caller);
    }

    /// The connection of a request that waits is gone.
    pub(super) fn forget(&mut self, caller: Caller) {
        if self.parked.remove(&caller).is_some() {
            self.shard.forget(caller);
        }
    }

    /// Appends and replays an outcome's records and releases whom it answers.
    ///
    /// # Errors
    /// What whoever asked is told if the records could not be appended.
    pub(super) fn carry_out<R>(
        &mut self,
        node: &Node,
        log: &Arc<PartitionHandle>,
        outcome: Outcome<R, S::Record, S::Released>,
        writing: Writing,
        now: Now,
        effects: &mut Effects,
    ) -> Result<Answer<R>, ErrorCode> {
        match self.append(node, log, &outcome.records, writing, now, effects) {
            Ok(()) => {
                self.release(outcome.released, effects);
                for task in self.shard.take_tasks() {
                    let after = Some(Uncommitted::new(log.clone(), self.end));
                    self.jobs.push(Queued { after, job: S::Job::begin(task) });
                }
                Ok(outcome.answer)
            }
            Err(code) => {
                let undone = self.shard.append_failed(outcome, code, now);
                // What it writes now is lost like the rest; the next leader begins from the log.
                self.release(undone.released, effects);
                Err(code)
            }
        }
    }

    /// A marker that ends before `end` was appended to its log.
    pub(super) fn end_transaction(
        &mut self,
        producer: ProducerId,
        result: TransactionResult,
        end: Offset,
    ) {
        self.shard.replay_marker(producer, result);
        self.end = end;
    }

    /// Answers those that wait for ever, for the leadership has ended.
    pub(super) fn end_all(&mut self, effects: &mut Effects) {
        let outcome = self.shard.unloaded();
        self.release(outcome.released, effects);
        for slot in std::mem::take(&mut self.parked).into_values() {
            slot.end(&mut effects.wakes);
        }
    }

    fn release(&mut self, released: Vec<(Caller, S::Released)>, effects: &mut Effects) {
        for (caller, response) in released {
            if let Some(slot) = self.parked.remove(&caller) {
                slot.release(response, self.end, &mut effects.wakes);
            }
        }
    }

    fn append(
        &mut self,
        node: &Node,
        log: &Arc<PartitionHandle>,
        records: &[S::Record],
        writing: Writing,
        now: Now,
        effects: &mut Effects,
    ) -> Result<(), ErrorCode> {
        if records.is_empty() {
            return Ok(());
        }
        let mut encoded = Vec::with_capacity(records.len());
        for record in records {
            let bytes = S::encode(record).map_err(|error| {
                let partition = log.id.partition.0;
                tracing::error!(topic = S::TOPIC, partition, %error, "a record cannot be written");
                ErrorCode::UnknownServerError
            })?;
            encoded.push(bytes);
        }
        let mut rest: &[(Bytes, Option<Bytes>)] = &encoded;
        let mut records = records.iter();
        while !rest.is_empty() {
            let room = log.lock().log().config().max_message_bytes;
            let taken = match writing {
                Writing::Whole | Writing::InTransaction(_) => rest.len(),
                Writing::InParts => fitting(rest, room.saturating_sub(BATCH_MARGIN_BYTES)),
            };
            let (batch, left) = rest.split_at(taken);
            self.end = append_batch(node, log, batch, writing, now, effects)?;
            let base = self.end + -(taken as i64);
            for (index, record) in records.by_ref().take(taken).enumerate() {
                self.shard.replay(base + index as i64, writing.producer(), record);
            }
            rest = left;
        }
        Ok(())
    }
}

/// How many of the records fit a batch of so many bytes; at least one.
fn fitting(records: &[(Bytes, Option<Bytes>)], room: usize) -> usize {
    /// Lengths and deltas of a record.
    const RECORD_OVERHEAD_BYTES: usize = 24;
    let mut size = 0;
    let sizes = records.iter().map(|(key, value)| {
        RECORD_OVERHEAD_BYTES + key.len() + value.as_ref().map_or(0, Bytes::len)
    });
    let fit = sizes.take_while(|bytes| {
        size += bytes;
        size <= room
    });
    fit.count().max(1)
}

fn append_batch(
    node: &Node,
    log: &Arc<PartitionHandle>,
    records: &[(Bytes, Option<Bytes>)],
    writing: Writing,
    now: Now,
    effects: &mut Effects,
) -> Result<Offset, ErrorCode> {
    let mut builder = BatchBuilder::default();
    for (key, value) in records {
        let (key, value) = (Some(&key[..]), value.as_deref());
        let record = NewRecord { timestamp: now.wall, key, value, headers: [] };
        builder.append(record).map_err(|_| ErrorCode::UnknownServerError)?;
    }
    let bytes = builder
        .finish(&writing.fields(), &mut Codecs::new())
        .expect("an uncompressed batch needs no codec that could fail");
    let batch = LeaderBatch::whole(&bytes).expect("the builder writes one whole batch");
    let batch = batch.verified(writing.verified());
    node.append_coordinated(log, batch, now, effects).map_err(coordinator_code)
}

impl Node {
    /// Appends a batch that a coordinator of this node has made. Gives the offset after it.
    ///
    /// # Errors
    /// As the partition says it.
    pub(super) fn append_coordinated(
        &self,
        log: &Arc<PartitionHandle>,
        batch: LeaderBatch<'_>,
        now: Now,
        effects: &mut Effects,
    ) -> Result<Offset, ErrorCode> {
        let records = batch.record_count();
        let mut partition = log.lock();
        let appended = partition.append_as_coordinator(batch, now, &mut effects.wakes);
        let job = match &appended {
            Ok(appended) if appended.awaited.is_some() || appended.rolled => partition.begin_sync(),
            Ok(_) | Err(_) => Ok(None),
        };
        drop(partition);
        let appended = appended.map_err(|error| {
            self.partition_failed(log, error.disk_error(), effects);
            error.code()
        })?;
        match job {
            Ok(job) => job.into_iter().for_each(|job| effects.sync_partition(log, job)),
            Err(error) => {
                self.partition_failed(log, error.disk_error(), effects);
                return Err(ErrorCode::NotLeaderOrFollower);
            }
        }
        Ok(appended.base_offset + i64::from(records))
    }
}

/// What a failed append means to a client, as Apache Kafka translates it.
fn coordinator_code(error: ErrorCode) -> ErrorCode {
    match error {
        ErrorCode::NotLeaderOrFollower
        | ErrorCode::KafkaStorageError
        | ErrorCode::FencedLeaderEpoch => ErrorCode::NotCoordinator,
        ErrorCode::NotEnoughReplicas
        | ErrorCode::NotEnoughReplicasAfterAppend
        | ErrorCode::UnknownTopicOrPartition
        | ErrorCode::RequestTimedOut => ErrorCode::CoordinatorNotAvailable,
        // Of a transaction: its client has to know.
        ErrorCode::InvalidProducerEpoch | ErrorCode::InvalidTxnState => error,
        _ => ErrorCode::UnknownServerError,
    }
}

/// The shard, if it runs.
///
/// # Errors
/// It is not loaded yet, or is no more.
pub(super) fn running<S: Coordinated>(
    state: &mut ShardState<S>,
) -> Result<&mut RunningShard<S>, ErrorCode> {
    match state {
        ShardState::Running(running) => Ok(running),
        ShardState::Loading => Err(ErrorCode::CoordinatorLoadInProgress),
        ShardState::Ended => Err(ErrorCode::NotCoordinator),
    }
}
