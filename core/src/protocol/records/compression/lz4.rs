//! LZ4 frames around `lz4_flex`'s blocks. Written are independent blocks of 64 KiB without
//! checksums, as Java does; read are all frames of the format but those that need a dictionary.
//! Memory follows what a block really holds, not the block size that the frame claims. The default
//! level is `lz4_flex`'s, all others are `lz4_high.rs`'s.

use bytes::Bytes;
use lz4_flex::block;
use twox_hash::XxHash32;

use super::{
    super::Compression,
    codecs::{PooledDecoder, PooledEncoder},
    input::Input,
    lz4_high,
    pending::Pending,
    stream::{CodecError, Decode, Dialect, Encode},
};

/// Kafka's default, for which its clients use the fast compressor.
const LEVEL_DEFAULT: i32 = 9;
const LEVEL_MAX: i32 = 17;

const MAGIC: [u8; 4] = 0x184d_2204_u32.to_le_bytes();
const VERSION_MASK: u8 = 0xc0;
const VERSION_1: u8 = 0x40;
const FLAG_INDEPENDENT: u8 = 0x20;
const FLAG_BLOCK_CHECKSUM: u8 = 0x10;
const FLAG_CONTENT_SIZE: u8 = 0x08;
const FLAG_CONTENT_CHECKSUM: u8 = 0x04;
const FLAG_DICTIONARY: u8 = 0x01;
/// Block size code of 64 KiB; each code above is four times as much, up to 7.
const BLOCK_64_KIB: u8 = 4;
const BLOCK_BYTES: usize = 64 * 1024;
/// Set in a block's length when the block is stored as it is.
const STORED: u32 = 0x8000_0000;
/// How far back a linked block may refer, in bytes.
const WINDOW_BYTES: usize = 64 * 1024;
/// The format writes at most 255 bytes with one byte of a match's length.
const RATIO_MAX: usize = 255;
/// Most memory that is kept from body to body, in bytes.
const KEPT_BYTES_MAX: usize = 1024 * 1024;

/// What a frame's header says.
#[derive(Clone, Copy, Debug)]
struct Frame {
    flags: u8,
    block_bytes_max: usize,
}

/// A decoder for the pool.
pub(super) fn decoder() -> Option<PooledDecoder> {
    Some(Box::new(Decoder::new()))
}

/// An encoder for the pool.
pub(super) fn encoder() -> Option<PooledEncoder> {
    Some(Box::new(Encoder::new()))
}

/// Decompresses LZ4 frames.
struct Decoder {
    input: Input,
    dialect: Dialect,
    frame: Option<Frame>,
    pending: Pending,
    /// The last bytes of the frame so far, which linked blocks refer to.
    window: Vec<u8>,
    checksum: XxHash32,
}

impl Decoder {
    fn new() -> Self {
        Self {
            input: Input::new(Compression::Lz4, Bytes::new()),
            dialect: Dialect::Any,
            frame: None,
            pending: Pending::default(),
            window: Vec::new(),
            checksum: XxHash32::with_seed(0),
        }
    }

    fn read_header(&mut self) -> Result<(), CodecError> {
        if self.input.array()? != MAGIC {
            return Err(broken("no LZ4 frame"));
        }
        let descriptor = self.input.rest();
        let &[flags, block_descriptor, ..] = descriptor else {
            return Err(CodecError::cut_off(Compression::Lz4));
        };
        if flags & VERSION_MASK != VERSION_1 || flags & FLAG_DICTIONARY != 0 {
            return Err(broken("its version or dictionary is not supported"));
        }
        if self.dialect == Dialect::Java && flags & FLAG_INDEPENDENT == 0 {
            return Err(broken("its blocks depend on each other, which Java clients cannot read"));
        }
        let length = if flags & FLAG_CONTENT_SIZE == 0 { 2 } else { 2 + 8 };
        let hash = XxHash32::oneshot(0, self.input.take(length)?);
        let [checksum] = self.input.array()?;
        if checksum != (hash >> 8) as u8 && self.dialect != Dialect::Magic0 {
            return Err(broken("its header's checksum is wrong"));
        }
        let size_code = block_descriptor >> 4 & 0x07;
        let steps = size_code.checked_sub(BLOCK_64_KIB);
        let steps = steps.ok_or_else(|| broken("its block size is unknown"))?;
        self.frame = Some(Frame { flags, block_bytes_max: BLOCK_BYTES << (2 * steps) });
        self.window.clear();
        self.checksum = XxHash32::with_seed(0);
        Ok(())
    }

