//! Stands in for a codec that was left out of the build, so that the pool can say so.

use super::codecs::{PooledDecoder, PooledEncoder};

/// There is none.
pub(super) fn decoder() -> Option<PooledDecoder> {
    None
}

/// There is none.
pub(super) fn encoder() -> Option<PooledEncoder> {
    None
}
