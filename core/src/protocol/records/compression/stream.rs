//! What all codecs have in common: a decoder that fills a buffer at a time, an encoder that appends
//! to one, and the ways in which they fail. Contexts outlive a batch; `start` makes them fresh,
//! whatever happened to the batch before.

use bytes::Bytes;

use super::super::Compression;

/// Why a body could not be compressed or decompressed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The codec was left out when this program was built.
    #[error("{0} is not built in; build with the cargo feature `{0}`")]
    NotBuilt(Compression),
    /// The bytes are not what the codec writes.
    #[error("the {codec} data is broken: {reason}")]
    Broken {
        /// The codec that the batch names.
        codec: Compression,
        /// What the codec said.
        reason: String,
    },
    /// The bytes decompress to more than is allowed (`model::limits`).
    #[error("the batch of {compressed} bytes decompresses to more than {allowed} bytes")]
    TooLarge {
        /// Bytes before decompression.
        compressed: usize,
        /// Bytes that they may grow to.
        allowed: usize,
    },
    /// The compressor failed, which only a lack of memory explains.
    #[error("compressing with {codec} failed: {reason}")]
    Failed {
        /// The codec.
        codec: Compression,
        /// What the codec said.
        reason: String,
    },
}

impl CodecError {
    pub(super) fn broken(codec: Compression, reason: impl ToString) -> Self {
        Self::Broken { codec, reason: reason.to_string() }
    }

    pub(super) fn cut_off(codec: Compression) -> Self {
        Self::broken(codec, "it ends too early")
    }
}

/// Decompresses one body at a time.
pub(in super::super) trait Decode {
    /// Begins with this body.
    fn start(&mut self, input: Bytes) -> Result<(), CodecError>;

    /// Fills the front of `output` and returns how many bytes that were; 0 means the end.
    fn read(&mut self, output: &mut [u8]) -> Result<usize, CodecError>;

    /// Lets go of the body, and of memory that is too much to keep.
    fn finish(&mut self);
}

/// Compresses one body at a time.
pub(in super::super) trait Encode {
    /// Begins a body. `None` is the codec's default level, a level that it does not have is the
    /// nearest that it has. `total` is the number of bytes that will come, where it is known.
    fn start(
        &mut self,
        level: Option<i32>,
        total: Option<usize>,
        output: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    /// Takes bytes in, and appends what is ready to `output`.
    fn write(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError>;

    /// Takes the last bytes in, appends what is left, and lets go of memory that is too much to
    /// keep.
    fn finish(&mut self, rest: &[u8], output: &mut Vec<u8>) -> Result<(), CodecError>;
}

/// Takes bytes off the front of a body, all lengths checked.
#[derive(Debug)]
pub(super) struct Input {
    bytes: Bytes,
    position: usize,
    codec: Compression,
}

impl Input {
    pub(super) fn new(codec: Compression, bytes: Bytes) -> Self {
        Self { bytes, position: 0, codec }
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.position..]
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&[u8], CodecError> {
        let taken = self.bytes[self.position..]
            .get(..length)
            .ok_or_else(|| CodecError::cut_off(self.codec))?;
        self.position += length;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], CodecError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    /// Moves on by bytes that were read through [`Input::rest`].
    pub(super) fn advance(&mut self, length: usize) {
        self.position += length;
        assert!(self.position <= self.bytes.len(), "a codec cannot read what is not there");
    }
}

/// Decoded bytes that did not fit the caller's buffer yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    bytes: Vec<u8>,
    position: usize,
}

impl Pending {
    /// Moves what fits to `output`; 0 when nothing is pending.
    pub(super) fn drain_into(&mut self, output: &mut [u8]) -> usize {
        let rest = &self.bytes[self.position..];
        let moved = rest.len().min(output.len());
        output[..moved].copy_from_slice(&rest[..moved]);
        self.position += moved;
        moved
    }

    /// A buffer of `length` bytes to decode into; what was pending is forgotten.
    pub(super) fn buffer(&mut self, length: usize) -> &mut [u8] {
        self.position = 0;
        self.bytes.resize(length, 0);
        &mut self.bytes
    }

    /// Says how much of the buffer was filled.
    pub(super) fn filled(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Forgets what is pending, and gives memory above `keep` bytes back.
    pub(super) fn clear(&mut self, keep: usize) {
        self.bytes.clear();
        self.position = 0;
        self.bytes.shrink_to(keep);
    }
}