    /// Decompresses the next block of `frame`, to `output` if it fits there; 0 at the end.
    fn read_block(&mut self, frame: Frame, output: &mut [u8]) -> Result<usize, CodecError> {
        let prefix = u32::from_le_bytes(self.input.array()?);
        if prefix == 0 {
            return self.end_frame(frame).map(|()| 0);
        }
        let length = (prefix & !STORED) as usize;
        if length > frame.block_bytes_max {
            return Err(broken("a block is larger than the frame allows"));
        }
        let block = self.input.take(length)?;
        let most = match prefix & STORED {
            0 => length.saturating_mul(RATIO_MAX).min(frame.block_bytes_max),
            _ => length,
        };
        let direct = most <= output.len();
        let target = if direct { &mut *output } else { self.pending.buffer(most) };
        let written = if prefix & STORED != 0 {
            target[..length].copy_from_slice(block);
            length
        } else if self.window.is_empty() {
            block::decompress_into(block, target).map_err(broken)?
        } else {
            block::decompress_into_with_dict(block, target, &self.window).map_err(broken)?
        };
        let decompressed = &target[..written];
        if frame.flags & FLAG_CONTENT_CHECKSUM != 0 {
            std::hash::Hasher::write(&mut self.checksum, decompressed);
        }
        if frame.flags & FLAG_INDEPENDENT == 0 {
            remember(&mut self.window, decompressed);
        }
        if frame.flags & FLAG_BLOCK_CHECKSUM != 0 {
            let hash = XxHash32::oneshot(0, block);
            if u32::from_le_bytes(self.input.array()?) != hash {
                return Err(broken("a block's checksum is wrong"));
            }
        }
        if direct {
            return Ok(written);
        }
        self.pending.filled(written);
        Ok(self.pending.drain_into(output))
    }

    fn end_frame(&mut self, frame: Frame) -> Result<(), CodecError> {
        self.frame = None;
        if frame.flags & FLAG_CONTENT_CHECKSUM == 0 {
            return Ok(());
        }
        let hash = std::hash::Hasher::finish(&self.checksum) as u32;
        if u32::from_le_bytes(self.input.array()?) == hash {
            Ok(())
        } else {
            Err(broken("its checksum is wrong"))
        }
    }
}

/// Keeps the last [`WINDOW_BYTES`] of what was decompressed.
fn remember(window: &mut Vec<u8>, decompressed: &[u8]) {
    let fresh = &decompressed[decompressed.len().saturating_sub(WINDOW_BYTES)..];
    let surplus = (window.len() + fresh.len()).saturating_sub(WINDOW_BYTES);
    window.drain(..surplus);
    window.extend_from_slice(fresh);
}

impl Decode for Decoder {
    fn start(&mut self, input: Bytes, dialect: Dialect) -> Result<(), CodecError> {
        self.pending.clear(KEPT_BYTES_MAX);
        self.input = Input::new(Compression::Lz4, input);
        self.dialect = dialect;
        self.read_header()
    }

    fn read(&mut self, output: &mut [u8]) -> Result<usize, CodecError> {
        loop {
            let pending = self.pending.drain_into(output);
            if pending > 0 {
                return Ok(pending);
            }
            let Some(frame) = self.frame else {
                if self.input.rest().is_empty() {
                    return Ok(0);
                }
                self.read_header()?;
                continue;
            };
            let read = self.read_block(frame, output)?;
            if read > 0 {
                return Ok(read);
            }
        }
    }

    fn finish(&mut self) {
        self.input = Input::new(Compression::Lz4, Bytes::new());
        self.frame = None;
        self.pending.clear(KEPT_BYTES_MAX);
    }
}

/// Compresses to an LZ4 frame.
struct Encoder {
    /// Bytes of the block that is not full yet.
    block: Vec<u8>,
    table: block::CompressTable,
    high: High,
}

/// The compressor of levels that are not the default.
#[derive(Default)]
struct High {
    /// The level of this body; `None` is the default.
    level: Option<u32>,
    /// Made when it is first needed.
    compressor: Option<lz4_high::Compressor>,
}

