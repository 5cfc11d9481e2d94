//! A batch's header on its own, to be written over while the records stay where they are: a leader
//! stamps offset, epoch and append time, a producer its id and sequence, and `[header, body]` goes
//! to the log or the socket. The buffer that the records came in is never written to.

use super::{Attributes, BATCH_OVERHEAD, BatchHeader, HeaderError, TimestampType, crc, header::at};
use crate::model::{LeaderEpoch, Offset, ProducerEpoch, ProducerId, Timestamp};

/// The 61 bytes of a header. Setters of fields that the CRC covers leave it stale until
/// [`StampedHeader::seal`]; the ones for base offset and leader epoch need no seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampedHeader([u8; BATCH_OVERHEAD]);

impl StampedHeader {
    /// A copy of the header that opens `batch`.
    ///
    /// # Errors
    /// As [`BatchHeader::parse`].
    pub fn copy_of(batch: &[u8]) -> Result<Self, HeaderError> {
        BatchHeader::parse(batch).map(|header| Self::of(&header))
    }

    /// The bytes of `header`, CRC included as it stands there.
    ///
    /// # Panics
    /// If the batch is larger than its 32-bit length field can say.
    #[must_use]
    pub fn of(header: &BatchHeader) -> Self {
        let mut stamped = Self([0; BATCH_OVERHEAD]);
        stamped.set_size(header.size);
        stamped.put(at::BASE_OFFSET, header.base_offset.0.to_be_bytes());
        stamped.put(at::LEADER_EPOCH, header.leader_epoch.0.to_be_bytes());
        stamped.put(at::MAGIC, [2]);
        stamped.put(at::CRC, header.crc.to_be_bytes());
        stamped.put(at::ATTRIBUTES, header.attributes.0.to_be_bytes());
        stamped.put(at::LAST_OFFSET_DELTA, header.last_offset_delta.to_be_bytes());
        stamped.put(at::BASE_TIMESTAMP, header.base_timestamp.0.to_be_bytes());
        stamped.put(at::MAX_TIMESTAMP, header.max_timestamp.0.to_be_bytes());
        stamped.put(at::PRODUCER_ID, header.producer_id.0.to_be_bytes());
        stamped.put(at::PRODUCER_EPOCH, header.producer_epoch.0.to_be_bytes());
        stamped.put(at::BASE_SEQUENCE, header.base_sequence.to_be_bytes());
        stamped.put(at::RECORD_COUNT, header.record_count.to_be_bytes());
        stamped
    }

    /// The bytes, to be written in front of the body.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; BATCH_OVERHEAD] {
        &self.0
    }

    /// The fields.
    #[must_use]
    pub fn header(&self) -> BatchHeader {
        BatchHeader::parse(&self.0).expect("only headers that parse are stamped")
    }

    /// Writes the offset that the log gave to the batch's first record. The CRC does not cover it.
    pub fn set_base_offset(&mut self, base_offset: Offset) {
        self.put(at::BASE_OFFSET, base_offset.0.to_be_bytes());
    }

    /// Writes the epoch of the leader that appends the batch. The CRC does not cover it.
    pub fn set_leader_epoch(&mut self, epoch: LeaderEpoch) {
        self.put(at::LEADER_EPOCH, epoch.0.to_be_bytes());
    }

    /// Writes the flags. Needs a [`StampedHeader::seal`].
    pub fn set_attributes(&mut self, attributes: Attributes) {
        self.put(at::ATTRIBUTES, attributes.0.to_be_bytes());
    }

    /// Writes whose clock the timestamps come from, and the largest of them. Needs a
    /// [`StampedHeader::seal`].
    pub fn set_max_timestamp(&mut self, timestamp_type: TimestampType, max: Timestamp) {
        self.set_attributes(self.header().attributes.with_timestamp_type(timestamp_type));
        self.put(at::MAX_TIMESTAMP, max.0.to_be_bytes());
    }

    /// Writes who produced the batch and the sequence of its first record. Needs a
    /// [`StampedHeader::seal`].
    pub fn set_producer(&mut self, id: ProducerId, epoch: ProducerEpoch, base_sequence: i32) {
        self.put(at::PRODUCER_ID, id.0.to_be_bytes());
        self.put(at::PRODUCER_EPOCH, epoch.0.to_be_bytes());
        self.put(at::BASE_SEQUENCE, base_sequence.to_be_bytes());
    }

    /// Writes the batch's length and CRC for this body.
    ///
    /// # Panics
    /// If the batch is larger than its 32-bit length field can say.
    pub fn seal(&mut self, body: &[u8]) {
        self.set_size(BATCH_OVERHEAD + body.len());
        let crc = crc::of_parts(&self.0, body);
        self.put(at::CRC, crc.to_be_bytes());
    }

    fn set_size(&mut self, size: usize) {
        let length = i32::try_from(size - super::LOG_OVERHEAD)
            .expect("batches are bounded far below the 2 GiB that the length field can say");
        self.put(at::LENGTH, length.to_be_bytes());
    }

    fn put<const N: usize>(&mut self, at: usize, bytes: [u8; N]) {
        self.0[at..at + N].copy_from_slice(&bytes);
    }
}
