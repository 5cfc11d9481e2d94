//! gzip (RFC 1952) over raw deflate streams that are kept for reuse. Several members in a row read
//! as one body, as Java's `GZIPInputStream` has it.

use bytes::Bytes;
use flate2::{
    Compress, Compression as Level, Crc, Decompress, FlushCompress, FlushDecompress, Status,
};

use super::{
    super::Compression,
    codecs::{PooledDecoder, PooledEncoder},
    input::Input,
    stream::{CodecError, Decode, Dialect, Encode},
};

const MAGIC: [u8; 2] = [0x1f, 0x8b];
const DEFLATE: u8 = 8;
const FLAG_CHECKSUM: u8 = 0x02;
const FLAG_EXTRA: u8 = 0x04;
const FLAG_NAME: u8 = 0x08;
const FLAG_COMMENT: u8 = 0x10;
const FLAGS_RESERVED: u8 = 0xe0;

/// Header without name or time, and "unknown" for the system it was written on.
const HEADER: [u8; 10] = [MAGIC[0], MAGIC[1], DEFLATE, 0, 0, 0, 0, 0, 0, 255];
/// Spare room that the compressor is given at a time, in bytes.
const ROOM_BYTES: usize = 16 * 1024;

/// A decoder for the pool.
pub(super) fn decoder() -> Option<PooledDecoder> {
    Some(Box::new(Decoder::new()))
}

/// An encoder for the pool.
pub(super) fn encoder() -> Option<PooledEncoder> {
    Some(Box::new(Encoder::new()))
}

/// Decompresses gzip.
struct Decoder {
    input: Input,
    inflate: Decompress,
    checksum: Crc,
    /// Whether a member's deflate stream is being read.
    in_member: bool,
}

impl Decoder {
    fn new() -> Self {
        Self {
            input: Input::new(Compression::Gzip, Bytes::new()),
            inflate: Decompress::new(false),
            checksum: Crc::new(),
            in_member: false,
        }
    }

    fn read_header(&mut self) -> Result<(), CodecError> {
        let [magic0, magic1, method, flags, ..] = self.input.array::<10>()?;
        if [magic0, magic1] != MAGIC || method != DEFLATE || flags & FLAGS_RESERVED != 0 {
            return Err(broken("no gzip header"));
        }
        if flags & FLAG_EXTRA != 0 {
            let length = u16::from_le_bytes(self.input.array()?);
            self.input.take(usize::from(length))?;
        }
        for flag in [FLAG_NAME, FLAG_COMMENT] {
            if flags & flag != 0 {
                let text = self.input.rest().iter().position(|byte| *byte == 0);
                let length = text.ok_or_else(|| CodecError::cut_off(Compression::Gzip))?;
                self.input.advance(length + 1);
            }
        }
        if flags & FLAG_CHECKSUM != 0 {
            self.input.take(2)?;
        }
        self.inflate.reset(false);
        self.checksum.reset();
        self.in_member = true;
        Ok(())
    }

    fn read_trailer(&mut self) -> Result<(), CodecError> {
        self.in_member = false;
        let checksum = u32::from_le_bytes(self.input.array()?);
        let length = u32::from_le_bytes(self.input.array()?);
        if checksum != self.checksum.sum() || length != self.checksum.amount() {
            return Err(broken("its checksum or length is wrong"));
        }
        Ok(())
    }
}

impl Decode for Decoder {
    fn start(&mut self, input: Bytes, _dialect: Dialect) -> Result<(), CodecError> {
        self.input = Input::new(Compression::Gzip, input);
        self.read_header()
    }

    fn read(&mut self, output: &mut [u8]) -> Result<usize, CodecError> {
        loop {
            if !self.in_member {
                if self.input.rest().is_empty() {
                    return Ok(0);
                }
                self.read_header()?;
            }
            let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
            let status = self
                .inflate
                .decompress(self.input.rest(), output, FlushDecompress::None)
                .map_err(broken)?;
            let read = (self.inflate.total_in() - read) as usize;
            let written = (self.inflate.total_out() - written) as usize;
            self.input.advance(read);
            self.checksum.update(&output[..written]);
            if status == Status::StreamEnd {
                self.read_trailer()?;
            }
            if written > 0 {
                return Ok(written);
            }
            if read == 0 && status != Status::StreamEnd {
                return Err(CodecError::cut_off(Compression::Gzip));
            }
        }
    }

