//! Reads batches after a crash and trusts nothing: lengths, checksums, offsets that rise.

use std::{io, sync::Arc};

use crate::{
    model::Offset,
    protocol::records::{BATCH_OVERHEAD, BatchHeader, EndMarker, HeaderError},
    storage::{disk::DiskFile, segment::BatchAt},
};

/// Bytes that are read at once; a larger batch is read in a piece of its own.
const BUFFER_BYTES: usize = 256 * 1024;

/// Why a batch is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// The bytes are no whole batch.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The checksum does not fit.
    #[error("its checksum is wrong")]
    Checksum,
    /// It does not follow the batch before it, or is too far from its segment's base offset.
    #[error("its offsets {base_offset} to {last_offset} do not follow {expected}")]
    Offsets {
        /// Its base offset.
        base_offset: Offset,
        /// Its last offset.
        last_offset: Offset,
        /// What the base offset has to be at least.
        expected: Offset,
    },
}

/// What a step of the scan found.
#[derive(Debug)]
pub(in crate::storage) enum Verified {
    /// A batch that is whole, and the marker of a transaction if it holds one.
    Batch(BatchAt, Option<EndMarker>),
    /// Something else: here the valid part ends.
    Invalid(Invalid),
    /// The end.
    End,
}

/// The batches of a file from a position on, each read whole and checked.
#[derive(Debug)]
pub(in crate::storage) struct Verifier {
    file: Arc<dyn DiskFile>,
    position: u64,
    end: u64,
    buffer: Vec<u8>,
    buffer_start: u64,
}

impl Verifier {
    pub(in crate::storage) fn new(file: Arc<dyn DiskFile>, position: u64, end: u64) -> Self {
        Self { file, position, end, buffer: Vec::new(), buffer_start: position }
    }

    /// Where the next batch starts.
    pub(in crate::storage) fn position(&self) -> u64 {
        self.position
    }

    /// The bytes of the batch that was returned last.
    pub(in crate::storage) fn bytes(&self, batch: &BatchAt) -> &[u8] {
        let start = (batch.position - self.buffer_start) as usize;
        &self.buffer[start..start + batch.header.size]
    }

    pub(in crate::storage) fn next_batch(&mut self) -> io::Result<Verified> {
        let left = self.end.saturating_sub(self.position);
        if left == 0 {
            return Ok(Verified::End);
        }
        let position = self.position;
        let bytes = self
            .bytes_at(left.min(BUFFER_BYTES as u64) as usize, BATCH_OVERHEAD.min(left as usize))?;
        let header = match BatchHeader::parse(bytes) {
            Ok(header) => header,
            Err(error) => return Ok(Verified::Invalid(error.into())),
        };
        if header.size as u64 > left {
            let available = usize::try_from(left).unwrap_or(usize::MAX);
            let error = HeaderError::Truncated { needed: header.size, available };
            return Ok(Verified::Invalid(error.into()));
        }
        // The length was checked against the file: it cannot claim more memory than there is data.
        let bytes = self.bytes_at(header.size.max(BUFFER_BYTES).min(left as usize), header.size)?;
        if !header.crc_matches(bytes) {
            return Ok(Verified::Invalid(Invalid::Checksum));
        }
        let marker = EndMarker::of_batch(&header, &bytes[BATCH_OVERHEAD..header.size]);
        self.position += header.size as u64;
        Ok(Verified::Batch(BatchAt { position, header }, marker))
    }

    /// At least `needed` bytes from the position on; if they are not there, it holds `wanted` afterwards.
    /// What is there of them is kept: a batch lies across the end of almost every read.
    fn bytes_at(&mut self, wanted: usize, needed: usize) -> io::Result<&[u8]> {
        let skip = (self.position - self.buffer_start) as usize;
        let kept = self.buffer.len() - skip;
        if needed <= kept {
            return Ok(&self.buffer[skip..]);
        }
        self.buffer.copy_within(skip.., 0);
        self.buffer.resize(wanted, 0);
        self.buffer_start = self.position;
        self.file.read_exact_at(self.position + kept as u64, &mut self.buffer[kept..])?;
        Ok(&self.buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Timestamp,
        protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
        storage::disk::{Disk, MemoryDisk},
    };

    fn batch(bytes: usize) -> Vec<u8> {
        let value = vec![bytes as u8; bytes];
        let mut builder = BatchBuilder::default();
        let timestamp = Timestamp(1_000);
        builder
            .append(NewRecord { timestamp, key: None, value: Some(&value), headers: [] })
            .unwrap();
        builder.finish(&BatchFields::default(), &mut Codecs::new()).unwrap().to_vec()
    }

    #[test]
    fn batches_across_the_ends_of_reads_are_found_whole_and_so_are_those_larger_than_a_read() {
        let sizes = [1, 100_003, BUFFER_BYTES - 90, 70, 3 * BUFFER_BYTES, 30_000, 200_000, 60_000];
        let file = MemoryDisk::new().create("log").unwrap();
        let mut position = 0;
        let written: Vec<_> = sizes.into_iter().cycle().take(40).map(batch).collect();
        for bytes in &written {
            file.write_at(position, &[bytes]).unwrap();
            position += bytes.len() as u64;
        }

        let mut verifier = Verifier::new(file, 0, position);
        for bytes in &written {
            let Verified::Batch(batch, None) = verifier.next_batch().unwrap() else { panic!() };
            assert!(verifier.bytes(&batch) == bytes, "the batch at {}", batch.position);
        }
        assert!(matches!(verifier.next_batch().unwrap(), Verified::End));
    }
}
