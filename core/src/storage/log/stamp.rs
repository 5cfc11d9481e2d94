//! Writes into a batch's header what the leader decides: base offset, leader epoch and, where the
//! topic wants it, the append time. The records are not touched or copied; only the header is.

use crate::{
    model::{LeaderEpoch, Offset, Timestamp},
    protocol::records::{
        BATCH_OVERHEAD, BatchHeader, TimestampType, stamp_base_offset, stamp_leader_epoch,
    },
};

/// Where the bytes start that the CRC covers.
const ATTRIBUTES_AT: usize = 21;
const MAX_TIMESTAMP_AT: usize = 35;
const CRC_AT: usize = 17;

/// What the leader decides about a batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub(super) base_offset: Offset,
    pub(super) epoch: LeaderEpoch,
    /// Set for topics with `message.timestamp.type=LogAppendTime`.
    pub(super) append_time: Option<Timestamp>,
}

impl Stamp {
    /// The stamped header, as bytes and as read. `batch` is the whole batch.
    pub(super) fn apply(
        self,
        header: &BatchHeader,
        batch: &[u8],
    ) -> ([u8; BATCH_OVERHEAD], BatchHeader) {
        let mut bytes = [0; BATCH_OVERHEAD];
        let (head, body) = batch.split_at(BATCH_OVERHEAD);
        bytes.copy_from_slice(head);
        stamp_base_offset(&mut bytes, self.base_offset);
        stamp_leader_epoch(&mut bytes, self.epoch);
        let mut stamped =
            BatchHeader { base_offset: self.base_offset, leader_epoch: self.epoch, ..*header };
        if let Some(now) = self.append_time {
            stamped.attributes =
                stamped.attributes.with_timestamp_type(TimestampType::LogAppendTime);
            stamped.max_timestamp = now;
            bytes[ATTRIBUTES_AT..ATTRIBUTES_AT + 2]
                .copy_from_slice(&stamped.attributes.0.to_be_bytes());
            bytes[MAX_TIMESTAMP_AT..MAX_TIMESTAMP_AT + 8].copy_from_slice(&now.0.to_be_bytes());
            stamped.crc = crc32c(&bytes[ATTRIBUTES_AT..], body);
            bytes[CRC_AT..ATTRIBUTES_AT].copy_from_slice(&stamped.crc.to_be_bytes());
        }
        (bytes, stamped)
    }
}

/// CRC-32C of two pieces of a batch, one after the other.
pub(super) fn crc32c(head: &[u8], body: &[u8]) -> u32 {
    let mut digest = crc_fast::Digest::new(crc_fast::CrcAlgorithm::Crc32Iscsi);
    digest.update(head);
    digest.update(body);
    digest.finalize() as u32
}
