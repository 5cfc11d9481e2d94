//! A batch that a broker finds too large is cut, and its pieces are sent in its place (KIP-126): only a record that is
//! too large by itself fails. How large a batch may be is not said by the answer, so a piece has at most half the bytes
//! of what it was cut from, and is cut again if that is still too much.

use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::records::{
        BATCH_OVERHEAD, BatchBuilder, BatchHeader, BatchOverflow, Codecs, NewRecord, RecordIter,
        RecordRef,
    },
};

use super::{
    accumulator::Accumulator,
    batch::{Batch, OpenBatch, Place},
    identity::{Numbered, advanced},
};
use crate::Error;

/// Whether smaller batches would do.
pub(super) fn is_too_large(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::MessageTooLarge | ErrorCode::RecordListTooLarge)
}

impl Accumulator {
    /// Puts the pieces of a refused batch in its place, to be sent at once, or gives it up when its time is over. Returns
    /// the batch if there is nothing to cut, or nothing to be sent any more.
    pub(super) fn split(
        &mut self,
        now: Moment,
        index: usize,
        batch: Batch,
        error: &Error,
    ) -> Option<Batch> {
        if batch.count < 2 || self.transaction_failure().is_some() {
            return Some(batch);
        }
        if self.is_late(&batch, now) {
            self.retry(now, index, batch, error.clone());
            return None;
        }
        let Some(pieces) = batch.pieces(error) else { return Some(batch) };
        batch.promise.cut(batch.count);
        // Each has a header of its own.
        let memory: usize = pieces.iter().map(|piece| piece.memory).sum();
        self.memory = self.memory.saturating_sub(batch.memory) + memory;
        for piece in pieces {
            self.queues[index].requeue(piece);
        }
        if let Some(body) = batch.into_body() {
            self.spare.keep(body);
        }
        None
    }
}

impl Batch {
    /// Its records in batches of at most half its bytes, or of one record; `None` if they cannot be read again.
    ///
    /// They have its time, and the sequences that it had: what is behind it keeps its own.
    fn pieces(&self, error: &Error) -> Option<Vec<Self>> {
        let (header, body) = self.sealed_parts()?;
        let compression = header.attributes.compression()?;
        // It happens seldom, so that no codec is kept for it.
        let body = Codecs::new().decompress(compression, body).ok()?;
        let bytes_max = BATCH_OVERHEAD + body.len() / 2;
        let mut cuts = Cuts { header, bytes_max, pieces: Vec::new() };
        for record in RecordIter::new(&body, header.record_count) {
            cuts.put(record.ok()?).ok()?;
        }
        let mut first = 0;
        let pieces = cuts.pieces.into_iter().map(|builder| {
            let place = Place { record: self.place.record + first, ..self.place };
            let numbered = self.numbered.map(|numbered| Numbered {
                base_sequence: advanced(numbered.base_sequence, first),
                ..numbered
            });
            let count = builder.count();
            first += count;
            let piece = OpenBatch {
                builder,
                promise: self.promise.clone(),
                opened: self.opened,
                // Which of its records nobody watches is not known.
                unwatched: self.unwatched.min(count),
            };
            let mut piece = Self::closed(piece, place);
            (piece.failures, piece.failure) = (self.failures + 1, Some(error.clone()));
            piece.numbered = numbered;
            piece
        });
        Some(pieces.collect())
    }
}

/// The pieces of a batch as they are filled.
struct Cuts {
    header: BatchHeader,
    /// Most bytes of a piece, unless it has but one record.
    bytes_max: usize,
    pieces: Vec<BatchBuilder>,
}

impl Cuts {
    fn put(&mut self, record: RecordRef<'_>) -> Result<(), BatchOverflow> {
        let record = NewRecord {
            timestamp: self.header.timestamp_at(record.timestamp_delta),
            key: record.key,
            value: record.value,
            headers: record.headers,
        };
        let fits = |piece: &&mut BatchBuilder| piece.size_with(&record) <= self.bytes_max;
        match self.pieces.last_mut().filter(fits) {
            Some(piece) => piece.append(record).map(drop),
            None => {
                let mut piece = BatchBuilder::with_capacity(self.bytes_max);
                piece.append(record)?;
                self.pieces.push(piece);
                Ok(())
            }
        }
    }
}
