//! A log beside its model, and the random steps that both take.

use std::{sync::Arc, time::Duration};

use ottla_core::{
    model::{LeaderEpoch, Moment, Now, Offset, Rng, Timestamp},
    storage::log::{
        AppendOrigin, FirstBatch, LeaderBatch, Log, LogConfig, OpenMode, SyncJob, TimestampLookup,
        Written,
    },
};

use crate::{
    batches::{self, START},
    disks::{Loss, TestDisk},
    model::Model,
};

/// What the checkpoint files of the log directory say.
#[derive(Clone, Copy, Debug)]
struct Checkpoints {
    recovery_point: Offset,
    log_start_offset: Offset,
}

pub(crate) struct World<D> {
    disk: D,
    log: Log,
    model: Model,
    rng: Rng,
    now: Now,
    checkpoints: Checkpoints,
    /// The largest start that the log ever had.
    start_max: Offset,
    job: Option<SyncJob>,
    pub(crate) journal: Vec<String>,
}

fn config(rng: &mut Rng) -> LogConfig {
    LogConfig {
        segment_bytes: 2_000 + rng.below(20_000),
        segment_ms: Duration::from_millis(20_000 + rng.below(100_000)),
        segment_index_bytes: 100 + rng.below(1_000),
        index_interval_bytes: rng.below(600),
        max_message_bytes: 1 << 20,
        retention_bytes: Some(5_000 + rng.below(50_000)),
        retention_time: None,
        producer_id_expiration: Duration::MAX,
        ..LogConfig::default()
    }
}

impl<D: TestDisk> World<D> {
    pub(crate) fn new(seed: u64, disk: D) -> Self {
        let mut rng = Rng::from_seed(seed);
        let now = Now { monotonic: Moment(Duration::ZERO), wall: Timestamp(START) };
        let start = Offset(0);
        // Batches of more than a segment would be refused; the largest here has 15,000 bytes.
        let mut config = config(&mut rng);
        config.segment_bytes = config.segment_bytes.max(16_000 * rng.below(2) + 2_000);
        let mode = OpenMode::Clean { log_start_offset: start };
        let (log, _) =
            Log::open(disk.disk(), "t-0", Arc::new(config), mode, Rng::from_seed(seed), now)
                .unwrap();
        let checkpoints = Checkpoints { recovery_point: start, log_start_offset: start };
        let model = Model::default();
        Self {
            disk,
            log,
            model,
            rng,
            now,
            checkpoints,
            start_max: start,
            job: None,
            journal: Vec::new(),
        }
    }

    pub(crate) fn step(&mut self) {
        self.now.monotonic = self.now.monotonic + Duration::from_millis(10);
        self.now.wall = Timestamp(self.now.wall.0 + 10);
        match self.rng.below(100) {
            0..=39 => self.append(),
            40..=59 => self.read(),
            60..=64 => self.find_timestamps(),
            65..=67 => {
                self.journal.push("roll".to_owned());
                self.log.roll(self.now).unwrap();
            }
            68..=74 => self.prepare_sync(),
            75..=81 => self.finish_sync(),
            82..=83 => self.checkpoint(),
            84..=85 => self.delete_records(),
            86..=88 => self.retain(),
            89..=91 => self.truncate(),
            92..=94 => self.stop(),
            _ => self.crash(),
        }
        assert_eq!(self.log.log_end_offset(), self.model.end());
        self.start_max = self.start_max.max(self.log.log_start_offset());
    }

    fn append(&mut self) {
        let producer = (self.rng.below(2) == 0).then(|| {
            let id = self.rng.below(3) as i64;
            let last = self.log.producers().get(ottla_core::model::ProducerId(id));
            (
                id,
                last.and_then(|entry| entry.last_batch())
                    .map_or(0, |batch| batch.last_sequence + 1),
            )
        });
        let bytes = batches::random(&mut self.rng, producer);
        let latest = self
            .model
            .latest_epoch()
            .max(self.log.leader_epochs().latest().unwrap_or(LeaderEpoch(0)));
        let epoch = LeaderEpoch(latest.0 + i32::from(self.rng.below(10) == 0));
        self.journal.push(format!("append {} bytes, epoch {epoch}, {producer:?}", bytes.len()));
        let batch = LeaderBatch::whole(&bytes).unwrap();
        match self.log.append_as_leader(&[batch], epoch, AppendOrigin::Client, self.now) {
            // A producer that was forgotten starts anew, and may come by its own old sequences.
            Ok(appended) if appended.written == Written::Duplicate => {
                let earlier = &self.model.from(appended.base_offset)[0].header;
                assert_eq!(earlier.base_offset, appended.base_offset);
                assert_eq!(Some((earlier.producer_id.0, earlier.base_sequence)), producer);
            }
            Ok(appended) => {
                assert_eq!(appended.base_offset, self.model.end());
                self.model.append(&bytes, epoch);
            }
            Err(error) => {
                assert!(error.to_string().contains("segment.bytes"), "{error}");
            }
        }
    }

