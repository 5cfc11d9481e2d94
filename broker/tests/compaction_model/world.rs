//! A compacted log beside its model, and the random steps that both take.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use ottla_core::{
    model::{
        LeaderEpoch, Moment, Now, Offset, ProducerEpoch, ProducerId, Rng, Timestamp,
        config::CleanupPolicy,
    },
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, BatchIter, Codecs, Compression, ControlType,
        Encoding, NewRecord, end_marker_value,
    },
    storage::{
        compaction::{Compaction, CompactionProgress},
        log::{
            AppendError, AppendOrigin, Appended, FirstBatch, LeaderBatch, Log, LogConfig, OpenMode,
            Replaced, Written,
        },
    },
};

use crate::{
    disks::{Loss, TestDisk},
    model::{Entry, Model},
};

const START: i64 = 1_700_000_000_000;
const KEYS: u64 = 8;

#[derive(Clone, Copy, Debug)]
struct Checkpoints {
    recovery_point: Offset,
    first_dirty_offset: Offset,
}

pub(crate) struct World<D> {
    disk: D,
    log: Log,
    model: Model,
    rng: Rng,
    now: Now,
    checkpoints: Checkpoints,
    values: u64,
    /// The high watermark of the last compaction.
    compacted_to: Offset,
    pub(crate) journal: Vec<String>,
}

fn config(rng: &mut Rng) -> LogConfig {
    LogConfig {
        cleanup_policy: CleanupPolicy::Compact,
        segment_bytes: 700 + rng.below(4_000),
        segment_ms: Duration::MAX,
        segment_index_bytes: 100 + rng.below(1_000),
        index_interval_bytes: rng.below(600),
        delete_retention: Duration::from_millis(rng.below(500)),
        retention_time: None,
        producer_id_expiration: Duration::MAX,
        ..LogConfig::default()
    }
}

