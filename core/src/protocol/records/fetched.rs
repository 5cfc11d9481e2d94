//! What a Fetch brings of one partition: batches of format v2 and, from logs that are old enough,
//! entries of older message sets, in any mixture. What is cut off at the end is left out, as in
//! [`BatchIter`](super::BatchIter).

use bytes::Bytes;

use super::{Batch, BatchHeader, HeaderError, LegacyBatch, header::at};
use crate::model::Offset;

/// A whole batch of any format.
#[derive(Clone, Debug)]
pub enum FetchedBatch {
    /// Format v2.
    Current(Batch),
    /// A message or wrapper of format v0 or v1.
    Legacy(LegacyBatch),
}

impl FetchedBatch {
    /// Takes the batch off the front of `bytes`; `None` if it is cut off, or there is none.
    ///
    /// # Errors
    /// If its length is impossible, or its format unknown; `bytes` stay as they are.
    pub fn split_off_front(bytes: &mut Bytes) -> Result<Option<Self>, HeaderError> {
        let Some(magic) = bytes.get(at::MAGIC) else { return Ok(None) };
        let batch = match magic {
            0 | 1 => LegacyBatch::split_off_front(bytes).map(Self::Legacy),
            _ => BatchHeader::parse_whole(bytes)
                .map(|header| Self::Current(Batch { header, bytes: bytes.split_to(header.size) })),
        };
        match batch {
            Ok(batch) => Ok(Some(batch)),
            Err(HeaderError::Truncated { .. }) => Ok(None),
            Err(error @ (HeaderError::Length(_) | HeaderError::Magic(_))) => Err(error),
        }
    }

    /// The offset that the batch is found by: of its first record, or of the last one of a compressed
    /// wrapper of the old formats.
    #[must_use]
    pub fn offset(&self) -> Offset {
        match self {
            Self::Current(batch) => batch.header.base_offset,
            Self::Legacy(batch) => batch.header.offset,
        }
    }

    /// Offset of the last record that the batch was written with.
    #[must_use]
    pub fn last_offset(&self) -> Offset {
        match self {
            Self::Current(batch) => batch.header.last_offset(),
            Self::Legacy(batch) => batch.header.offset,
        }
    }
}