impl Encoder {
    fn new() -> Self {
        Self { block: Vec::new(), table: block::CompressTable::large(), high: High::default() }
    }
}

/// Appends one block to `output`, stored as it is if it does not shrink.
fn write_block(
    table: &mut block::CompressTable,
    high: &mut High,
    block: &[u8],
    output: &mut Vec<u8>,
) -> Result<(), CodecError> {
    let at = output.len();
    if let Some(level) = high.level {
        output.extend_from_slice(&[0; 4]);
        high.compressor
            .get_or_insert_with(lz4_high::Compressor::new)
            .compress(block, level, output);
        let written = output.len() - at - 4;
        finish_block(block, at, written, output);
        return Ok(());
    }
    output.resize(at + 4 + block::get_maximum_output_size(block.len()), 0);
    let written = block::compress_into_with_table(block, &mut output[at + 4..], table);
    let written = written.map_err(|error| CodecError::Failed {
        codec: Compression::Lz4,
        reason: error.to_string(),
    })?;
    finish_block(block, at, written, output);
    Ok(())
}

/// Puts the length in front of a block that was compressed to `written` bytes behind `at`.
fn finish_block(block: &[u8], at: usize, written: usize, output: &mut Vec<u8>) {
    let (length, prefix) = if written < block.len() {
        (written, written as u32)
    } else {
        output[at + 4..at + 4 + block.len()].copy_from_slice(block);
        (block.len(), block.len() as u32 | STORED)
    };
    output[at..at + 4].copy_from_slice(&prefix.to_le_bytes());
    output.truncate(at + 4 + length);
}

impl Encode for Encoder {
    fn start(
        &mut self,
        level: Option<i32>,
        _total: Option<usize>,
        output: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        self.block.clear();
        let level = level.filter(|level| *level != LEVEL_DEFAULT);
        self.high.level = level.map(|level| level.clamp(1, LEVEL_MAX).unsigned_abs());
        let descriptor = [VERSION_1 | FLAG_INDEPENDENT, BLOCK_64_KIB << 4];
        output.extend_from_slice(&MAGIC);
        output.extend_from_slice(&descriptor);
        output.push((XxHash32::oneshot(0, &descriptor) >> 8) as u8);
        Ok(())
    }

    fn write(&mut self, mut input: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        if !self.block.is_empty() {
            let (head, tail) = input.split_at(input.len().min(BLOCK_BYTES - self.block.len()));
            self.block.extend_from_slice(head);
            input = tail;
            if self.block.len() == BLOCK_BYTES {
                write_block(&mut self.table, &mut self.high, &self.block, output)?;
                self.block.clear();
            }
        }
        let (blocks, rest) = input.as_chunks::<BLOCK_BYTES>();
        for block in blocks {
            write_block(&mut self.table, &mut self.high, block, output)?;
        }
        self.block.extend_from_slice(rest);
        Ok(())
    }

    fn finish(&mut self, rest: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.write(rest, output)?;
        if !self.block.is_empty() {
            write_block(&mut self.table, &mut self.high, &self.block, output)?;
        }
        output.extend_from_slice(&0_u32.to_le_bytes());
        Ok(())
    }
}