impl<D: TestDisk> World<D> {
    pub(crate) fn new(seed: u64, disk: D) -> Self {
        let mut rng = Rng::from_seed(seed);
        let now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(START) };
        let config = Arc::new(config(&mut rng));
        let mode = OpenMode::Clean { log_start_offset: Offset(0) };
        let (log, _) =
            Log::open(disk.disk(), "t-0", config, mode, Rng::from_seed(seed), now).unwrap();
        let checkpoints = Checkpoints { recovery_point: Offset(0), first_dirty_offset: Offset(0) };
        let model = Model::default();
        Self {
            disk,
            log,
            model,
            rng,
            now,
            checkpoints,
            values: 0,
            compacted_to: Offset(0),
            journal: Vec::new(),
        }
    }

    pub(crate) fn step(&mut self) {
        let passed = Duration::from_millis(self.rng.below(60));
        self.now.monotonic = self.now.monotonic + passed;
        self.now.wall = Timestamp(self.now.wall.0 + passed.as_millis() as i64);
        match self.rng.below(100) {
            0..=29 => self.append(None),
            30..=49 => {
                let producer = self.rng.below(3) as i64;
                self.append(Some(producer));
            }
            50..=64 => self.end_transaction(),
            65..=70 => {
                self.journal.push("roll".to_owned());
                self.log.roll(self.now).unwrap();
            }
            71..=78 => self.sync(),
            79..=91 => self.compact(),
            92..=93 => self.checkpoint(),
            94..=95 => self.truncate(),
            96..=97 => self.stop(),
            _ => self.crash(),
        }
        let end = self.log.log_end_offset();
        assert_eq!(end.0, self.model.end());
        self.log.replicated(end);
        let stable = self.log.last_stable_offset(end);
        assert_eq!(stable.0, self.model.last_stable_offset(), "last stable offset");
    }

    fn append(&mut self, transaction: Option<i64>) {
        let count = 1 + self.rng.below(4);
        let mut builder = BatchBuilder::with_capacity(1_000);
        let mut entries = Vec::new();
        for _ in 0..count {
            self.values += 1;
            let key = self.rng.below(KEYS);
            let value = (self.rng.below(6) > 0).then_some(self.values);
            let text =
                value.map(|value| format!("{value:0width$}", width = 1 + (value % 90) as usize));
            builder
                .append(NewRecord {
                    timestamp: self.now.wall,
                    key: Some(&key.to_be_bytes()),
                    value: text.as_deref().map(str::as_bytes),
                    headers: [],
                })
                .unwrap();
            entries.push(Entry::Record { key, value, transaction });
        }
        let compression = [Compression::None, Compression::Lz4][self.rng.below(2) as usize];
        let encoding = Encoding::from(compression);
        let mut fields = BatchFields { encoding, ..BatchFields::default() };
        if let Some(producer) = transaction {
            let known = self.log.producers().get(ProducerId(producer));
            let last = known.and_then(|entry| entry.last_batch());
            fields.attributes = Attributes(0).transactional();
            fields.producer_id = ProducerId(producer);
            fields.producer_epoch = ProducerEpoch(0);
            fields.base_sequence = last.map_or(0, |batch| batch.last_sequence + 1);
        }
        let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
        self.journal.push(format!("append {entries:?}"));
        match self.append_bytes(&bytes, AppendOrigin::Client) {
            Ok(appended) if appended.written == Written::New => self.model.entries.extend(entries),
            // A producer of whom nothing is left starts anew, and may come by its old sequences.
            Ok(_) => self.values -= count,
            Err(error) => assert!(error.to_string().contains("segment.bytes"), "{error}"),
        }
    }

    fn end_transaction(&mut self) {
        let producer = self.rng.below(3) as i64;
        let commit = self.rng.below(2) == 0;
        if !self.model.is_open(producer) && self.rng.below(4) > 0 {
            return;
        }
        self.journal.push(format!("end of {producer}, commit: {commit}"));
        let how = if commit { ControlType::Commit } else { ControlType::Abort };
        let mut builder = BatchBuilder::with_capacity(100);
        builder.append_control(self.now.wall, how, &end_marker_value(0)).unwrap();
        let fields = BatchFields {
            attributes: Attributes(0).transactional().control(),
            producer_id: ProducerId(producer),
            producer_epoch: ProducerEpoch(0),
            ..BatchFields::default()
        };
        let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
        self.append_bytes(&bytes, AppendOrigin::Coordinator).unwrap();
        self.model.entries.push(Entry::Marker { producer, commit });
    }

    fn append_bytes(
        &mut self,
        bytes: &[u8],
        origin: AppendOrigin,
    ) -> Result<Appended, AppendError> {
        let batch = LeaderBatch::whole(bytes).unwrap();
        self.log.append_as_leader(&[batch], LeaderEpoch(0), origin, self.now)
    }

    fn sync(&mut self) {
        self.journal.push("sync".to_owned());
        if let Some(job) = self.log.prepare_sync().unwrap() {
            let synced = job.run().unwrap();
            self.log.synced(synced);
        }
    }

    fn compact(&mut self) {
        if self.rng.below(2) == 0 {
            self.log.roll(self.now).unwrap();
            self.sync();
        }
        let end = self.log.log_end_offset();
        let Some(plan) = self.log.plan_compaction(end, self.now).unwrap() else { return };
        self.compacted_to = end;
        self.checkpoint();
        let map_bytes = 24 * (3 + self.rng.below(20) as usize);
        let steps = if self.rng.below(3) == 0 { self.rng.below(12) } else { u64::MAX };
        self.journal.push(format!("compact from {}, {steps} steps", plan.first_dirty_offset));
        let mut compaction = Compaction::begin(plan, map_bytes, &mut self.rng);
        let budget = 1 + self.rng.below(2_000);
        let mut codecs = Codecs::new();
        for _ in 0..steps {
            match compaction.step(budget, &mut codecs).unwrap().progress {
                CompactionProgress::More => {}
                CompactionProgress::Replace(cleaned) => {
                    let replaced = self.log.take_compacted(*cleaned, self.now).unwrap();
                    let Replaced::Taken(deletion) = replaced else {
                        panic!("nothing else changes segments")
                    };
                    if let Some(deletion) = deletion
                        && self.rng.below(2) == 0
                    {
                        deletion.run().unwrap();
                    }
                }
                CompactionProgress::Done(report) => {
                    self.log.set_first_dirty_offset(report.end_offset);
                    self.journal.push(format!("compacted: {report:?}"));
                    break;
                }
            }
        }
        self.check();
    }

    fn checkpoint(&mut self) {
        self.journal.push("write checkpoints".to_owned());
        self.checkpoints = Checkpoints {
            recovery_point: self.log.recovery_point(),
            first_dirty_offset: self.log.first_dirty_offset(),
        };
    }

    /// Cuts what came after the last compaction: what is below the high watermark is never cut.
    fn truncate(&mut self) {
        let end = self.log.log_end_offset();
        let most = (end - self.compacted_to).clamp(0, 10) as u64;
        let to = end + -(self.rng.below(most + 1) as i64);
        self.journal.push(format!("truncate to {to}"));
        let _ = self.log.truncate_to(to, self.now).unwrap();
        self.model.entries.truncate(self.log.log_end_offset().0 as usize);
        let recovery_point = self.checkpoints.recovery_point.min(self.log.recovery_point());
        self.checkpoints.recovery_point = recovery_point;
    }

    fn stop(&mut self) {
        self.journal.push("clean stop".to_owned());
        self.log.close().unwrap();
        self.checkpoint();
        let findings = self.open(OpenMode::Clean { log_start_offset: Offset(0) });
        assert_eq!(findings, [""; 0]);
        self.check();
    }

    fn crash(&mut self) {
        let synced = self.log.recovery_point();
        let loss = self.disk.crash(&mut self.rng);
        self.journal.push(format!("crash, synced to {synced}, {loss:?}, {:?}", self.checkpoints));
        let recovery_point = self.checkpoints.recovery_point;
        let findings = self.open(OpenMode::Unclean { log_start_offset: Offset(0), recovery_point });
        let end = self.log.log_end_offset();
        self.journal.push(format!("{findings:?}, end {end}"));
        assert!(end >= synced, "synced to {synced}, but the log ends at {end}");
        match loss {
            Loss::Nothing => assert_eq!(end.0, self.model.end()),
            Loss::Unsynced => self.model.entries.truncate(end.0 as usize),
        }
        self.checkpoints.recovery_point = self.log.recovery_point();
        self.log.replicated(end);
        self.check();
    }

    fn open(&mut self, mode: OpenMode) -> Vec<String> {
        let config = Arc::clone(self.log.config());
        let rng = Rng::from_seed(self.rng.next_u64());
        let (log, report) =
            Log::open(self.disk.disk(), "t-0", config, mode, rng, self.now).unwrap();
        self.log = log;
        self.log.set_first_dirty_offset(self.checkpoints.first_dirty_offset);
        report.findings.iter().map(ToString::to_string).collect()
    }

    /// Reads all as a consumer of committed records does, and compares.
    pub(crate) fn check(&mut self) {
        let end = self.log.log_end_offset();
        self.log.replicated(end);
        let stable = self.log.last_stable_offset(end);
        assert_eq!(stable.0, self.model.last_stable_offset(), "last stable offset");
        let mut table = BTreeMap::new();
        let mut next = self.log.log_start_offset();
        while next < stable {
            let max_bytes = self.rng.below(3_000) as usize;
            let result = self.log.read(next, max_bytes, stable, FirstBatch::Whole).unwrap();
            let upper_bound = result.next_offset.unwrap();
            if upper_bound == next {
                // All that there was before the open transaction has gone.
                break;
            }
            let aborted = self.log.aborted_transactions(next, upper_bound).unwrap();
            let mut upcoming: Vec<_> = aborted.clone();
            upcoming.sort_by_key(|transaction| transaction.first_offset);
            upcoming.reverse();
            let mut skipped = BTreeSet::new();
            let bytes: Vec<u8> =
                result.slices.iter().flat_map(|slice| slice.read().unwrap()).collect();
            for batch in BatchIter::new(bytes.into()) {
                let batch = batch.unwrap();
                batch.verify().unwrap();
                while let Some(transaction) = upcoming.last()
                    && transaction.first_offset <= batch.header.last_offset()
                {
                    skipped.insert(transaction.producer_id);
                    upcoming.pop();
                }
                if batch.header.attributes.is_control() {
                    let control = batch.records(&mut Codecs::new()).unwrap().next();
                    if let Some(Ok(record)) = control
                        && record.key.is_some_and(|key| {
                            ControlType::of_key(&key) == Some(ControlType::Abort)
                        })
                    {
                        skipped.remove(&batch.header.producer_id);
                    }
                    continue;
                }
                let is_aborted = batch.header.attributes.is_transactional()
                    && skipped.contains(&batch.header.producer_id);
                for record in batch.records(&mut Codecs::new()).unwrap() {
                    let record = record.unwrap();
                    let number = |bytes: &[u8]| String::from_utf8_lossy(bytes).parse().unwrap();
                    let key = record.key.as_ref().unwrap().first_chunk::<8>().copied();
                    let key = u64::from_be_bytes(key.unwrap());
                    let value: Option<u64> = record.value.as_ref().map(|value| number(value));
                    let Entry::Record { key: expected_key, value: expected, .. } =
                        &self.model.entries[record.offset.0 as usize]
                    else {
                        panic!("a marker was written at {}", record.offset);
                    };
                    assert_eq!((key, value), (*expected_key, *expected), "at {}", record.offset);
                    if record.offset < next || is_aborted {
                        continue;
                    }
                    match value {
                        Some(value) => table.insert(key, value),
                        None => table.remove(&key),
                    };
                }
            }
            next = upper_bound;
        }
        let expected = self.model.table();
        if table != expected {
            self.describe();
        }
        assert_eq!(table, expected);
    }

    /// Puts what the log holds into the journal.
    fn describe(&mut self) {
        let end = self.log.log_end_offset();
        let aborted = self.log.aborted_transactions(Offset(0), end).unwrap();
        self.journal.push(format!("aborted: {aborted:?}"));
        let mut next = self.log.log_start_offset();
        while next < end {
            let result = self.log.read(next, 1, end, FirstBatch::Whole).unwrap();
            let bytes: Vec<u8> =
                result.slices.iter().flat_map(|slice| slice.read().unwrap()).collect();
            for batch in BatchIter::new(bytes.into()) {
                let batch = batch.unwrap();
                let header = &batch.header;
                let records = batch.records(&mut Codecs::new()).unwrap().map(|record| {
                    let record = record.unwrap();
                    (record.offset.0, self.model.entries[record.offset.0 as usize].clone())
                });
                self.journal.push(format!(
                    "{} to {}, {:?}, producer {}: {:?}",
                    header.base_offset,
                    header.last_offset(),
                    header.attributes,
                    header.producer_id.0,
                    records.collect::<Vec<_>>()
                ));
            }
            next = result.next_offset.unwrap().max(next + 1);
        }
    }
}
