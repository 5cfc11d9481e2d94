//! The body of the fuzz target for a partition's directory: segment, indexes, producer snapshot and
//! leader epochs hold anything, and a log is opened on them, read, appended to and opened again.

use std::sync::Arc;

use bytes::Bytes;

use crate::{
    model::{LeaderEpoch, Moment, Now, Offset, Rng, Timestamp, config::CleanupPolicy},
    protocol::records::{
        BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs, NewRecord, StampedHeader,
    },
    storage::{
        disk::{Disk, MemoryDisk},
        log::{
            AppendOrigin, FirstBatch, LeaderBatch, Log, LogConfig, OpenMode, RecoveryFinding,
            TimestampLookup,
        },
    },
};

const DIRECTORY: &str = "orders-0";
const NOW: Now = Now { monotonic: Moment(std::time::Duration::ZERO), wall: Timestamp(1_000) };
const UNCLEAN: OpenMode =
    OpenMode::Unclean { log_start_offset: Offset::ZERO, recovery_point: Offset::ZERO };

/// The first byte holds flags: 1 a clean stop, 2 CRCs made right, 4 a compacted topic. Then come
/// four lengths of one byte each, and that many bytes of offset index, time index, snapshot and
/// leader epochs; what is left is the segment.
///
/// # Panics
/// If a log that was recovered cannot be read, appended to, or opened again as it was.
pub fn log_directory(data: &[u8]) {
    let &[flags, index, time_index, snapshot, epochs, ref rest @ ..] = data else { return };
    let mut rest = rest;
    let disk = Arc::new(MemoryDisk::new());
    disk.create_dir(DIRECTORY).expect("memory does not fail");
    for (name, length) in [
        ("00000000000000000000.index", index),
        ("00000000000000000000.timeindex", time_index),
        ("00000000000000000003.snapshot", snapshot),
        ("leader-epoch-checkpoint", epochs),
    ] {
        let (file, after) = rest.split_at(usize::from(length).min(rest.len()));
        rest = after;
        write(&disk, name, file);
    }
    let segment = if flags & 2 != 0 { sealed(rest) } else { rest.to_vec() };
    write(&disk, "00000000000000000000.log", &segment);
    let policy = if flags & 4 != 0 { CleanupPolicy::Compact } else { CleanupPolicy::Delete };
    let config = LogConfig { cleanup_policy: policy, ..LogConfig::default() };
    let config = Arc::new(LogConfig { index_interval_bytes: 64, ..config });
    if flags & 1 != 0 {
        // Files are taken as they are then, so reading may find that they are corrupt.
        let log_start_offset = Offset::ZERO;
        if let Ok((mut log, _)) = open(&disk, &config, OpenMode::Clean { log_start_offset }) {
            let _ = read(&mut log);
        }
    }
    let (mut log, _) = open(&disk, &config, UNCLEAN).expect("damage is repaired");
    let batches = read(&mut log).expect("a recovered log can be read");
    let appended = append(&mut log).is_some();
    let end = log.log_end_offset();
    drop(log);
    let (mut log, report) = open(&disk, &config, UNCLEAN).expect("damage was repaired");
    let cut = |finding: &RecoveryFinding| matches!(finding, RecoveryFinding::Cut { .. });
    assert!(!report.findings.iter().any(cut), "what was recovered is sound: {report:?}");
    assert_eq!(log.log_end_offset(), end, "the log ends where it ended");
    assert_eq!(read(&mut log).ok(), Some(batches + usize::from(appended)));
}

fn write(disk: &MemoryDisk, name: &str, bytes: &[u8]) {
    let file = disk.create(&format!("{DIRECTORY}/{name}")).expect("memory does not fail");
    file.write_at(0, &[bytes]).expect("memory does not fail");
}

/// The segment with the CRCs of all its batches made right, which chance would not.
fn sealed(segment: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(segment.len());
    let mut rest = segment;
    while let Ok(header) = BatchHeader::parse_whole(rest) {
        let (batch, after) = rest.split_at(header.size);
        let mut stamped = StampedHeader::of(&header);
        let body = &batch[BATCH_OVERHEAD..];
        stamped.seal(body);
        sealed.extend_from_slice(stamped.as_bytes());
        sealed.extend_from_slice(body);
        rest = after;
    }
    sealed.extend_from_slice(rest);
    sealed
}

type Failed = Box<dyn std::error::Error>;

fn open(
    disk: &Arc<MemoryDisk>,
    config: &Arc<LogConfig>,
    mode: OpenMode,
) -> Result<(Log, crate::storage::log::RecoveryReport), Failed> {
    let disk: Arc<dyn Disk> = Arc::<MemoryDisk>::clone(disk);
    Ok(Log::open(disk, DIRECTORY, Arc::clone(config), mode, Rng::from_seed(1), NOW)?)
}

/// Reads the log from its start to its end, and looks for timestamps. Returns how many batches it
/// holds.
fn read(log: &mut Log) -> Result<usize, Failed> {
    for lookup in [
        TimestampLookup::Max,
        TimestampLookup::AtLeast(Timestamp(0)),
        TimestampLookup::AtLeast(NOW.wall),
        TimestampLookup::AtLeast(Timestamp(i64::MAX)),
    ] {
        log.find_timestamp(lookup)?;
    }
    let (mut next, end) = (log.log_start_offset(), log.log_end_offset());
    let mut batches = 0;
    while next < end {
        let result = log.read(next, 200, end, FirstBatch::Whole)?;
        for slice in &result.slices {
            let mut bytes: Bytes = slice.read()?;
            while !bytes.is_empty() {
                let header = BatchHeader::parse_whole(&bytes)?;
                bytes = bytes.split_off(header.size);
                batches += 1;
            }
        }
        let after = result.next_offset.unwrap_or(next);
        if after <= next {
            return Err(format!("reading does not go on after {next}").into());
        }
        next = after;
    }
    Ok(batches)
}

/// Appends a batch if there is an offset left for it.
fn append(log: &mut Log) -> Option<()> {
    if log.log_end_offset() >= Offset(i64::MAX - 1) {
        return None;
    }
    let mut builder = BatchBuilder::default();
    let record = NewRecord { timestamp: NOW.wall, key: Some(b"k"), value: None, headers: [] };
    builder.append(record).expect("far below 2 GiB");
    let fields = BatchFields::default();
    let batch = builder.finish(&fields, &mut Codecs::new()).expect("no codec is needed");
    let epoch = log.leader_epochs().latest().unwrap_or(LeaderEpoch(0)).max(LeaderEpoch(0));
    let batch = LeaderBatch::whole(&batch).expect("a batch that was just made");
    log.append_as_leader(&[batch], epoch, AppendOrigin::Client, NOW).expect("memory does not fail");
    Some(())
}
