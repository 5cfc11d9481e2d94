//! The bytes of a file in memory. Appended bytes are copied once, into chunks that grow with the
//! file; they are read as `Bytes` that share the chunk. Only the unfrozen tail, a few KiB at
//! most, is copied when it is read.

use std::io;

use bytes::{Bytes, BytesMut};

use crate::model::LogSlice;

/// Smallest chunk, in bytes.
const CHUNK_BYTES_MIN: usize = 4 * 1024;
/// Largest chunk, in bytes.
const CHUNK_BYTES_MAX: usize = 1024 * 1024;
/// A chunk is at most this fraction of the bytes that are there already, so that the unused end
/// of the last chunk stays small beside the data.
const CHUNK_FRACTION: u64 = 8;
/// A tail that is shorter is copied when it is read; a longer one is frozen and shared. Freezing
/// costs about 40 bytes of bookkeeping, so it should not happen for every small batch.
const FREEZE_BYTES_MIN: usize = 16 * 1024;
/// Writes from this size on have their memory made resident by one call. In a smaller one that
/// call costs about as much as the page faults that it saves.
const PREFAULT_BYTES_MIN: usize = 16 * 1024;

#[derive(Debug)]
struct Chunk {
    /// Position in the file of the first byte.
    start: u64,
    /// Bytes that the allocation holds.
    capacity: usize,
    /// What is frozen, in order.
    pieces: Vec<Bytes>,
    /// Bytes in `pieces`.
    frozen: usize,
    /// What may still grow. Once the chunk is full it is frozen and left empty.
    tail: BytesMut,
}

impl Chunk {
    fn new(start: u64, capacity: usize) -> Self {
        let tail = BytesMut::with_capacity(capacity);
        Self { start, capacity, pieces: Vec::new(), frozen: 0, tail }
    }

    fn len(&self) -> usize {
        self.frozen + self.tail.len()
    }

    fn room(&self) -> usize {
        self.tail.capacity() - self.tail.len()
    }

    fn freeze(&mut self) {
        if !self.tail.is_empty() {
            let piece = self.tail.split().freeze();
            self.frozen += piece.len();
            self.pieces.push(piece);
        }
    }

    /// Keeps the first `length` bytes. What was frozen cannot be written over, since slices may
    /// share it, so the space behind a cut piece is given up.
    fn truncate(&mut self, length: usize) {
        if length >= self.frozen {
            self.tail.truncate(length - self.frozen);
            return;
        }
        self.tail = BytesMut::new();
        while self.frozen > length {
            let Some(last) = self.pieces.last_mut() else { break };
            let start = self.frozen - last.len();
            if start >= length {
                self.pieces.pop();
                self.frozen = start;
            } else {
                last.truncate(length - start);
                self.frozen = length;
            }
        }
    }

    /// Calls `visit` with the bytes of `from..to` of this chunk, piece by piece.
    fn gather(&mut self, from: usize, to: usize, visit: &mut dyn FnMut(Bytes)) {
        if to > self.frozen && self.tail.len() >= FREEZE_BYTES_MIN {
            self.freeze();
        }
        let mut start = 0;
        for piece in &self.pieces {
            let end = start + piece.len();
            if from < end && start < to {
                visit(piece.slice(from.max(start) - start..to.min(end) - start));
            }
            start = end;
        }
        if to > self.frozen {
            let range = from.max(self.frozen) - self.frozen..to - self.frozen;
            visit(Bytes::copy_from_slice(&self.tail[range]));
        }
    }
}

/// A growable file in memory.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    chunks: Vec<Chunk>,
    length: u64,
}

impl Chunks {
    pub(super) fn len(&self) -> u64 {
        self.length
    }

    /// Bytes that are allocated for the content.
    pub(super) fn reserved(&self) -> u64 {
        self.chunks.iter().map(|chunk| chunk.capacity as u64).sum()
    }

    pub(super) fn write_at(&mut self, position: u64, parts: &[&[u8]]) -> io::Result<()> {
        if position > self.length {
            self.extend_with_zeros(position);
        }
        let written: usize = parts.iter().map(|part| part.len()).sum();
        let end = position + written as u64;
        // Only small files are written over in the middle, so what follows is simply kept aside.
        let rest = if end < self.length { self.copy(end, self.length)? } else { Vec::new() };
        self.truncate(position);
        let mut ahead = written + rest.len();
        for part in parts.iter().copied().chain([rest.as_slice()]) {
            self.append(part, ahead);
            ahead -= part.len();
        }
        Ok(())
    }

