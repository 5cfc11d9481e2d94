//! What one answer brought of one partition: its bytes, and how far they were handed out.

use bytes::Bytes;
use ottla_core::protocol::{
    messages::fetch_response::PartitionData,
    records::{BATCH_OVERHEAD, Checksums, Codecs, FetchedBatch},
};

use crate::{
    Error, ErrorKind, RecordBatch, Result,
    engine::{
        isolation::{Isolation, Visibility},
        positions::{FetchPosition, Key},
    },
    options::IsolationLevel,
    record_batch::damaged,
};

/// Whole batches of one partition.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) key: Key,
    bytes: Bytes,
    /// Bytes when it came.
    pub(super) size: usize,
    /// The first offset that was asked for.
    first_offset: i64,
    /// What was not handed out yet begins here.
    pub(super) position: FetchPosition,
    /// What the batch that was handed out last begins with.
    last: Bytes,
    isolation: Isolation,
}

impl Chunk {
    /// The whole batches of an answer, and the position after them; `None` if there are none.
    pub(super) fn of_answer(
        key: Key,
        asked: FetchPosition,
        data: PartitionData,
        level: IsolationLevel,
    ) -> Result<Option<(Self, FetchPosition)>> {
        let Some(records) = data.records else { return Ok(None) };
        let corrupt = |error: String| Error::new(ErrorKind::Corrupt, "fetch", error);
        let bytes = records.read().map_err(|error| corrupt(error.to_string()))?;
        let (mut rest, mut next) = (bytes.clone(), asked);
        // A broker may cut the last one off.
        while let Some(batch) =
            FetchedBatch::split_off_front(&mut rest).map_err(|error| corrupt(error.to_string()))?
        {
            next = after(next, &batch);
        }
        let size = bytes.len() - rest.len();
        if size == 0 {
            return Ok(None);
        }
        let aborted = data.aborted_transactions.unwrap_or_default();
        let chunk = Self {
            key,
            bytes: bytes.slice(..size),
            size,
            first_offset: asked.offset,
            position: asked,
            last: Bytes::new(),
            isolation: Isolation::new(level, aborted),
        };
        Ok(Some((chunk, next)))
    }

    /// So many bytes of nothing.
    #[cfg(test)]
    pub(super) fn of_size(key: Key, position: FetchPosition, size: usize) -> Self {
        let (bytes, first_offset) = (Bytes::new(), position.offset);
        let isolation = Isolation::new(IsolationLevel::ReadUncommitted, Vec::new());
        Self { key, bytes, size, first_offset, position, last: Bytes::new(), isolation }
    }

    /// The next batch with records.
    pub(super) fn next_batch(
        &mut self,
        checksums: Checksums,
        codecs: &mut Codecs,
    ) -> Result<Option<RecordBatch>> {
        // All batches were found whole when they came.
        loop {
            self.last.clone_from(&self.bytes);
            let Ok(Some(batch)) = FetchedBatch::split_off_front(&mut self.bytes) else {
                return Ok(None);
            };
            if batch.last_offset().0 < self.first_offset {
                continue;
            }
            if self.visibility(&batch, checksums)? == Visibility::Hidden {
                self.position = after(self.position, &batch);
                continue;
            }
            let (topic, partition) = self.key.clone();
            let first_offset = self.first_offset;
            let opened =
                RecordBatch::open(topic, partition, &batch, first_offset, checksums, codecs)?;
            // Only now: a damaged batch must not count as handed out.
            self.position = after(self.position, &batch);
            if !opened.is_empty() {
                return Ok(Some(opened));
            }
        }
    }

    /// The batch that was handed out last is handed out again, from `offset` in it on. The position keeps the epoch of
    /// that batch, which is that of the records before `offset`.
    pub(super) fn put_back(&mut self, offset: i64) {
        self.bytes.clone_from(&self.last);
        self.first_offset = offset;
        self.position.offset = offset;
    }

    /// Whether records of a batch are shown; one that is damaged must not decide that for others.
    fn visibility(&mut self, batch: &FetchedBatch, checksums: Checksums) -> Result<Visibility> {
        match (batch, checksums) {
            (FetchedBatch::Current(batch), Checksums::Checked) => {
                batch.verify().map_err(|error| {
                    let offsets = (batch.header.base_offset, batch.header.last_offset());
                    damaged(error.to_string(), (&self.key.0, self.key.1), offsets)
                })?;
            }
            (FetchedBatch::Current(_), Checksums::Ignored) | (FetchedBatch::Legacy(_), _) => {}
        }
        Ok(match batch {
            FetchedBatch::Current(batch) => {
                self.isolation.judge(&batch.header, &batch.bytes[BATCH_OVERHEAD..])
            }
            // Transactions came with format v2. The CRCs are checked when it is opened.
            FetchedBatch::Legacy(_) => Visibility::Shown,
        })
    }
}

/// The position after a batch.
fn after(position: FetchPosition, batch: &FetchedBatch) -> FetchPosition {
    let epoch = match batch {
        FetchedBatch::Current(batch) => Some(batch.header.leader_epoch.0),
        FetchedBatch::Legacy(_) => None,
    };
    FetchPosition {
        offset: position.offset.max(batch.last_offset().0.saturating_add(1)),
        epoch: epoch.filter(|epoch| *epoch >= 0),
    }
}
