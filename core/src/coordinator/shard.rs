//! What every coordinator is to the node that runs it: the state machine of one partition of an internal
//! topic. Requests are methods of each kind's own; here is what the node does with all of them alike.

use std::{fmt::Debug, sync::Arc};

use bytes::Bytes;

use super::{Caller, Outcome};
use crate::{
    metadata::{MetadataDelta, MetadataImage},
    model::{ErrorCode, LeaderEpoch, Moment, Now, Offset, ProducerId, Rng, config::BrokerEntries},
    protocol::{
        codec::{DecodeError, EncodeError},
        records::TransactionResult,
    },
};

/// What comes of something that nobody asked for.
pub type Unasked<S> = Outcome<(), <S as Shard>::Record, <S as Shard>::Released>;

/// The state machine of one partition of an internal topic.
pub trait Shard: Debug + Send + Sized + 'static {
    /// A record of its log.
    type Record;
    /// The answer to a request that had to wait.
    type Released: Debug + Send;

    /// What has to be done, outside, once what the shard has written is committed.
    type Task: Debug + Send;

    /// The topic whose partitions hold such shards.
    const TOPIC: &'static str;

    /// Without state, before its log is replayed. `epoch` is that of the leadership that it begins with.
    fn begin(
        entries: &BrokerEntries,
        metadata: Arc<MetadataImage>,
        epoch: LeaderEpoch,
        rng: Rng,
    ) -> Self;

    /// Key and value of a record.
    ///
    /// # Errors
    /// If something is too long for its length field.
    fn encode(record: &Self::Record) -> Result<(Bytes, Option<Bytes>), EncodeError>;

    /// The record out of key and value.
    ///
    /// # Errors
    /// If the bytes are no such record.
    fn decode(key: Bytes, value: Option<Bytes>) -> Result<Self::Record, DecodeError>;

    /// Takes in a record of the log: one of its own that was appended, or one that an earlier leader
    /// wrote. `producer` is that of a transactional batch.
    fn replay(&mut self, offset: Offset, producer: Option<ProducerId>, record: &Self::Record);

    /// Takes in the marker that ends a producer's transaction in this partition.
    fn replay_marker(&mut self, producer: ProducerId, result: TransactionResult);

    /// The whole log was replayed.
    #[must_use]
    fn loaded(&mut self, now: Now) -> Unasked<Self>;

    /// The coordinator moves or its log cannot be written: whoever waits is told to look again.
    #[must_use]
    fn unloaded(&mut self) -> Unasked<Self>;

    /// New metadata was committed.
    #[must_use]
    fn metadata_changed(
        &mut self,
        metadata: Arc<MetadataImage>,
        delta: &MetadataDelta,
        now: Now,
    ) -> Unasked<Self>;

    /// The broker's keys have changed.
    fn configure(&mut self, entries: &BrokerEntries);

    /// Takes what has to be done outside once all records that were replayed so far are committed.
    #[must_use]
    fn take_tasks(&mut self) -> Vec<Self::Task>;

    /// When [`Shard::fire`] has to be called.
    fn next_timeout(&self) -> Option<Moment>;

    /// Handles one timer that is due; `None` if none is. Append and replay its records before the next
    /// call.
    #[must_use]
    fn fire(&mut self, now: Now) -> Option<Unasked<Self>>;

    /// The records of `outcome` could not be appended: what memory was ahead of the log is taken
    /// back, and whoever waits for it is told `error`. The caller answers whoever asked.
    #[must_use]
    fn append_failed<R>(
        &mut self,
        outcome: Outcome<R, Self::Record, Self::Released>,
        error: ErrorCode,
        now: Now,
    ) -> Unasked<Self>;

    /// The connection of a request that waits is gone.
    fn forget(&mut self, caller: Caller);
}
