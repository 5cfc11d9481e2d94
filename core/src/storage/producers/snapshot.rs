//! Producer snapshots (`.snapshot`): version, CRC-32C of what follows, and one entry of 48 bytes
//! for each producer, with its last batch only. A snapshot that was not written to its end shows
//! by its CRC and is ignored.

use super::{ProducerBatch, ProducerEntry};
use crate::model::{Offset, ProducerEpoch, ProducerId, Timestamp};

const VERSION: i16 = 1;
const HEADER_BYTES: usize = 2 + 4 + 4;
const ENTRY_BYTES: usize = 8 + 2 + 4 + 8 + 4 + 8 + 4 + 8;
/// Where the bytes start that the CRC covers.
const ENTRIES_AT: usize = 2 + 4;

/// Why a snapshot cannot be used. The state is built from the log then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSnapshot {
    /// The file is shorter or longer than its entries.
    #[error("{0} bytes do not hold the entries that it claims")]
    Length(usize),
    /// A version that does not exist.
    #[error("version {0} is unknown")]
    Version(i16),
    /// The CRC does not fit.
    #[error("the checksum does not fit the content")]
    Checksum,
}

/// The bytes of a snapshot with `entries`.
#[must_use]
pub fn encode_snapshot<'a>(entries: impl ExactSizeIterator<Item = &'a ProducerEntry>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + entries.len() * ENTRY_BYTES);
    bytes.extend_from_slice(&VERSION.to_be_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&(entries.len() as i32).to_be_bytes());
    for entry in entries {
        let last = entry.last_batch();
        bytes.extend_from_slice(&entry.id.0.to_be_bytes());
        bytes.extend_from_slice(&entry.epoch.0.to_be_bytes());
        bytes.extend_from_slice(&last.map_or(-1, |batch| batch.last_sequence).to_be_bytes());
        bytes.extend_from_slice(&last.map_or(-1, |batch| batch.last_offset.0).to_be_bytes());
        bytes.extend_from_slice(&last.map_or(0, |batch| batch.offset_delta).to_be_bytes());
        bytes.extend_from_slice(&entry.last_timestamp.0.to_be_bytes());
        bytes.extend_from_slice(&entry.coordinator_epoch.to_be_bytes());
        let transaction = entry.transaction_first_offset.unwrap_or(Offset::NONE);
        bytes.extend_from_slice(&transaction.0.to_be_bytes());
    }
    let crc = crc32c::crc32c(&bytes[ENTRIES_AT..]);
    bytes[2..ENTRIES_AT].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// Reads a snapshot.
///
/// # Errors
/// If it is not a whole snapshot of version 1.
pub fn decode_snapshot(bytes: &[u8]) -> Result<Vec<ProducerEntry>, InvalidSnapshot> {
    let (Some(version), Some(crc), Some(count)) = (
        bytes.first_chunk().map(|bytes| i16::from_be_bytes(*bytes)),
        bytes.get(2..).and_then(|rest| rest.first_chunk()).map(|bytes| u32::from_be_bytes(*bytes)),
        bytes.get(6..).and_then(|rest| rest.first_chunk()).map(|bytes| i32::from_be_bytes(*bytes)),
    ) else {
        return Err(InvalidSnapshot::Length(bytes.len()));
    };
    if version != VERSION {
        return Err(InvalidSnapshot::Version(version));
    }
    if crc != crc32c::crc32c(&bytes[ENTRIES_AT..]) {
        return Err(InvalidSnapshot::Checksum);
    }
    let entries = bytes[HEADER_BYTES..].chunks_exact(ENTRY_BYTES);
    if usize::try_from(count) != Ok(entries.len()) || !entries.remainder().is_empty() {
        return Err(InvalidSnapshot::Length(bytes.len()));
    }
    Ok(entries.map(decode_entry).collect())
}

fn decode_entry(bytes: &[u8]) -> ProducerEntry {
    let mut rest = bytes;
    let id = ProducerId(i64::from_be_bytes(take(&mut rest)));
    let epoch = ProducerEpoch(i16::from_be_bytes(take(&mut rest)));
    let last_sequence = i32::from_be_bytes(take(&mut rest));
    let last_offset = Offset(i64::from_be_bytes(take(&mut rest)));
    let offset_delta = i32::from_be_bytes(take(&mut rest));
    let timestamp = Timestamp(i64::from_be_bytes(take(&mut rest)));
    let mut entry = ProducerEntry::new(id, epoch);
    entry.last_timestamp = timestamp;
    entry.coordinator_epoch = i32::from_be_bytes(take(&mut rest));
    let transaction = Offset(i64::from_be_bytes(take(&mut rest)));
    entry.transaction_first_offset = Some(transaction).filter(|offset| *offset >= Offset::ZERO);
    if last_offset >= Offset::ZERO {
        entry.push(ProducerBatch { last_sequence, last_offset, offset_delta, timestamp });
    }
    entry
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let mut array = [0; N];
    let (head, tail) = rest.split_at(N);
    array.copy_from_slice(head);
    *rest = tail;
    array
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Apache Kafka 4.3.1 wrote for producer 0, epoch 0, sequences 0 to 199.
    const KAFKA: [u8; 58 - 2] = [
        0x00, 0x01, 0xdd, 0xce, 0xdb, 0xfb, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc7, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0xc7, 0x00, 0x00, 0x00, 0xc7, 0x00, 0x00, 0x01, 0x99, 0xc8, 0x32, 0xd2, 0xb0, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    ];

    #[test]
    fn a_snapshot_of_apache_kafka_is_read_and_written_byte_for_byte() {
        let entries = decode_snapshot(&KAFKA).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].id, ProducerId(0));
        let last = entries[0].last_batch().unwrap();
        assert_eq!((last.first_sequence(), last.last_sequence), (0, 199));
        assert_eq!(last.last_offset, Offset(199));
        assert_eq!(encode_snapshot(entries.iter()), KAFKA);
    }

    #[test]
    fn damage_anywhere_is_noticed() {
        for at in 0..KAFKA.len() {
            let mut damaged = KAFKA;
            damaged[at] ^= 1;
            assert!(decode_snapshot(&damaged).is_err(), "byte {at}");
            assert!(decode_snapshot(&KAFKA[..at]).is_err(), "{at} bytes");
        }
    }
}
