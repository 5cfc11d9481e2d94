//! The body of the fuzz target for the small files of a log directory and for producer snapshots:
//! what reads must be written, and read again as the same.

use crate::storage::{
    checkpoint::{
        CleanShutdown, MetaProperties, OffsetCheckpoint, OffsetCheckpointFile, PartitionMetadata,
        encode_leader_epochs, parse_leader_epochs,
    },
    producers::{decode_snapshot, encode_snapshot},
};

/// The first byte says which file the rest is.
///
/// # Panics
/// If a file that was read is not read again as what it was.
pub fn small_file(data: &[u8]) {
    let Some((kind, file)) = data.split_first() else { return };
    match kind % 6 {
        0 => offsets(file),
        1 => leader_epochs(file),
        2 => meta_properties(file),
        3 => partition_metadata(file),
        4 => {
            let clean = CleanShutdown::parse(file);
            assert_eq!(CleanShutdown::parse(&clean.encode()), clean);
        }
        _ => snapshot(file),
    }
}

fn offsets(file: &[u8]) {
    let name = OffsetCheckpointFile::RecoveryPoint;
    if let Ok(checkpoint) = OffsetCheckpoint::parse(name, file) {
        assert_eq!(OffsetCheckpoint::parse(name, &checkpoint.encode()), Ok(checkpoint));
    }
}

fn leader_epochs(file: &[u8]) {
    if let Ok(epochs) = parse_leader_epochs("epochs", file) {
        assert_eq!(parse_leader_epochs("epochs", &encode_leader_epochs(&epochs)), Ok(epochs));
    }
}

fn meta_properties(file: &[u8]) {
    if let Ok(meta) = MetaProperties::parse(file) {
        assert_eq!(MetaProperties::parse(&meta.encode()), Ok(meta));
    }
}

fn partition_metadata(file: &[u8]) {
    if let Ok(metadata) = PartitionMetadata::parse("metadata", file) {
        assert_eq!(PartitionMetadata::parse("metadata", &metadata.encode()), Ok(metadata));
    }
}

/// The CRC is made right, which chance would not.
fn snapshot(file: &[u8]) {
    let _ = decode_snapshot(file);
    let Some((version, covered)) = file.split_first_chunk::<6>() else { return };
    let crc = crc32c::crc32c(covered);
    let sealed = [&version[..2], &crc.to_be_bytes(), covered].concat();
    if let Ok(entries) = decode_snapshot(&sealed) {
        let again = decode_snapshot(&encode_snapshot(entries.iter()));
        assert_eq!(again.map(|again| again == entries), Ok(true), "{entries:?}");
    }
}
