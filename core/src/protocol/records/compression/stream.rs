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

/// Which of a codec's shapes are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Dialect {
    /// All that can be.
    Any,
    /// Those that Apache Kafka's own clients read: what a broker stores, every consumer has to read.
    Java,
    /// All that can be, and LZ4 frames whose header has a wrong checksum, as Java's client wrote them
    /// with format v0 (KAFKA-3160).
    Magic0,
}

/// Decompresses one body at a time.
pub(in super::super) trait Decode {
    /// Begins with this body.
    fn start(&mut self, input: Bytes, dialect: Dialect) -> Result<(), CodecError>;

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
