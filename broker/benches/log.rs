//! What a log costs beside the bare writes of the same bytes, on the same file system, in turns:
//! `cargo bench -p ottla-broker --bench log [-- DIRECTORY [recovery]]`; the last word leaves out all but that.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use ottla_broker::disk::FileDisk;
use ottla_core::{
    model::{LeaderEpoch, Moment, Now, Offset, Rng, Timestamp},
    protocol::records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    storage::{
        disk::{Disk, MemoryDisk},
        log::{AppendOrigin, FirstBatch, LeaderBatch, Log, LogConfig, OpenMode},
    },
};

const NOW: Now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(1_700_000_000_000) };
const TOTAL_BYTES: usize = 1 << 30;
const ROUNDS: usize = 5;

fn batch(bytes: usize) -> Bytes {
    let mut builder = BatchBuilder::with_capacity(bytes + 1_024);
    let value = vec![7; 990.min(bytes)];
    while builder.size() < bytes {
        let record = NewRecord { timestamp: NOW.wall, key: None, value: Some(&value), headers: [] };
        builder.append(record).expect("the batch is small");
    }
    builder.finish(&BatchFields::default(), &mut Codecs::new()).expect("no codec")
}

fn log_on(disk: Arc<dyn Disk>, name: &str) -> Log {
    let mode = OpenMode::Clean { log_start_offset: Offset::ZERO };
    let config = Arc::new(LogConfig::default());
    Log::open(disk, name, config, mode, Rng::from_seed(1), NOW).expect("an empty directory").0
}

fn append(log: &mut Log, bytes: &Bytes) {
    let batch = LeaderBatch::whole(bytes).expect("a batch");
    log.append_as_leader(&[batch], LeaderEpoch(0), AppendOrigin::Client, NOW).expect("room");
}

/// Megabytes a second.
fn rate(bytes: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    bytes as f64 / start.elapsed().as_secs_f64() / 1e6
}

fn appends(root: &Path, size: usize) {
    let bytes = batch(size);
    let count = (TOTAL_BYTES / bytes.len()).min(1 << 18);
    let total = count * bytes.len();
    let disk: Arc<dyn Disk> = Arc::new(FileDisk::open(root).expect("a directory"));
    let mut ratios = Vec::new();
    let (mut best_bare, mut best_log) = (0_f64, 0_f64);
    for round in 0..ROUNDS {
        let path = root.join("bare");
        let file = File::create(&path).expect("a file");
        let bare = rate(total, || {
            for index in 0..count {
                file.write_all_at(&bytes, (index * bytes.len()) as u64).expect("room");
            }
        });
        drop(file);
        std::fs::remove_file(path).expect("the file");
        let name = format!("bench-{round}");
        let mut log = log_on(Arc::clone(&disk), &name);
        let logged = rate(total, || (0..count).for_each(|_| append(&mut log, &bytes)));
        drop(log);
        disk.remove_dir_all(&name).expect("the log");
        ratios.push(logged / bare);
        best_bare = best_bare.max(bare);
        best_log = best_log.max(logged);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "append {size:>6} B batches: bare {best_bare:>7.0} MB/s, log {best_log:>7.0} MB/s, \
         median ratio {:.2}",
        ratios[ROUNDS / 2]
    );
}

fn append_and_read_back(disk: Arc<dyn Disk>, what: &str) {
    let bytes = batch(100);
    let mut log = log_on(disk, "tail-0");
    let count = 300_000_u32;
    let start = Instant::now();
    for _ in 0..count {
        let from = log.log_end_offset();
        append(&mut log, &bytes);
        let end = log.log_end_offset();
        let read = log.read(from, 1 << 20, end, FirstBatch::Whole).expect("the batch");
        assert_eq!(read.bytes, bytes.len());
    }
    println!("append one small batch and read it back, {what}: {:?}", start.elapsed() / count);
}

fn memory_appends() {
    let bytes = batch(64 * 1024);
    let count = TOTAL_BYTES / 2 / bytes.len();
    let disk = Arc::new(MemoryDisk::new());
    let mut log = log_on(Arc::<MemoryDisk>::clone(&disk), "memory-0");
    let rate = rate(count * bytes.len(), || (0..count).for_each(|_| append(&mut log, &bytes)));
    let held = disk.reserved_bytes() as f64 / (count * bytes.len()) as f64;
    println!("append  65536 B batches in memory: {rate:>7.0} MB/s, holding {held:.3} of the data");
}

fn recovery(root: &Path) {
    let disk: Arc<dyn Disk> = Arc::new(FileDisk::open(root).expect("a directory"));
    let bytes = batch(16 * 1024);
    let mut log = log_on(Arc::clone(&disk), "recover-0");
    for _ in 0..TOTAL_BYTES / bytes.len() {
        append(&mut log, &bytes);
    }
    drop(log);
    // The first round is not counted: to the kernel the second read of a page costs more than any
    // other, for it takes the page to be in use from then on.
    let mut rounds: Vec<_> = (0..=ROUNDS).map(|_| recover_beside_reading(root, &disk)).collect();
    rounds.remove(0);
    rounds.sort_by(|one, other| one.ratio().total_cmp(&other.ratio()));
    let Recovered { bytes, reading, recovering } = rounds[ROUNDS / 2];
    println!(
        "recover {} MB: {recovering:?}, reading them {reading:?}, ratio {:.2} (the median; {:.2} to {:.2})",
        bytes / 1_000_000,
        rounds[ROUNDS / 2].ratio(),
        rounds[0].ratio(),
        rounds[ROUNDS - 1].ratio()
    );
    disk.remove_dir_all("recover-0").expect("the log");
}

#[derive(Clone, Copy)]
struct Recovered {
    bytes: u64,
    reading: Duration,
    recovering: Duration,
}

impl Recovered {
    fn ratio(&self) -> f64 {
        self.recovering.as_secs_f64() / self.reading.as_secs_f64()
    }
}

fn recover_beside_reading(root: &Path, disk: &Arc<dyn Disk>) -> Recovered {
    let path = root.join("recover-0/00000000000000000000.log");
    let start = Instant::now();
    let file = File::open(&path).expect("the log");
    let length = file.metadata().expect("the log").len();
    let mut buffer = vec![0; 256 * 1024];
    let mut position = 0;
    while position < length {
        position += file.read_at(&mut buffer, position).expect("the log") as u64;
    }
    let reading = start.elapsed();
    let start = Instant::now();
    let mode = OpenMode::Unclean { log_start_offset: Offset::ZERO, recovery_point: Offset::ZERO };
    let config = Arc::new(LogConfig::default());
    let (_, report) =
        Log::open(Arc::clone(disk), "recover-0", config, mode, Rng::from_seed(1), NOW)
            .expect("the log");
    let recovering = start.elapsed();
    assert_eq!(report.verified_bytes, length);
    Recovered { bytes: length, reading, recovering }
}

fn main() {
    let mut given = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let parent = given.next().unwrap_or_else(|| std::env::temp_dir().display().to_string());
    let root = tempfile::tempdir_in(parent).expect("a directory to write to");
    if given.next().as_deref() == Some("recovery") {
        recovery(root.path());
        return;
    }
    for size in [1_000, 16 * 1024, 64 * 1024] {
        appends(root.path(), size);
    }
    append_and_read_back(Arc::new(FileDisk::open(root.path()).expect("a directory")), "files");
    append_and_read_back(Arc::new(MemoryDisk::new()), "memory");
    memory_appends();
    recovery(root.path());
}
