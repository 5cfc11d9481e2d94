//! The codecs of batches: gzip, Snappy, LZ4 and Zstandard, each streaming, each in one file, each a
//! cargo feature. [`Codecs`] keeps their contexts for reuse. How far a body may grow when it is
//! decompressed is decided in `budget.rs`, what the bytes mean elsewhere.

mod budget;
mod codecs;
#[cfg(any(feature = "gzip", feature = "snappy", feature = "lz4", feature = "zstd"))]
mod input;
#[cfg(any(feature = "snappy", feature = "lz4"))]
mod pending;
mod stream;

#[cfg(not(all(feature = "gzip", feature = "snappy", feature = "lz4", feature = "zstd")))]
mod absent;
#[cfg(feature = "gzip")]
mod gzip;
#[cfg(feature = "lz4")]
mod lz4;
#[cfg(feature = "lz4")]
mod lz4_high;
#[cfg(feature = "snappy")]
mod snappy;
#[cfg(feature = "zstd")]
mod zstd;

#[cfg(not(feature = "gzip"))]
use absent as gzip;
#[cfg(not(feature = "lz4"))]
use absent as lz4;
#[cfg(not(feature = "snappy"))]
use absent as snappy;
#[cfg(not(feature = "zstd"))]
use absent as zstd;

pub(super) use budget::Budget;
pub use codecs::{Codecs, Encoding};
pub(super) use codecs::{LentDecoder, LentEncoder, Transcoder};
pub use stream::CodecError;
pub(super) use stream::Dialect;