fn broken(reason: impl ToString) -> CodecError {
    CodecError::broken(Compression::Lz4, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(body: Vec<u8>, dialect: Dialect) -> Result<Vec<u8>, CodecError> {
        let mut decoder = Decoder::new();
        decoder.start(body.into(), dialect)?;
        let mut output = Vec::new();
        let mut chunk = vec![0; 1000];
        loop {
            match decoder.read(&mut chunk)? {
                0 => return Ok(output),
                read => output.extend_from_slice(&chunk[..read]),
            }
        }
    }

    fn header(flags: u8, content_size: Option<u64>) -> Vec<u8> {
        let mut descriptor = vec![VERSION_1 | flags, BLOCK_64_KIB << 4];
        descriptor.extend(content_size.into_iter().flat_map(u64::to_le_bytes));
        let checksum = (XxHash32::oneshot(0, &descriptor) >> 8) as u8;
        [&MAGIC[..], &descriptor, &[checksum]].concat()
    }

    fn block(frame: &mut Vec<u8>, block: &[u8]) {
        frame.extend_from_slice(&(block.len() as u32).to_le_bytes());
        frame.extend_from_slice(block);
    }

    fn text() -> Vec<u8> {
        (0..9_000).flat_map(|n: u32| format!("{n} ").into_bytes()).collect()
    }

    /// Every block refers to the ones before it.
    fn linked() -> Vec<u8> {
        let text = text();
        let mut frame = header(0, None);
        let mut before: &[u8] = &[];
        for part in text.chunks(20_000) {
            block(&mut frame, &block::compress_with_dict(part, before));
            before = part;
        }
        frame.extend_from_slice(&[0; 4]);
        frame
    }

    #[test]
    fn blocks_that_depend_on_each_other_are_read_but_not_taken_for_java() {
        assert_eq!(decode(linked(), Dialect::Any), Ok(text()));
        assert!(decode(linked(), Dialect::Java).is_err());
    }

    #[test]
    fn checksums_and_content_size_are_read_and_checked() {
        let data = b"some text, some text, some text";
        let flags = FLAG_INDEPENDENT | FLAG_BLOCK_CHECKSUM | FLAG_CONTENT_SIZE;
        let mut frame = header(flags | FLAG_CONTENT_CHECKSUM, Some(data.len() as u64));
        let compressed = block::compress(data);
        block(&mut frame, &compressed);
        let block_checksum_at = frame.len();
        frame.extend_from_slice(&XxHash32::oneshot(0, &compressed).to_le_bytes());
        frame.extend_from_slice(&[0; 4]);
        let content_checksum_at = frame.len();
        frame.extend_from_slice(&XxHash32::oneshot(0, data).to_le_bytes());
        assert_eq!(decode(frame.clone(), Dialect::Java), Ok(data.to_vec()));
        // The header's, a block's, the content's.
        for at in [14, block_checksum_at, content_checksum_at] {
            let mut damaged = frame.clone();
            damaged[at] ^= 1;
            assert!(decode(damaged, Dialect::Java).is_err(), "checksum at {at}");
        }
    }

    #[test]
    fn stored_blocks_and_frames_in_a_row_are_read() {
        let mut frame = header(FLAG_INDEPENDENT, None);
        frame.extend_from_slice(&(3 | STORED).to_le_bytes());
        frame.extend_from_slice(b"abc");
        frame.extend_from_slice(&[0; 4]);
        let twice = [&frame[..], &frame].concat();
        assert_eq!(decode(twice, Dialect::Java), Ok(b"abcabc".to_vec()));
    }

    #[test]
    fn a_block_larger_than_the_frame_allows_is_refused() {
        let mut frame = header(FLAG_INDEPENDENT, None);
        frame.extend_from_slice(&((BLOCK_BYTES as u32 + 1) | STORED).to_le_bytes());
        frame.extend_from_slice(&vec![0; BLOCK_BYTES + 5]);
        assert!(decode(frame, Dialect::Java).is_err());
        let mut frame = header(FLAG_INDEPENDENT, None);
        block(&mut frame, &block::compress(&vec![0; BLOCK_BYTES + 1]));
        frame.extend_from_slice(&[0; 4]);
        assert!(decode(frame, Dialect::Java).is_err());
    }

    #[test]
    fn dictionaries_and_other_versions_are_refused() {
        assert!(decode(header(FLAG_INDEPENDENT | FLAG_DICTIONARY, None), Dialect::Any).is_err());
        assert!(decode(header(0x80, None), Dialect::Any).is_err());
        assert!(decode(b"\x04\x22\x4d\x18".to_vec(), Dialect::Any).is_err());
        assert!(decode(b"\x04\x22\x4d\x19abcdefgh".to_vec(), Dialect::Any).is_err());
    }

    #[test]
    fn memory_follows_what_a_block_holds_not_the_frames_block_size() {
        // Seven stands for blocks of 4 MiB.
        let descriptor = [VERSION_1 | FLAG_INDEPENDENT, 7 << 4];
        let checksum = (XxHash32::oneshot(0, &descriptor) >> 8) as u8;
        let mut frame = [&MAGIC[..], &descriptor, &[checksum]].concat();
        block(&mut frame, &block::compress(b"little"));
        frame.extend_from_slice(&[0; 4]);
        let mut decoder = Decoder::new();
        decoder.start(frame.into(), Dialect::Java).unwrap();
        assert_eq!(decoder.read(&mut [0; 3]), Ok(3));
        assert!(decoder.pending.capacity() < 10_000);
    }
}