    pub(super) fn truncate(&mut self, length: u64) {
        if length > self.length {
            self.extend_with_zeros(length);
            return;
        }
        while let Some(last) = self.chunks.last_mut() {
            if last.start >= length {
                self.chunks.pop();
            } else {
                last.truncate((length - last.start) as usize);
                break;
            }
        }
        self.length = length;
    }

    pub(super) fn slice(
        &mut self,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()> {
        self.gather(position, length, &mut |bytes| into.push(LogSlice::Memory(bytes)))
    }

    pub(super) fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        let end = self.checked_end(position, buffer.len())?;
        let first = self.chunk_at(position);
        for chunk in &self.chunks[first..] {
            if chunk.start >= end {
                break;
            }
            let mut start = chunk.start;
            for piece in chunk.pieces.iter().map(|piece| &piece[..]).chain([&chunk.tail[..]]) {
                let piece_end = start + piece.len() as u64;
                let (from, to) = (position.max(start), end.min(piece_end));
                if from < to {
                    buffer[(from - position) as usize..(to - position) as usize]
                        .copy_from_slice(&piece[(from - start) as usize..(to - start) as usize]);
                }
                start = piece_end;
            }
        }
        Ok(())
    }

    fn append(&mut self, mut bytes: &[u8], ahead: usize) {
        let mut ahead = ahead;
        while !bytes.is_empty() {
            if self.chunks.last().is_none_or(|chunk| chunk.room() == 0) {
                let capacity = self.next_capacity(ahead);
                self.chunks.push(Chunk::new(self.length, capacity));
            }
            let Some(chunk) = self.chunks.last_mut() else { return };
            let count = chunk.room().min(bytes.len());
            if count >= PREFAULT_BYTES_MIN {
                ottla_prefault::prefault(&mut chunk.tail.spare_capacity_mut()[..count]);
            }
            chunk.tail.extend_from_slice(&bytes[..count]);
            if chunk.room() == 0 {
                chunk.freeze();
                chunk.tail = BytesMut::new();
            }
            self.length += count as u64;
            ahead -= count;
            bytes = &bytes[count..];
        }
    }

    /// A power of two near an eighth of the file, or what is about to be written if that is more.
    fn next_capacity(&self, ahead: usize) -> usize {
        let grown = usize::try_from(self.length / CHUNK_FRACTION).unwrap_or(CHUNK_BYTES_MAX);
        let grown = if grown == 0 { 0 } else { 1 << grown.ilog2() };
        grown.max(ahead.next_multiple_of(CHUNK_BYTES_MIN)).clamp(CHUNK_BYTES_MIN, CHUNK_BYTES_MAX)
    }

    fn extend_with_zeros(&mut self, length: u64) {
        const ZEROS: [u8; CHUNK_BYTES_MIN] = [0; CHUNK_BYTES_MIN];
        while self.length < length {
            let count = (length - self.length).min(ZEROS.len() as u64) as usize;
            self.append(&ZEROS[..count], count);
        }
    }

