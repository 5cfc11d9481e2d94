//! Reading for consumers: up to the high watermark, or to the last stable offset.

use super::{error::PartitionError, partition::Partition};
use crate::{
    model::{LeaderEpoch, LogSlice, NodeId, Offset},
    storage::{
        index::AbortedTransaction,
        log::{FirstBatch, ReadEnd},
    },
};

/// What a consumer may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// Everything committed by the replicas.
    ReadUncommitted,
    /// Only what no open transaction precedes.
    ReadCommitted,
}

impl Isolation {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i8) -> Self {
        if number == 1 { Self::ReadCommitted } else { Self::ReadUncommitted }
    }
}

/// How little a read may return when there are records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtLeast {
    /// One batch, however large.
    OneBatch,
    /// Nothing: a batch that exceeds the limit waits for the next request.
    Nothing,
}

/// Which replicas may serve a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServedBy {
    /// Only the leader: the client cannot be sent elsewhere (Fetch before version 11).
    Leader,
    /// Any replica (KIP-392).
    AnyReplica,
}

/// Where a fetch starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchFrom {
    /// First offset that is wanted.
    pub offset: Offset,
    /// Most bytes that are wanted.
    pub bytes_max: usize,
    /// The partition's leader epoch as the client knows it.
    pub current_leader_epoch: LeaderEpoch,
    /// Epoch of the last record that the client has.
    pub last_fetched_epoch: LeaderEpoch,
    /// Where the log of a replica starts; `NONE` of a consumer.
    pub log_start_offset: Offset,
}

/// Where a client's log leaves the leader's (KIP-595).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diverging {
    /// The last epoch that both have.
    pub epoch: LeaderEpoch,
    /// Where that epoch ends in the leader's log.
    pub end_offset: Offset,
}

/// What a fetch found.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Whole batches; the first one holds the offset that was asked for.
    pub slices: Vec<LogSlice>,
    /// First offset that is not committed.
    pub high_watermark: Offset,
    /// First offset that `read_committed` may not see.
    pub last_stable_offset: Offset,
    /// Where the log starts.
    pub log_start_offset: Offset,
    /// For `read_committed`: the aborted transactions among the records.
    pub aborted: Option<Vec<AbortedTransaction>>,
    /// What ended the reading.
    pub end: ReadEnd,
    /// Set instead of records when the client's log diverges.
    pub diverging: Option<Diverging>,
    /// Set instead of records when another replica is nearer to the client (KIP-392).
    pub preferred_replica: Option<NodeId>,
    /// [`Partition::committed_bytes`] when this was read.
    pub committed_bytes: u64,
    /// End of the log when this was read: what a replica waits to be passed.
    pub log_end_offset: Offset,
}

impl Fetched {
    /// Bytes of the batches.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.slices.iter().map(LogSlice::len).sum()
    }
}

impl Partition {
    /// Reads batches for a consumer. A follower serves up to its own high watermark, which may be less than
    /// the consumer knows to be committed: what is beyond is not there yet.
    ///
    /// # Errors
    /// If this node may not serve, the client's epoch is stale or unknown, the offset is out of
    /// range, or the disk fails.
    pub fn fetch(
        &mut self,
        from: FetchFrom,
        at_least: AtLeast,
        isolation: Isolation,
        served_by: ServedBy,
    ) -> Result<Fetched, PartitionError> {
        match served_by {
            ServedBy::Leader => self.check_leader(from.current_leader_epoch)?,
            ServedBy::AnyReplica => self.check_epoch(from.current_leader_epoch)?,
        }
        let visible = match isolation {
            Isolation::ReadUncommitted => self.high_watermark,
            Isolation::ReadCommitted => self.last_stable_offset(),
        };
        self.read_up_to(from, at_least, isolation, visible)
    }

    pub(super) fn read_into(
        &mut self,
        fetched: &mut Fetched,
        from: FetchFrom,
        at_least: AtLeast,
        visible: Offset,
    ) -> Result<(), PartitionError> {
        let first_batch = match at_least {
            AtLeast::OneBatch => FirstBatch::Whole,
            AtLeast::Nothing => FirstBatch::WithinLimit,
        };
        let read = self.log.read(from.offset, from.bytes_max, visible, first_batch);
        let read = read.map_err(PartitionError::Log)?;
        if let (Some(aborted), Some(end)) = (&mut fetched.aborted, read.next_offset) {
            let found = self.log.aborted_transactions(from.offset, end);
            *aborted = found.map_err(PartitionError::Log)?;
        }
        (fetched.slices, fetched.end) = (read.slices, read.end);
        Ok(())
    }

    /// Reads batches for a coordinator that takes in its whole log: also those that are not committed
    /// yet, for as the leader it will see to it that they are.
    ///
    /// # Errors
    /// If this node does not lead, the offset is out of range, or the disk fails.
    pub fn read_as_coordinator(
        &mut self,
        from: Offset,
        bytes_max: usize,
    ) -> Result<Vec<LogSlice>, PartitionError> {
        self.check_leader(LeaderEpoch::NONE)?;
        let end = self.log.log_end_offset();
        let read = self.log.read(from, bytes_max, end, FirstBatch::Whole);
        Ok(read.map_err(PartitionError::Log)?.slices)
    }

    pub(super) fn divergence(&self, from: FetchFrom) -> Option<Diverging> {
        let end = self.log.end_of_epoch(from.last_fetched_epoch);
        let same = end.epoch == from.last_fetched_epoch && end.end_offset >= from.offset;
        (!same).then_some(Diverging { epoch: end.epoch, end_offset: end.end_offset })
    }
}
