//! The pool of codec contexts. Making one costs more than compressing a small batch, so whoever
//! works on batches keeps a [`Codecs`] and hands it in; core has no globals. A context is made when
//! its codec is first met.

use bytes::Bytes;

use super::{
    super::Compression,
    Budget, gzip, lz4, snappy,
    stream::{CodecError, Decode, Dialect, Encode},
    zstd,
};

/// Bytes that are decompressed at a time: a whole block of Snappy's framing or of LZ4.
pub(in super::super) const CHUNK_BYTES: usize = 64 * 1024;

/// A codec and how hard it tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The codec.
    pub compression: Compression,
    /// The codec's own scale (gzip 1 to 9, LZ4 1 to 17, Zstandard -131072 to 22; Snappy has none);
    /// `None` is its default. Out of the scale means its end.
    pub level: Option<i32>,
}

impl From<Compression> for Encoding {
    fn from(compression: Compression) -> Self {
        Self { compression, level: None }
    }
}

/// A decoder as the pool lends it.
pub(in super::super) type LentDecoder = dyn Decode + Send;
/// An encoder as the pool lends it.
pub(in super::super) type LentEncoder = dyn Encode + Send;
/// A decoder as the pool keeps it.
pub(super) type PooledDecoder = Box<LentDecoder>;
/// An encoder as the pool keeps it.
pub(super) type PooledEncoder = Box<LentEncoder>;

/// Codec contexts for reuse: one thread's, or behind one lock. Holds up to about 10 MiB once every
/// codec was used in both directions.
#[derive(Default)]
pub struct Codecs {
    decoders: [Option<PooledDecoder>; 4],
    encoders: [Option<PooledEncoder>; 4],
    chunk: Vec<u8>,
}

impl std::fmt::Debug for Codecs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Codecs").finish_non_exhaustive()
    }
}

impl Codecs {
    /// An empty pool.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Compresses `body` and appends the result to `output`.
    ///
    /// # Errors
    /// If the codec is not built in, or has no memory.
    pub fn compress(
        &mut self,
        encoding: Encoding,
        body: &[u8],
        output: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        let Some(encoder) = pooled_encoder(&mut self.encoders, encoding.compression)? else {
            output.extend_from_slice(body);
            return Ok(());
        };
        encoder.start(encoding.level, Some(body.len()), output)?;
        encoder.finish(body, output)
    }

    /// Decompresses `body`. What is not compressed is returned as it is, without copying.
    ///
    /// # Errors
    /// If the codec is not built in, the bytes are not what it writes, or they grow beyond what
    /// `model::limits` allows; memory stays bounded by what was really decompressed until then.
    pub fn decompress(
        &mut self,
        compression: Compression,
        body: &Bytes,
    ) -> Result<Bytes, CodecError> {
        self.decompress_dialect(compression, Dialect::Any, body)
    }

    /// As [`Codecs::decompress`], for bodies of another dialect.
    pub(in super::super) fn decompress_dialect(
        &mut self,
        compression: Compression,
        dialect: Dialect,
        body: &Bytes,
    ) -> Result<Bytes, CodecError> {
        let Some(decoder) = pooled_decoder(&mut self.decoders, compression)? else {
            return Ok(body.clone());
        };
        let result = decode_whole(decoder, dialect, body);
        decoder.finish();
        result
    }

    /// What it takes to turn a body around: a decoder of `from`, an encoder of `to`, each `None`
    /// where nothing is to be done, and a buffer of [`CHUNK_BYTES`] to decode into.
    pub(in super::super) fn transcoder(
        &mut self,
        from: Compression,
        to: Compression,
    ) -> Result<Transcoder<'_>, CodecError> {
        self.chunk.resize(CHUNK_BYTES, 0);
        Ok(Transcoder {
            decoder: pooled_decoder(&mut self.decoders, from)?,
            encoder: pooled_encoder(&mut self.encoders, to)?,
            chunk: &mut self.chunk,
        })
    }
}

/// Contexts of a pool, lent for one body.
pub(in super::super) struct Transcoder<'a> {
    pub(in super::super) decoder: Option<&'a mut LentDecoder>,
    pub(in super::super) encoder: Option<&'a mut LentEncoder>,
    pub(in super::super) chunk: &'a mut [u8],
}

fn pooled_decoder(
    pool: &mut [Option<PooledDecoder>; 4],
    compression: Compression,
) -> Result<Option<&mut LentDecoder>, CodecError> {
    let (slot, make): (_, fn() -> Option<PooledDecoder>) = match compression {
        Compression::None => return Ok(None),
        Compression::Gzip => (0, gzip::decoder),
        Compression::Snappy => (1, snappy::decoder),
        Compression::Lz4 => (2, lz4::decoder),
        Compression::Zstd => (3, zstd::decoder),
    };
    lend(&mut pool[slot], make).map(Some).ok_or(CodecError::NotBuilt(compression))
}

fn pooled_encoder(
    pool: &mut [Option<PooledEncoder>; 4],
    compression: Compression,
) -> Result<Option<&mut LentEncoder>, CodecError> {
    let (slot, make): (_, fn() -> Option<PooledEncoder>) = match compression {
        Compression::None => return Ok(None),
        Compression::Gzip => (0, gzip::encoder),
        Compression::Snappy => (1, snappy::encoder),
        Compression::Lz4 => (2, lz4::encoder),
        Compression::Zstd => (3, zstd::encoder),
    };
    lend(&mut pool[slot], make).map(Some).ok_or(CodecError::NotBuilt(compression))
}

/// What is in the slot; made first where it is empty. `None` where the codec is not built in.
fn lend<T: ?Sized>(slot: &mut Option<Box<T>>, make: fn() -> Option<Box<T>>) -> Option<&mut T> {
    if slot.is_none() {
        *slot = make();
    }
    slot.as_deref_mut()
}

fn decode_whole(
    decoder: &mut LentDecoder,
    dialect: Dialect,
    body: &Bytes,
) -> Result<Bytes, CodecError> {
    let mut budget = Budget::of(body.len());
    let mut output = Vec::new();
    decoder.start(body.clone(), dialect)?;
    loop {
        let at = output.len();
        // Vec doubles, so a body is copied at most once more on average while it grows.
        output.resize(at + CHUNK_BYTES, 0);
        let read = decoder.read(&mut output[at..])?;
        output.truncate(at + read);
        if read == 0 {
            return Ok(output.into());
        }
        budget.spend(read)?;
    }
}

#[cfg(test)]
impl Codecs {
    /// Compresses `front` and then `repeated` this many times, without holding all of it.
    pub(in super::super) fn compress_run(
        &mut self,
        compression: Compression,
        front: &[u8],
        repeated: &[u8],
        times: usize,
        output: &mut Vec<u8>,
    ) {
        let encoder = pooled_encoder(&mut self.encoders, compression).unwrap().unwrap();
        encoder.start(None, None, output).unwrap();
        encoder.write(front, output).unwrap();
        for _ in 0..times {
            encoder.write(repeated, output).unwrap();
        }
        encoder.finish(&[], output).unwrap();
    }
}