    fn read(&mut self) {
        let (start, end) = (self.log.log_start_offset(), self.log.log_end_offset());
        let from = start + self.rng.below((end - start) as u64 + 1) as i64;
        let upper_bound = if self.rng.below(3) == 0 {
            // High watermarks stand between batches.
            let rest = self.model.from(from);
            let pick = self.rng.below(rest.len() as u64 + 1) as usize;
            rest.get(pick).map_or(end, |batch| batch.header.base_offset)
        } else {
            end
        };
        let max_bytes = self.rng.below(20_000) as usize;
        let first =
            if self.rng.below(3) == 0 { FirstBatch::WithinLimit } else { FirstBatch::Whole };
        self.journal.push(format!("read {from} {max_bytes} up to {upper_bound} {first:?}"));
        self.check_read(from, max_bytes, upper_bound, first);
    }

    fn check_read(
        &mut self,
        from: Offset,
        max_bytes: usize,
        upper_bound: Offset,
        first: FirstBatch,
    ) -> Offset {
        let result = self.log.read(from, max_bytes, upper_bound, first).unwrap();
        let bytes: Vec<u8> = result.slices.iter().flat_map(|slice| slice.read().unwrap()).collect();
        assert_eq!(bytes.len(), result.bytes);
        let mut rest = &bytes[..];
        let expected = self.model.from(from);
        let mut next = from;
        for batch in expected {
            if rest.is_empty() {
                break;
            }
            assert!(batch.header.last_offset() < upper_bound);
            assert!(rest.starts_with(&batch.bytes), "batch at {}", batch.header.base_offset);
            rest = &rest[batch.bytes.len()..];
            next = batch.header.last_offset() + 1;
        }
        assert!(rest.is_empty());
        assert_eq!(result.next_offset, Some(next));
        let first_size = expected.first().map_or(0, |batch| batch.bytes.len());
        if from < upper_bound {
            let refused = first == FirstBatch::WithinLimit && first_size > max_bytes;
            assert_eq!(bytes.is_empty(), refused);
            assert_eq!(result.first_batch_too_large, refused);
            assert!(bytes.len() <= max_bytes.max(first_size));
        } else {
            assert!(bytes.is_empty());
        }
        next
    }

    fn find_timestamps(&mut self) {
        let start = self.log.log_start_offset();
        let timestamp = Timestamp(START + self.rng.below(100_100) as i64);
        self.journal.push(format!("find {timestamp}"));
        let found = self.log.find_timestamp(TimestampLookup::AtLeast(timestamp)).unwrap();
        assert_eq!(
            found.map(|batch| batch.header.base_offset),
            self.model.first_at_least(start, timestamp)
        );
        let found = self.log.find_timestamp(TimestampLookup::Max).unwrap();
        let max = self.model.max_timestamp(start);
        assert_eq!(found.as_ref().map(|batch| batch.timestamp), max);
        assert_eq!(
            found.map(|batch| batch.header.base_offset),
            max.and_then(|max| self.model.first_at_least(start, max))
        );
    }

    fn prepare_sync(&mut self) {
        self.journal.push("prepare sync".to_owned());
        if let Some(job) = self.log.prepare_sync().unwrap() {
            assert!(self.job.is_none());
            self.job = Some(job);
        }
    }

    fn finish_sync(&mut self) {
        self.journal.push("finish sync".to_owned());
        if let Some(job) = self.job.take() {
            let synced = job.run().unwrap();
            self.log.synced(synced);
        }
    }

    fn checkpoint(&mut self) {
        self.journal.push("write checkpoints".to_owned());
        self.checkpoints = Checkpoints {
            recovery_point: self.log.recovery_point(),
            log_start_offset: self.log.log_start_offset(),
        };
    }

    fn delete_records(&mut self) {
        let (start, end) = (self.log.log_start_offset(), self.log.log_end_offset());
        let before = start + self.rng.below((end - start) as u64 + 1) as i64;
        self.journal.push(format!("delete records before {before}"));
        self.log.delete_records_before(before, end).unwrap();
        assert_eq!(self.log.log_start_offset(), before);
    }

