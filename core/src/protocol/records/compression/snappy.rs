//! Snappy, read in both shapes that Kafka clients write: one plain block, and the framing of Java's
//! xerial library (a header, then length-prefixed blocks of 32 KiB). Written is the framing, as
//! Java does, since every client reads it.

use bytes::Bytes;

use super::{
    super::Compression,
    codecs::{PooledDecoder, PooledEncoder},
    input::Input,
    pending::Pending,
    stream::{CodecError, Decode, Dialect, Encode},
};

/// Magic, then version 1 and "readable from version 1 on".
const HEADER: [u8; 16] = *b"\x82SNAPPY\0\0\0\0\x01\0\0\0\x01";
const MAGIC: &[u8] = HEADER.first_chunk::<8>().expect("16 are more than 8").as_slice();
/// Bytes before compression in one block.
const BLOCK_BYTES: usize = 32 * 1024;
/// The format copies at most 64 bytes with a three-byte element.
const RATIO_MAX: usize = 64 / 3 + 1;
/// Most memory that is kept from body to body, in bytes.
const KEPT_BYTES_MAX: usize = 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Framed,
    Plain,
}

/// A decoder for the pool.
pub(super) fn decoder() -> Option<PooledDecoder> {
    Some(Box::new(Decoder::new()))
}

/// An encoder for the pool.
pub(super) fn encoder() -> Option<PooledEncoder> {
    Some(Box::new(Encoder::new()))
}

/// Decompresses Snappy.
struct Decoder {
    input: Input,
    shape: Shape,
    pending: Pending,
    snappy: snap::raw::Decoder,
}

impl Decoder {
    fn new() -> Self {
        Self {
            input: Input::new(Compression::Snappy, Bytes::new()),
            shape: Shape::Plain,
            pending: Pending::default(),
            snappy: snap::raw::Decoder::new(),
        }
    }

    /// Decompresses the next block, to `output` if it fits there.
    fn read_block(&mut self, output: &mut [u8]) -> Result<usize, CodecError> {
        let length = match self.shape {
            Shape::Plain => self.input.rest().len(),
            Shape::Framed => {
                // A framed body may be followed by another one, header and all.
                while self.input.rest().starts_with(MAGIC) {
                    self.input.take(HEADER.len())?;
                    if self.input.rest().is_empty() {
                        return Ok(0);
                    }
                }
                let length = u32::from_be_bytes(self.input.array()?);
                usize::try_from(length).map_err(broken)?
            }
        };
        let block = self.input.take(length)?;
        let decompressed = snap::raw::decompress_len(block).map_err(broken)?;
        if decompressed > block.len().saturating_mul(RATIO_MAX) {
            return Err(broken("it claims more bytes than it can hold"));
        }
        if decompressed <= output.len() {
            return self.snappy.decompress(block, output).map_err(broken);
        }
        let buffer = self.pending.buffer(decompressed);
        let written = self.snappy.decompress(block, buffer).map_err(broken)?;
        self.pending.filled(written);
        Ok(self.pending.drain_into(output))
    }
}

impl Decode for Decoder {
    fn start(&mut self, input: Bytes, _dialect: Dialect) -> Result<(), CodecError> {
        self.pending.clear(KEPT_BYTES_MAX);
        let framed = input.starts_with(MAGIC);
        self.shape = if framed { Shape::Framed } else { Shape::Plain };
        self.input = Input::new(Compression::Snappy, input);
        if framed {
            self.input.take(HEADER.len())?;
        }
        Ok(())
    }

    fn read(&mut self, output: &mut [u8]) -> Result<usize, CodecError> {
        loop {
            let pending = self.pending.drain_into(output);
            if pending > 0 {
                return Ok(pending);
            }
            if self.input.rest().is_empty() {
                return Ok(0);
            }
            let read = self.read_block(output)?;
            if read > 0 {
                return Ok(read);
            }
        }
    }

    fn finish(&mut self) {
        self.input = Input::new(Compression::Snappy, Bytes::new());
        self.pending.clear(KEPT_BYTES_MAX);
    }
}

