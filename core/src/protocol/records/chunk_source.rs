//! Records of a compressed body, decompressed a chunk at a time and thrown away behind the parser:
//! however far a body grows, checking it takes the same memory. What was decompressed can go on to
//! another codec, for topics that keep their own.

use super::{
    CodecError, RecordFault,
    compression::{Budget, LentDecoder, LentEncoder},
    source::Source,
    varint,
};

/// Why records of a compressed body cannot be read or turned around.
#[derive(Debug)]
pub(super) enum ChunkError {
    /// A record is malformed.
    Record(RecordFault),
    /// A codec failed.
    Codec(CodecError),
    /// What the other codec made of it has more than this many bytes.
    RewrittenTooLarge(usize),
}

impl From<RecordFault> for ChunkError {
    fn from(fault: RecordFault) -> Self {
        Self::Record(fault)
    }
}

impl From<CodecError> for ChunkError {
    fn from(error: CodecError) -> Self {
        Self::Codec(error)
    }
}

/// Where decompressed bytes go on to.
pub(super) struct Rewrite<'a> {
    /// `None` leaves them uncompressed.
    pub(super) encoder: Option<&'a mut LentEncoder>,
    pub(super) output: &'a mut Vec<u8>,
    /// Most bytes that the output may have.
    pub(super) bytes_max: usize,
}

impl Rewrite<'_> {
    fn take(&mut self, chunk: &[u8]) -> Result<(), ChunkError> {
        match &mut self.encoder {
            Some(encoder) => encoder.write(chunk, self.output)?,
            None => self.output.extend_from_slice(chunk),
        }
        self.check_size()
    }

    fn finish(&mut self) -> Result<(), ChunkError> {
        if let Some(encoder) = &mut self.encoder {
            encoder.finish(&[], self.output)?;
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<(), ChunkError> {
        let bytes = self.output.len();
        if bytes > self.bytes_max { Err(ChunkError::RewrittenTooLarge(bytes)) } else { Ok(()) }
    }
}

/// A body that is decompressed as it is parsed.
pub(super) struct ChunkSource<'a> {
    decoder: &'a mut LentDecoder,
    chunk: &'a mut [u8],
    /// The part of the chunk that holds decompressed bytes.
    start: usize,
    end: usize,
    /// Bytes of all chunks before this one.
    before: usize,
    budget: Budget,
    rewrite: Option<Rewrite<'a>>,
}

impl<'a> ChunkSource<'a> {
    /// Over a decoder that was started.
    pub(super) fn new(
        decoder: &'a mut LentDecoder,
        chunk: &'a mut [u8],
        budget: Budget,
        rewrite: Option<Rewrite<'a>>,
    ) -> Self {
        Self { decoder, chunk, start: 0, end: 0, before: 0, budget, rewrite }
    }

    /// Checks that nothing is left, and completes the rewriting.
    pub(super) fn finish(mut self) -> Result<(), ChunkError> {
        if self.start == self.end {
            self.refill()?;
        }
        if self.start < self.end {
            return Err(RecordFault::Trailing(self.end - self.start).into());
        }
        self.rewrite.as_mut().map_or(Ok(()), Rewrite::finish)
    }

    /// Replaces the chunk, all of which was taken; an empty one is the end.
    fn refill(&mut self) -> Result<(), ChunkError> {
        self.before += self.end;
        (self.start, self.end) = (0, 0);
        let read = self.decoder.read(self.chunk)?;
        self.budget.spend(read)?;
        self.end = read;
        match &mut self.rewrite {
            Some(rewrite) if read > 0 => rewrite.take(&self.chunk[..read]),
            _ => Ok(()),
        }
    }

    /// Gathers a varint that may lie across two chunks.
    fn varint_bytes(&mut self) -> Result<[u8; varint::VARLONG_BYTES_MAX], ChunkError> {
        let mut bytes = [0; varint::VARLONG_BYTES_MAX];
        for byte in &mut bytes {
            *byte = self.byte()?;
            if *byte < 0x80 {
                break;
            }
        }
        Ok(bytes)
    }
}

impl Source for ChunkSource<'_> {
    type Span = ();
    type Error = ChunkError;

    #[inline]
    fn position(&self) -> usize {
        self.before + self.start
    }

    #[inline]
    fn byte(&mut self) -> Result<u8, ChunkError> {
        if self.start == self.end {
            self.refill()?;
            if self.end == 0 {
                return Err(RecordFault::Truncated.into());
            }
        }
        self.start += 1;
        Ok(self.chunk[self.start - 1])
    }

    #[inline]
    fn varlong(&mut self) -> Result<i64, ChunkError> {
        let rest = &self.chunk[self.start..self.end];
        if rest.len() >= varint::VARLONG_BYTES_MAX {
            let (value, length) = varint::read_varlong(rest)?;
            self.start += length;
            return Ok(value);
        }
        Ok(varint::read_varlong(&self.varint_bytes()?)?.0)
    }

    #[inline]
    fn varint(&mut self) -> Result<i32, ChunkError> {
        let rest = &self.chunk[self.start..self.end];
        if rest.len() >= varint::VARLONG_BYTES_MAX {
            let (value, length) = varint::read_varint(rest)?;
            self.start += length;
            return Ok(value);
        }
        Ok(varint::read_varint(&self.varint_bytes()?)?.0)
    }

    #[inline]
    fn span(&mut self, length: usize) -> Result<(), ChunkError> {
        let mut left = length;
        loop {
            let skipped = left.min(self.end - self.start);
            self.start += skipped;
            left -= skipped;
            if left == 0 {
                return Ok(());
            }
            self.refill()?;
            if self.end == 0 {
                return Err(RecordFault::Truncated.into());
            }
        }
    }
}
