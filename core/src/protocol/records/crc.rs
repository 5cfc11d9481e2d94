//! CRC-32C (Castagnoli), the checksum of batches, and the plain CRC-32 of older messages. The first covers a batch from
//! the attributes on: base offset, length, leader epoch and the CRC itself stay outside, so a leader stamps the first
//! three without touching the records.

use super::header::{BATCH_OVERHEAD, at};

/// The CRC of a batch that lies in one piece.
///
/// # Panics
/// If `batch` is shorter than a header.
#[must_use]
pub(super) fn of_batch(batch: &[u8]) -> u32 {
    crc32c::crc32c(&batch[at::ATTRIBUTES..])
}

/// The CRC of a batch whose header and body lie apart.
#[must_use]
pub(super) fn of_parts(header: &[u8; BATCH_OVERHEAD], body: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(&header[at::ATTRIBUTES..]), body)
}

/// The CRC of a message of format v0 or v1, of which `covered` is all from the magic on.
#[must_use]
pub(super) fn of_message(covered: &[u8]) -> u32 {
    crc32fast::hash(covered)
}
