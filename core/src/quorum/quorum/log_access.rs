//! Writing to the log as the leader, reading it, and its snapshots.

use super::{Quorum, state::State};
use crate::{
    metadata::MetadataVersion,
    model::{LeaderEpoch, Now, Offset, Timestamp},
    protocol::{
        messages::metadata::MetadataRecord,
        records::{Attributes, BATCH_OVERHEAD, BatchBuilder, NewRecord},
    },
    quorum::{
        CommittedBatch, Output, QuorumAppendError, QuorumError, SnapshotId, SnapshotReader,
        SnapshotWriter, Upto, metadata_log::READ_BYTES_MAX, snapshots::encoded,
    },
};

impl Quorum {
    /// Appends records as one batch, all or none, under `epoch`, as `level` writes them; returns the first one's offset.
    /// They are committed once the high watermark has passed them.
    ///
    /// # Errors
    /// See [`QuorumAppendError`]; nothing was appended then.
    pub fn append(
        &mut self,
        epoch: LeaderEpoch,
        records: &[MetadataRecord],
        level: MetadataVersion,
        now: Now,
        out: &mut Output,
    ) -> Result<Offset, QuorumAppendError> {
        match &self.state {
            State::Leader(leader) if leader.epoch == epoch => {}
            State::Leader(_)
            | State::Unattached { .. }
            | State::Prospective { .. }
            | State::Candidate { .. }
            | State::Follower(_)
            | State::Resigned { .. } => return Err(QuorumAppendError::NotLeader { epoch }),
        }
        if records.is_empty() {
            return Err(QuorumAppendError::Empty);
        }
        let mut builder = BatchBuilder::default();
        for record in records {
            let value = encoded(record, level).map_err(QuorumError::from)?;
            let record =
                NewRecord { timestamp: now.wall, key: None, value: Some(&value), headers: [] };
            builder
                .append(record)
                .map_err(|error| QuorumAppendError::TooLarge { bytes: error.0 })?;
            if builder.size() > READ_BYTES_MAX - BATCH_OVERHEAD {
                return Err(QuorumAppendError::TooLarge { bytes: builder.size() });
            }
        }
        let base = self.log.append_batch(builder, Attributes::default(), epoch, now)?;
        self.waiters.fire_all(&mut out.fired);
        self.finish(now, out)?;
        Ok(base)
    }

    /// Reads batches from the one that holds `from` on, a bounded number of bytes; none at the end.
    /// To read on, ask for the offset after the last one's.
    ///
    /// # Errors
    /// `OutOfRange` in [`QuorumError::Log`] if `from` is before the log's start: then the newest
    /// snapshot has it. Otherwise the log cannot be read.
    pub fn read(
        &mut self,
        from: Offset,
        upto: Upto,
        bytes_max: usize,
    ) -> Result<Vec<CommittedBatch>, QuorumError> {
        self.log.read(from, upto, bytes_max)
    }

    /// Epoch of the record at `offset`; `None` if the log does not have it any more.
    #[must_use]
    pub fn epoch_at(&self, offset: Offset) -> Option<LeaderEpoch> {
        (offset >= self.log.start() && offset < self.log.end())
            .then(|| self.log.epoch_at(offset))
            .flatten()
    }

    /// About how many bytes of the log are before `end` and in no snapshot: records are taken to be of one size.
    #[must_use]
    pub fn bytes_since_snapshot(&self, end: Offset) -> u64 {
        let (start, log_end) = (self.log.start(), self.log.end());
        let from = self.log.latest_snapshot().map_or(start, |id| id.end_offset.max(start));
        let (all, since) = ((log_end - start).max(1), (end - from).max(0));
        (u128::from(self.log.log.size()) * since as u128 / all as u128) as u64
    }

    /// The newest snapshot.
    #[must_use]
    pub fn latest_snapshot(&self) -> Option<SnapshotId> {
        self.log.latest_snapshot()
    }

    /// Reads a snapshot.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn read_snapshot(&self, id: SnapshotId) -> Result<SnapshotReader, QuorumError> {
        self.log.read_snapshot(id)
    }

    /// Begins to write a snapshot of everything before `id.end_offset`; `last_append` is the
    /// timestamp of the last batch in it. `None` if there is one as new, or that is not committed,
    /// or the log does not know the offset under that epoch.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn begin_snapshot(
        &mut self,
        id: SnapshotId,
        last_append: Timestamp,
    ) -> Result<Option<SnapshotWriter>, QuorumError> {
        self.log.begin_snapshot(id, last_append)
    }

    /// Ends a snapshot: it is synced and counts from now on, and old ones go with the log before
    /// them, as the retention says.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn finish_snapshot(
        &mut self,
        writer: SnapshotWriter,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        // A newer one may have been fetched meanwhile.
        if self.log.latest_snapshot().is_none_or(|latest| latest.end_offset < writer.id.end_offset)
        {
            self.log.finish_snapshot(writer)?;
            self.log.apply_retention(now, out)?;
        }
        self.finish(now, out)
    }
}