    fn copy(&self, from: u64, to: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; (to - from) as usize];
        self.read_exact_at(from, &mut bytes)?;
        Ok(bytes)
    }

    fn gather(
        &mut self,
        position: u64,
        length: usize,
        visit: &mut dyn FnMut(Bytes),
    ) -> io::Result<()> {
        let end = self.checked_end(position, length)?;
        let first = self.chunk_at(position);
        for chunk in &mut self.chunks[first..] {
            if chunk.start >= end {
                break;
            }
            let from = position.saturating_sub(chunk.start) as usize;
            let to = (end - chunk.start).min(chunk.len() as u64) as usize;
            if from < to {
                chunk.gather(from, to, visit);
            }
        }
        Ok(())
    }

    fn chunk_at(&self, position: u64) -> usize {
        self.chunks.partition_point(|chunk| chunk.start <= position).saturating_sub(1)
    }

    fn checked_end(&self, position: u64, length: usize) -> io::Result<u64> {
        match position.checked_add(length as u64) {
            Some(end) if end <= self.length => Ok(end),
            Some(_) | None => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rng;

    fn content(chunks: &mut Chunks, position: u64, length: usize) -> Vec<u8> {
        let mut slices = Vec::new();
        chunks.slice(position, length, &mut slices).unwrap();
        let sliced: Vec<u8> =
            slices.iter().flat_map(|slice| slice.read().unwrap().to_vec()).collect();
        let mut read = vec![0; length];
        chunks.read_exact_at(position, &mut read).unwrap();
        assert_eq!(sliced, read);
        read
    }

    #[test]
    fn random_writes_cuts_and_reads_agree_with_a_plain_vector() {
        for seed in 0..200 {
            let mut rng = Rng::from_seed(seed);
            let mut model: Vec<u8> = Vec::new();
            let mut chunks = Chunks::default();
            for _ in 0..60 {
                match rng.below(10) {
                    0 => {
                        let length = rng.below(model.len() as u64 + 1_000);
                        model.resize(length as usize, 0);
                        chunks.truncate(length);
                    }
                    1 => {
                        let position = rng.below(model.len() as u64 + 100);
                        let bytes = vec![rng.below(256) as u8; rng.below(100) as usize];
                        let end = position as usize + bytes.len();
                        model.resize(model.len().max(end), 0);
                        model[position as usize..end].copy_from_slice(&bytes);
                        chunks.write_at(position, &[&bytes]).unwrap();
                    }
                    2..=6 => {
                        let head = vec![rng.below(256) as u8; 61];
                        let body = vec![rng.below(256) as u8; rng.below(30_000) as usize];
                        chunks.write_at(model.len() as u64, &[&head, &body]).unwrap();
                        model.extend_from_slice(&head);
                        model.extend_from_slice(&body);
                    }
                    _ => {
                        let from = rng.below(model.len() as u64 + 1) as usize;
                        let length = rng.below((model.len() - from) as u64 + 1) as usize;
                        let read = content(&mut chunks, from as u64, length);
                        assert_eq!(read, &model[from..from + length]);
                    }
                }
                assert_eq!(chunks.len(), model.len() as u64);
            }
            assert_eq!(content(&mut chunks, 0, model.len()), model);
        }
    }

    #[test]
    fn holds_at_most_a_fifth_more_than_the_data() {
        for batch_bytes in [4 * 1024, 5_000, 16 * 1024 + 1, 100_000, 1_000_001] {
            let batch = vec![7_u8; batch_bytes];
            let mut chunks = Chunks::default();
            while chunks.len() < 64 * 1024 * 1024 {
                chunks.write_at(chunks.len(), &[&batch]).unwrap();
                if chunks.len() > 256 * 1024 {
                    let bookkeeping = (chunks.chunks.len() * size_of::<Chunk>()) as u64;
                    let held = chunks.reserved() + bookkeeping;
                    assert!(held * 10 <= chunks.len() * 12, "{held} for {}", chunks.len());
                }
            }
        }
    }

    #[test]
    fn a_slice_keeps_its_bytes_when_the_file_is_cut_and_written_again() {
        let mut chunks = Chunks::default();
        chunks.write_at(0, &[&[1; 20_000]]).unwrap();
        let mut slices = Vec::new();
        chunks.slice(0, 20_000, &mut slices).unwrap();
        chunks.truncate(10);
        chunks.write_at(10, &[&[2; 20_000]]).unwrap();
        for slice in slices {
            assert!(slice.read().unwrap().iter().all(|byte| *byte == 1));
        }
    }

    #[test]
    fn a_long_tail_is_shared_and_not_copied() {
        let mut chunks = Chunks::default();
        chunks.write_at(0, &[&[1; 20_000]]).unwrap();
        let mut slices = Vec::new();
        chunks.slice(0, 20_000, &mut slices).unwrap();
        chunks.slice(0, 20_000, &mut slices).unwrap();
        let addresses: Vec<_> = slices.iter().map(|slice| slice.read().unwrap().as_ptr()).collect();
        assert_eq!(addresses[0], addresses[1]);
    }

    #[test]
    fn reading_past_the_end_is_an_error_and_not_a_panic() {
        let mut chunks = Chunks::default();
        chunks.write_at(0, &[b"abc"]).unwrap();
        assert!(chunks.read_exact_at(1, &mut [0; 3]).is_err());
        assert!(chunks.read_exact_at(u64::MAX, &mut [0; 3]).is_err());
        assert!(chunks.slice(0, 4, &mut Vec::new()).is_err());
    }
}
