//! What appends as leader and as follower share: room in the active segment, the write, and what
//! the log knows afterwards.

use super::{AppendError, Log};
use crate::{
    model::{Now, Offset, Timestamp},
    protocol::records::{BatchHeader, EndMarker},
    storage::index::AbortedTransaction,
};

/// Who hands the batches in; says how much is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppendOrigin {
    /// A client: epochs and sequences of its producer are checked.
    Client,
    /// A coordinator of this broker: only the producer's epoch is checked.
    Coordinator,
    /// The leader of the metadata quorum: nothing is checked.
    RaftLeader,
}

/// Whether an append wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The batches are in the log.
    New,
    /// The batch was in the log already; the offsets are those of the first time (KIP-98).
    Duplicate,
}

/// What an append did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Whether it wrote.
    pub written: Written,
    /// Offset of the first record.
    pub base_offset: Offset,
    /// Offset of the last record.
    pub last_offset: Offset,
    /// The time that was stamped, for topics with `LogAppendTime`; else `Timestamp::NONE`.
    pub log_append_time: Timestamp,
    /// First offset of the log.
    pub log_start_offset: Offset,
    /// Bytes that were written.
    pub bytes: u64,
    /// Whether a segment was closed before the write: a good moment for a sync of the closed ones.
    pub rolled: bool,
}

/// A stamped batch as the log takes it in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entering {
    pub(super) header: BatchHeader,
    /// What ends a transaction, if the batch does.
    pub(super) marker: Option<EndMarker>,
}

impl Log {
    /// Rolls if there is no room for `batches`, which are stamped, and writes their `parts`.
    /// Returns whether it rolled.
    pub(super) fn write(
        &mut self,
        parts: &[&[u8]],
        batches: &[Entering],
        now: Now,
    ) -> Result<bool, AppendError> {
        let (Some(first), Some(last)) = (batches.first(), batches.last()) else {
            return Ok(false);
        };
        let (first, last) = (&first.header, &last.header);
        let size: u64 = batches.iter().map(|batch| batch.header.size as u64).sum();
        let rolled = self.roll_for(size, first, last, now)?;
        let interval = self.config.index_interval_bytes;
        let index = self.active_index();
        let (segment, place) = self.at(index);
        segment.make_ready(place)?;
        if batches.iter().any(|batch| batch.marker.is_some()) {
            segment.make_ready_for_marker(place)?;
        }
        segment.append(place, parts, batches.iter().map(|batch| &batch.header), interval)?;
        // Past the last step that can fail: a failed append leaves no trace in memory.
        for batch in batches {
            let header = &batch.header;
            if self.epochs.assign(header.leader_epoch, header.base_offset).is_made() {
                self.sync.epochs_changed();
            }
            let ended = self.producers.advance(header, batch.marker);
            if let Some(aborted) = ended.and_then(AbortedTransaction::of) {
                self.segments[index].aborted(aborted);
            }
        }
        let records = (last.last_offset() + 1) - self.log_end_offset;
        self.log_end_offset = last.last_offset() + 1;
        self.flush.appended(records, now);
        Ok(rolled)
    }
}
