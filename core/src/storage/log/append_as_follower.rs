//! Appends what the leader sent, as it is: offsets and epochs are given.

use super::{AppendError, Appended, Log, Written, append::Entering};
use crate::{
    model::{Now, Offset, Timestamp},
    protocol::records::{BATCH_OVERHEAD, BatchHeader, EndMarker, HeaderError},
};

impl Log {
    /// Appends whole batches with the offsets and epochs that they carry. A cut-off batch at the
    /// end, which a fetch may leave, is ignored. Offsets must rise; a gap is allowed, since
    /// compaction leaves some. `None` if there is not one whole batch.
    ///
    /// # Errors
    /// See [`AppendError`]; nothing was appended then.
    pub fn append_as_follower(
        &mut self,
        bytes: &[u8],
        now: Now,
    ) -> Result<Option<Appended>, AppendError> {
        let (batches, whole) = whole_batches(bytes)?;
        let mut next = self.log_end_offset;
        for Entering { header, .. } in &batches {
            if header.base_offset < next || header.last_offset_delta < 0 {
                let offset = header.base_offset;
                return Err(AppendError::OffsetsOutOfOrder { offset, expected: next });
            }
            next = header.last_offset() + 1;
        }
        let Some(first) = batches.first().copied() else { return Ok(None) };
        // A batch that is larger than a segment may be has one of its own, as the leader had.
        let mut rolled = false;
        let mut rest = &bytes[..whole];
        let mut from = 0;
        while from < batches.len() {
            let mut size = batches[from].header.size;
            let mut to = from + 1;
            while to < batches.len()
                && (size + batches[to].header.size) as u64 <= self.config.segment_bytes
            {
                size += batches[to].header.size;
                to += 1;
            }
            let (part, left) = rest.split_at(size);
            rolled |= self.write(&[part], &batches[from..to], now)?;
            (rest, from) = (left, to);
        }
        Ok(Some(Appended {
            written: Written::New,
            base_offset: first.header.base_offset,
            last_offset: self.log_end_offset + -1,
            log_append_time: Timestamp::NONE,
            log_start_offset: self.log_start_offset,
            bytes: whole as u64,
            rolled,
        }))
    }

    /// The offset that the next batch of the leader is expected to have.
    #[must_use]
    pub fn fetch_offset(&self) -> Offset {
        self.log_end_offset
    }
}

fn whole_batches(bytes: &[u8]) -> Result<(Vec<Entering>, usize), AppendError> {
    let mut batches = Vec::new();
    let mut position = 0;
    while position < bytes.len() {
        let batch = &bytes[position..];
        let header = match BatchHeader::parse_whole(batch) {
            Ok(header) => header,
            Err(HeaderError::Truncated { .. }) => break,
            Err(error) => return Err(AppendError::NotABatch { position, error }),
        };
        if !header.crc_matches(batch) {
            let base_offset = header.base_offset;
            return Err(AppendError::Checksum { base_offset, position });
        }
        let marker = EndMarker::of_batch(&header, &batch[BATCH_OVERHEAD..header.size]);
        batches.push(Entering { header, marker });
        position += header.size;
    }
    Ok((batches, position))
}
