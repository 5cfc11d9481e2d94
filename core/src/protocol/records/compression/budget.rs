//! How far a body may grow when it is decompressed: by a ratio, by a size, and a floor below which
//! both are ignored, since runs of one byte honestly shrink to nothing with Zstandard.

use super::CodecError;
use crate::model::limits::{
    DECOMPRESSED_BATCH_BYTES_MAX, DECOMPRESSED_BATCH_BYTES_UNQUESTIONED, DECOMPRESSION_RATIO_MAX,
};

/// Counts decompressed bytes of one body.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Budget {
    compressed: usize,
    allowed: usize,
    used: usize,
}

impl Budget {
    /// The budget of a body of `compressed` bytes.
    pub(in super::super) fn of(compressed: usize) -> Self {
        let allowed = compressed
            .saturating_mul(DECOMPRESSION_RATIO_MAX)
            .clamp(DECOMPRESSED_BATCH_BYTES_UNQUESTIONED, DECOMPRESSED_BATCH_BYTES_MAX);
        Self { compressed, allowed, used: 0 }
    }

    /// Counts bytes that were decompressed.
    pub(in super::super) fn spend(&mut self, bytes: usize) -> Result<(), CodecError> {
        self.used += bytes;
        if self.used > self.allowed {
            return Err(CodecError::TooLarge {
                compressed: self.compressed,
                allowed: self.allowed,
            });
        }
        Ok(())
    }
}