/// Compresses to framed Snappy.
struct Encoder {
    /// Bytes of the block that is not full yet.
    block: Vec<u8>,
    snappy: snap::raw::Encoder,
}

impl Encoder {
    fn new() -> Self {
        Self { block: Vec::new(), snappy: snap::raw::Encoder::new() }
    }
}

/// Appends one block to `output`.
fn write_block(
    snappy: &mut snap::raw::Encoder,
    block: &[u8],
    output: &mut Vec<u8>,
) -> Result<(), CodecError> {
    let at = output.len();
    output.resize(at + 4 + snap::raw::max_compress_len(block.len()), 0);
    let written = snappy.compress(block, &mut output[at + 4..]).map_err(|error| {
        CodecError::Failed { codec: Compression::Snappy, reason: error.to_string() }
    })?;
    let length = u32::try_from(written).expect("a block of 32 KiB stays far below 4 GiB");
    output[at..at + 4].copy_from_slice(&length.to_be_bytes());
    output.truncate(at + 4 + written);
    Ok(())
}

impl Encode for Encoder {
    fn start(
        &mut self,
        _level: Option<i32>,
        _total: Option<usize>,
        output: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.block.clear();
        output.extend_from_slice(&HEADER);
        Ok(())
    }

    fn write(&mut self, mut input: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        if !self.block.is_empty() {
            let (head, tail) = input.split_at(input.len().min(BLOCK_BYTES - self.block.len()));
            self.block.extend_from_slice(head);
            input = tail;
            if self.block.len() == BLOCK_BYTES {
                write_block(&mut self.snappy, &self.block, output)?;
                self.block.clear();
            }
        }
        let (blocks, rest) = input.as_chunks::<BLOCK_BYTES>();
        for block in blocks {
            write_block(&mut self.snappy, block, output)?;
        }
        self.block.extend_from_slice(rest);
        Ok(())
    }

    fn finish(&mut self, rest: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.write(rest, output)?;
        if !self.block.is_empty() {
            write_block(&mut self.snappy, &self.block, output)?;
        }
        Ok(())
    }
}

fn broken(reason: impl ToString) -> CodecError {
    CodecError::broken(Compression::Snappy, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(body: impl Into<Bytes>) -> Result<Vec<u8>, CodecError> {
        let mut decoder = Decoder::new();
        decoder.start(body.into(), Dialect::Java)?;
        let mut output = Vec::new();
        let mut chunk = [0; 7];
        loop {
            match decoder.read(&mut chunk)? {
                0 => return Ok(output),
                read => output.extend_from_slice(&chunk[..read]),
            }
        }
    }

    fn plain(body: &[u8]) -> Vec<u8> {
        snap::raw::Encoder::new().compress_vec(body).unwrap()
    }

    #[test]
    fn a_plain_block_is_read_as_well_as_the_framing() {
        assert_eq!(decode(plain(b"some plain text")), Ok(b"some plain text".to_vec()));
        let block = plain(b"some framed text");
        let length = (block.len() as u32).to_be_bytes();
        let framed = [&HEADER[..], &length, &block].concat();
        assert_eq!(decode(framed.clone()), Ok(b"some framed text".to_vec()));
        let twice = [&framed[..], &framed].concat();
        assert_eq!(decode(twice), Ok(b"some framed textsome framed text".to_vec()));
    }

    #[test]
    fn a_block_that_claims_more_than_it_can_hold_is_refused_before_memory_is_set_aside() {
        let mut claim = vec![0xff, 0xff, 0xff, 0xff, 0x0f];
        claim.extend_from_slice(b"x");
        let error =
            CodecError::broken(Compression::Snappy, "it claims more bytes than it can hold");
        assert_eq!(decode(claim), Err(error));
    }

    #[test]
    fn a_block_length_beyond_the_end_is_an_error() {
        let framed = [&HEADER[..], &[0xff, 0xff, 0xff, 0xff, 1]].concat();
        assert_eq!(decode(framed), Err(CodecError::cut_off(Compression::Snappy)));
    }
}
