//! Zstandard (KIP-110) with contexts that are kept for reuse, which saves a third of the time on
//! batches of usual size. Windows are accepted as far as Apache Kafka accepts them; a context that
//! such a window made large is not kept.

use bytes::Bytes;
use zstd::zstd_safe::{
    self, CCtx, CParameter, DCtx, DParameter, InBuffer, OutBuffer, ResetDirective,
    zstd_sys::ZSTD_EndDirective,
};

use super::{
    super::Compression,
    codecs::{PooledDecoder, PooledEncoder},
    input::Input,
    stream::{CodecError, Decode, Dialect, Encode},
};

/// Largest window that a frame may ask for: 128 MiB, what level 22 uses. Its pages are only
/// touched as far as the frame fills them.
const WINDOW_LOG_MAX: u32 = 27;
/// A context that grew beyond this is dropped after the batch, in bytes. Level 3 needs about
/// 1.3 MiB to compress without a known size.
const KEPT_BYTES_MAX: usize = 4 * 1024 * 1024;
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

/// Decompresses Zstandard.
struct Decoder {
    input: Input,
    context: Option<DCtx<'static>>,
    /// Whether a frame was begun and not ended.
    in_frame: bool,
}

impl Decoder {
    fn new() -> Self {
        Self { input: Input::new(Compression::Zstd, Bytes::new()), context: None, in_frame: false }
    }
}

impl Decode for Decoder {
    fn start(&mut self, input: Bytes, _dialect: Dialect) -> Result<(), CodecError> {
        self.input = Input::new(Compression::Zstd, input);
        self.in_frame = true;
        if let Some(context) = &mut self.context {
            context.reset(ResetDirective::SessionOnly).map_err(broken)?;
        } else {
            let mut context = DCtx::try_create().ok_or_else(out_of_memory)?;
            context.set_parameter(DParameter::WindowLogMax(WINDOW_LOG_MAX)).map_err(broken)?;
            self.context = Some(context);
        }
        Ok(())
    }

    fn read(&mut self, output: &mut [u8]) -> Result<usize, CodecError> {
        let Some(context) = &mut self.context else {
            return Ok(0);
        };
        loop {
            let mut input = InBuffer::around(self.input.rest());
            let mut buffer = OutBuffer::around(&mut *output);
            if !self.in_frame && input.src.is_empty() {
                return Ok(0);
            }
            let left = context.decompress_stream(&mut buffer, &mut input).map_err(broken)?;
            let (read, written) = (input.pos(), buffer.pos());
            self.input.advance(read);
            self.in_frame = left != 0;
            if written > 0 {
                return Ok(written);
            }
            if read == 0 {
                return Err(CodecError::cut_off(Compression::Zstd));
            }
        }
    }

    fn finish(&mut self) {
        self.input = Input::new(Compression::Zstd, Bytes::new());
        self.in_frame = false;
        self.context.take_if(|context| context.sizeof() > KEPT_BYTES_MAX);
    }
}

/// Compresses to Zstandard.
struct Encoder {
    context: Option<CCtx<'static>>,
}

impl Encoder {
    fn new() -> Self {
        Self { context: None }
    }

    fn run(
        &mut self,
        input: &[u8],
        output: &mut Vec<u8>,
        directive: ZSTD_EndDirective,
    ) -> Result<(), CodecError> {
        let context = self.context.as_mut().ok_or_else(out_of_memory)?;
        let mut input = InBuffer::around(input);
        loop {
            output.reserve(ROOM_BYTES);
            let at = output.len();
            let mut buffer = OutBuffer::around_pos(output, at);
            let left =
                context.compress_stream2(&mut buffer, &mut input, directive).map_err(failed)?;
            let done = match directive {
                ZSTD_EndDirective::ZSTD_e_end => left == 0,
                ZSTD_EndDirective::ZSTD_e_continue | ZSTD_EndDirective::ZSTD_e_flush => {
                    input.pos() == input.src.len()
                }
            };
            if done {
                return Ok(());
            }
        }
    }
}

impl Encode for Encoder {
    fn start(
        &mut self,
        level: Option<i32>,
        total: Option<usize>,
        _output: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        if self.context.is_none() {
            self.context = CCtx::try_create();
        }
        let context = self.context.as_mut().ok_or_else(out_of_memory)?;
        let level = level.unwrap_or(zstd_safe::CLEVEL_DEFAULT);
        let level = level.clamp(zstd_safe::min_c_level(), zstd_safe::max_c_level());
        context
            .reset(ResetDirective::SessionOnly)
            .and_then(|_| context.set_parameter(CParameter::CompressionLevel(level)))
            .and_then(|_| context.set_pledged_src_size(total.map(|total| total as u64)))
            .map_err(failed)?;
        Ok(())
    }

    fn write(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.run(input, output, ZSTD_EndDirective::ZSTD_e_continue)
    }

    fn finish(&mut self, rest: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError> {
        self.run(rest, output, ZSTD_EndDirective::ZSTD_e_end)?;
        self.context.take_if(|context| context.sizeof() > KEPT_BYTES_MAX);
        Ok(())
    }
}

fn out_of_memory() -> CodecError {
    CodecError::Failed { codec: Compression::Zstd, reason: "no memory for a context".to_owned() }
}

fn broken(code: usize) -> CodecError {
    CodecError::broken(Compression::Zstd, zstd_safe::get_error_name(code))
}

fn failed(code: usize) -> CodecError {
    let reason = zstd_safe::get_error_name(code).to_owned();
    CodecError::Failed { codec: Compression::Zstd, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_that_a_large_window_made_large_are_not_kept() {
        let mut encoder = Encoder::new();
        let mut body = Vec::new();
        encoder.start(Some(22), None, &mut body).unwrap();
        encoder.write(b"little", &mut body).unwrap();
        encoder.finish(&[], &mut body).unwrap();
        assert!(encoder.context.is_none());
        let mut decoder = Decoder::new();
        decoder.start(body.into(), Dialect::Java).unwrap();
        assert_eq!(decoder.read(&mut [0; 100]), Ok(6));
        decoder.finish();
        assert!(decoder.context.is_none());
        let mut body = Vec::new();
        encoder.start(None, None, &mut body).unwrap();
        encoder.finish(b"little", &mut body).unwrap();
        assert!(encoder.context.is_some());
        decoder.start(body.into(), Dialect::Java).unwrap();
        assert_eq!(decoder.read(&mut [0; 100]), Ok(6));
        decoder.finish();
        assert!(decoder.context.is_some());
    }
}
