//! The batches of a fetched or stored stretch of log, one after the other, as slices of it. A batch
//! that is cut off at the end is left out: brokers answer with as many bytes as were asked for, not
//! as many batches. What to do with a damaged one is the reader's decision.

use bytes::Bytes;

use super::{BATCH_OVERHEAD, BatchHeader, HeaderError, record_bytes::RecordBytesIter};
use super::{CodecError, Codecs, Compression};

/// A whole batch: a slice that keeps the bytes alive that it was cut from.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The fixed part.
    pub header: BatchHeader,
    /// All of the batch, header included.
    pub bytes: Bytes,
}

/// Why a batch's records cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The CRC is not that of the bytes.
    #[error("the batch at offset {offset} is damaged: its CRC does not match its bytes")]
    Checksum {
        /// The batch's base offset.
        offset: crate::model::Offset,
    },
    /// The attributes name a codec that does not exist.
    #[error("the batch's attributes {0:#06x} name a codec that does not exist")]
    UnknownCodec(i16),
    /// The records cannot be decompressed.
    #[error(transparent)]
    Codec(#[from] CodecError),
}

impl Batch {
    /// Checks the CRC.
    ///
    /// # Errors
    /// If it does not match.
    pub fn verify(&self) -> Result<(), BatchError> {
        if self.header.crc_matches(&self.bytes) {
            Ok(())
        } else {
            Err(BatchError::Checksum { offset: self.header.base_offset })
        }
    }

    /// The codec of the records.
    ///
    /// # Errors
    /// If it does not exist.
    pub fn compression(&self) -> Result<Compression, BatchError> {
        let attributes = self.header.attributes;
        attributes.compression().ok_or(BatchError::UnknownCodec(attributes.0))
    }

    /// The records, decompressed if need be. Without compression they are slices of the batch, with
    /// it slices of one new buffer; either lives as long as any of them.
    ///
    /// # Errors
    /// If the codec is unknown or not built in, the bytes are not what it writes, or they grow
    /// beyond what `model::limits` allows.
    pub fn records(&self, codecs: &mut Codecs) -> Result<RecordBytesIter, BatchError> {
        let body = self.bytes.slice(BATCH_OVERHEAD..);
        let body = codecs.decompress(self.compression()?, &body)?;
        Ok(RecordBytesIter::new(self.header, body))
    }
}

/// Walks whole batches. It ends after the first error.
#[derive(Clone, Debug)]
pub struct BatchIter {
    rest: Bytes,
}

impl BatchIter {
    /// Over bytes that start with a batch.
    #[must_use]
    pub fn new(bytes: Bytes) -> Self {
        Self { rest: bytes }
    }

    /// Bytes that no batch was made of yet: at the end, those of one that is cut off.
    #[must_use]
    pub fn rest(&self) -> &Bytes {
        &self.rest
    }
}

impl Iterator for BatchIter {
    type Item = Result<Batch, HeaderError>;

    fn next(&mut self) -> Option<Self::Item> {
        match BatchHeader::parse_whole(&self.rest) {
            Ok(header) => {
                let bytes = self.rest.split_to(header.size);
                Some(Ok(Batch { header, bytes }))
            }
            Err(HeaderError::Truncated { .. }) => None,
            Err(error) => {
                self.rest = Bytes::new();
                Some(Err(error))
            }
        }
    }
}