    fn retain(&mut self) {
        let high_watermark = self.log.log_end_offset();
        let deletion = self.log.apply_retention(high_watermark, self.now).unwrap();
        self.journal.push(format!("retention: start {}", self.log.log_start_offset()));
        if let Some(deletion) = deletion
            && self.rng.below(2) == 0
        {
            deletion.run().unwrap();
        }
    }

    fn truncate(&mut self) {
        let (start, end) = (self.log.log_start_offset(), self.log.log_end_offset());
        let to = end + -(self.rng.below(((end - start) as u64).min(40) + 1) as i64);
        self.journal.push(format!("truncate to {to}"));
        // A deletion that is not run is done at the next start.
        let _ = self.log.truncate_to(to, self.now).unwrap();
        self.model.truncate(to);
        self.checkpoints.recovery_point =
            self.checkpoints.recovery_point.min(self.log.recovery_point());
        self.checkpoints.log_start_offset =
            self.checkpoints.log_start_offset.min(self.log.log_start_offset());
    }

    fn stop(&mut self) {
        self.journal.push("clean stop".to_owned());
        self.job = None;
        self.log.close().unwrap();
        self.checkpoint();
        assert_eq!(self.log.recovery_point(), self.log.log_end_offset());
        let log_start_offset = self.log.log_start_offset();
        let findings = self.open(OpenMode::Clean { log_start_offset });
        assert_eq!(findings, [""; 0]);
        assert_eq!(self.log.log_start_offset(), log_start_offset);
        assert_eq!(self.log.recovery_point(), self.log.log_end_offset());
        self.check_everything();
    }

    fn crash(&mut self) {
        let synced = self.log.recovery_point();
        let start = self.log.log_start_offset();
        self.job = None;
        let loss = self.disk.crash(&mut self.rng);
        self.journal.push(format!("crash, synced to {synced}, {:?}, {loss:?}", self.checkpoints));
        let Checkpoints { recovery_point, log_start_offset } = self.checkpoints;
        let findings = self.open(OpenMode::Unclean { log_start_offset, recovery_point });
        self.journal.push(format!("{findings:?}, end {}", self.log.log_end_offset()));
        let end = self.log.log_end_offset();
        assert!(end >= synced, "synced to {synced}, but the log ends at {end}");
        match loss {
            Loss::Nothing => assert_eq!(end, self.model.end()),
            Loss::Unsynced => self.model.truncate(end),
        }
        if self.model.end() < log_start_offset {
            self.model.start_anew(log_start_offset);
        }
        assert_eq!(end, self.model.end());
        let new_start = self.log.log_start_offset();
        assert!(log_start_offset <= new_start && new_start <= start.max(log_start_offset));
        self.checkpoints.recovery_point = self.log.recovery_point();
        self.check_everything();
    }

    fn open(&mut self, mode: OpenMode) -> Vec<String> {
        let config = Arc::clone(self.log.config());
        let rng = Rng::from_seed(self.rng.next_u64());
        let (log, report) =
            Log::open(self.disk.disk(), "t-0", config, mode, rng, self.now).unwrap();
        self.log = log;
        report.findings.iter().map(ToString::to_string).collect()
    }

    /// Reads the whole log, and compares epochs and producers.
    pub(crate) fn check_everything(&mut self) {
        let end = self.log.log_end_offset();
        let start = self.log.log_start_offset();
        let mut next = start;
        while next < end {
            let max_bytes = self.rng.below(9_000) as usize;
            next = self.check_read(next, max_bytes, end, FirstBatch::Whole);
        }
        for batch in self.model.from(start) {
            let offset = batch.header.base_offset.max(start);
            // Epochs of deleted records are forgotten, also when a crash brings those back.
            if offset < self.start_max {
                continue;
            }
            let epoch = self.log.leader_epochs().epoch_at(offset);
            assert_eq!(epoch, Some(batch.header.leader_epoch), "epoch at {offset}");
        }
        let expected = self.model.producers();
        for entry in self.log.producers().iter() {
            let batch = entry.last_batch().expect("producers here have no markers");
            let expected = expected.get(&entry.id).copied();
            assert_eq!(expected, Some((batch.last_sequence, batch.last_offset)));
        }
        for (id, (_, last_offset)) in expected {
            let known = self.log.producers().get(id).is_some();
            assert!(known || last_offset < self.start_max, "producer {id:?} is forgotten");
        }
        self.find_timestamps();
    }
}