    fn finish(&mut self) {
        self.input = Input::new(Compression::Gzip, Bytes::new());
        self.in_member = false;
    }
}

/// Compresses to gzip.
struct Encoder {
    level: u32,
    deflate: Compress,
    checksum: Crc,
}

impl Encoder {
    fn new() -> Self {
        let level = Level::default();
        Self { level: level.level(), deflate: Compress::new(level, false), checksum: Crc::new() }
    }

    /// Runs the compressor until it has taken all of `input` in, or, at the end, given all out.
    fn run(
        &mut self,
        mut input: &[u8],
        output: &mut Vec<u8>,
        flush: FlushCompress,
    ) -> Result<(), CodecError> {
        loop {
            output.reserve(ROOM_BYTES);
            let read = self.deflate.total_in();
            let status = self
                .deflate
                .compress_vec(input, output, flush)
                .map_err(|error| failed(&error.to_string()))?;
            input = &input[(self.deflate.total_in() - read) as usize..];
            let at_end = status == Status::StreamEnd;
            if at_end || flush == FlushCompress::None && input.is_empty() {
                return Ok(());
            }
        }
    }
}

impl Encode for Encoder {
    fn start(
        &mut self,
        level: Option<i32>,
        _total: Option<usize>,
        output: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        // Kafka writes the default as -1.
        let level = match level {
            Some(level @ 0..) => level.clamp(1, 9).unsigned_abs(),
            Some(_) | None => Level::default().level(),
        };
        if level == self.level {
            self.deflate.reset();
        } else {
            *self = Self {
                level,
                deflate: Compress::new(Level::new(level), false),
                checksum: Crc::new(),
            };
        }
        self.checksum.reset();
        output.extend_from_slice(&HEADER);
        Ok(())
    }

    fn write(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.checksum.update(input);
        self.run(input, output, FlushCompress::None)
    }

    fn finish(&mut self, rest: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.checksum.update(rest);
        self.run(rest, output, FlushCompress::Finish)?;
        output.extend_from_slice(&self.checksum.sum().to_le_bytes());
        output.extend_from_slice(&self.checksum.amount().to_le_bytes());
        Ok(())
    }
}

fn broken(reason: impl ToString) -> CodecError {
    CodecError::broken(Compression::Gzip, reason)
}

fn failed(reason: &str) -> CodecError {
    CodecError::Failed { codec: Compression::Gzip, reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(body: Vec<u8>) -> Result<Vec<u8>, CodecError> {
        let mut decoder = Decoder::new();
        decoder.start(body.into(), Dialect::Java)?;
        let mut output = vec![0; 1024];
        let mut at = 0;
        loop {
            match decoder.read(&mut output[at..])? {
                0 => break,
                read => at += read,
            }
        }
        output.truncate(at);
        Ok(output)
    }

    fn encode(body: &[u8]) -> Vec<u8> {
        let mut output = Vec::new();
        let mut encoder = Encoder::new();
        encoder.start(None, None, &mut output).unwrap();
        encoder.finish(body, &mut output).unwrap();
        output
    }

    #[test]
    fn optional_header_fields_are_passed_over() {
        let plain = encode(b"text");
        let mut full = plain[..3].to_vec();
        full.push(FLAG_EXTRA | FLAG_NAME | FLAG_COMMENT | FLAG_CHECKSUM);
        full.extend_from_slice(&plain[4..10]);
        full.extend_from_slice(b"\x03\0abcname\0comment\0\xff\xff");
        full.extend_from_slice(&plain[10..]);
        assert_eq!(decode(full), Ok(b"text".to_vec()));
    }

    #[test]
    fn members_in_a_row_are_one_body() {
        assert_eq!(
            decode([encode(b"one "), encode(b""), encode(b"two")].concat()),
            Ok(b"one two".to_vec())
        );
    }

    #[test]
    fn a_wrong_checksum_or_length_is_an_error() {
        let good = encode(b"text");
        for from_end in [8, 4] {
            let mut body = good.clone();
            body[good.len() - from_end] ^= 1;
            assert!(matches!(decode(body), Err(CodecError::Broken { .. })));
        }
    }
}
