//! A log on a disk with a clock, and batches to append to it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;

use crate::{
    model::{LeaderEpoch, Moment, Now, Offset, ProducerEpoch, ProducerId, Rng, Timestamp},
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, BatchHeader, Codecs, ControlType, NewRecord,
        TimestampType, end_marker_value,
    },
    storage::{
        disk::{Disk, MemoryDisk, failing::FailingDisk},
        log::{
            AppendError, AppendOrigin, Appended, FirstBatch, LeaderBatch, Log, LogConfig, LogError,
            OpenMode, ReadResult, RecoveryReport,
        },
    },
};

pub(super) const DIRECTORY: &str = "orders-0";

/// The wall clock of tests starts here.
pub(super) const START: i64 = 1_700_000_000_000;

pub(super) fn now_at(milliseconds: i64) -> Now {
    let elapsed = Duration::from_millis(milliseconds as u64);
    Now { monotonic: Moment(elapsed), wall: Timestamp(START + milliseconds) }
}

/// A batch of `count` records with values of `value_bytes` bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch {
    pub(super) count: i32,
    pub(super) value_bytes: usize,
    /// Milliseconds after [`START`], of the first record; each further one is a millisecond later.
    pub(super) time: i64,
    pub(super) timestamp_type: TimestampType,
    /// Producer, epoch, first sequence.
    pub(super) producer: Option<(i64, i16, i32)>,
    pub(super) fill: u8,
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            count: 1,
            value_bytes: 10,
            time: 0,
            timestamp_type: TimestampType::CreateTime,
            producer: None,
            fill: b'v',
        }
    }
}

impl Batch {
    pub(super) fn bytes(self) -> Bytes {
        self.at(Offset(0), LeaderEpoch(-1))
    }

    /// As a leader would send it to a follower.
    pub(super) fn at(self, base_offset: Offset, leader_epoch: LeaderEpoch) -> Bytes {
        let mut fields = BatchFields { base_offset, leader_epoch, ..BatchFields::default() };
        fields.attributes = fields.attributes.with_timestamp_type(self.timestamp_type);
        if let Some((id, epoch, sequence)) = self.producer {
            fields.producer_id = ProducerId(id);
            fields.producer_epoch = ProducerEpoch(epoch);
            fields.base_sequence = sequence;
        }
        self.with(fields)
    }

    pub(super) fn with(self, fields: BatchFields) -> Bytes {
        let mut builder = BatchBuilder::with_capacity(1_024);
        let value = vec![self.fill; self.value_bytes];
        for index in 0..self.count {
            builder
                .append(NewRecord {
                    timestamp: Timestamp(START + self.time + i64::from(index)),
                    key: None,
                    value: Some(&value),
                    headers: [],
                })
                .unwrap();
        }
        builder.finish(&fields, &mut Codecs::new()).unwrap()
    }
}

pub(super) fn produced_by(producer: i64, sequence: i32, attributes: Attributes) -> BatchFields {
    BatchFields {
        attributes,
        producer_id: ProducerId(producer),
        producer_epoch: ProducerEpoch(0),
        base_sequence: sequence,
        ..BatchFields::default()
    }
}

/// A log, its disk and its clock.
pub(super) struct Bench<D: Disk = MemoryDisk> {
    pub(super) disk: Arc<D>,
    pub(super) log: Log,
    pub(super) report: RecoveryReport,
    pub(super) now: Now,
}

pub(super) const CLEAN: OpenMode = OpenMode::Clean { log_start_offset: Offset(0) };

pub(super) fn unclean(recovery_point: i64) -> OpenMode {
    let recovery_point = Offset(recovery_point);
    OpenMode::Unclean { log_start_offset: Offset(0), recovery_point }
}

impl Bench {
    pub(super) fn in_memory(config: LogConfig) -> Self {
        Self::open(Arc::new(MemoryDisk::new()), config, CLEAN, now_at(0))
    }
}

impl Bench<FailingDisk> {
    pub(super) fn failing(config: LogConfig) -> Self {
        Self::open(Arc::new(FailingDisk::new()), config, CLEAN, now_at(0))
    }
}

impl<D: Disk + 'static> Bench<D> {
    pub(super) fn open(disk: Arc<D>, config: LogConfig, mode: OpenMode, now: Now) -> Self {
        let (log, report) = Self::try_open(&disk, config, mode, now).unwrap();
        Self { disk, log, report, now }
    }

    pub(super) fn try_open(
        disk: &Arc<D>,
        config: LogConfig,
        mode: OpenMode,
        now: Now,
    ) -> Result<(Log, RecoveryReport), LogError> {
        let disk: Arc<dyn Disk> = Arc::<D>::clone(disk);
        Log::open(disk, DIRECTORY, Arc::new(config), mode, Rng::from_seed(1), now)
    }

    /// Opens the same directory again, as after a stop.
    pub(super) fn reopen(&self, mode: OpenMode) -> Self {
        let config = LogConfig::clone(self.log.config());
        Self::open(Arc::clone(&self.disk), config, mode, self.now)
    }

    pub(super) fn wait(&mut self, milliseconds: u64) {
        self.now.monotonic = self.now.monotonic + Duration::from_millis(milliseconds);
        self.now.wall = Timestamp(self.now.wall.0 + milliseconds as i64);
    }

    pub(super) fn append(&mut self, batch: Batch) -> Result<Appended, AppendError> {
        self.append_under(batch, 0)
    }

    pub(super) fn append_under(
        &mut self,
        batch: Batch,
        epoch: i32,
    ) -> Result<Appended, AppendError> {
        let bytes = batch.bytes();
        let batch = LeaderBatch::whole(&bytes).unwrap();
        self.log.append_as_leader(&[batch], LeaderEpoch(epoch), AppendOrigin::Client, self.now)
    }

    pub(super) fn append_from(
        &mut self,
        bytes: &[u8],
        origin: AppendOrigin,
    ) -> Result<Appended, AppendError> {
        let batch = LeaderBatch::whole(bytes).unwrap();
        self.log.append_as_leader(&[batch], LeaderEpoch(0), origin, self.now)
    }

    /// Ends a transaction as its coordinator does.
    pub(super) fn end(&mut self, producer: i64, how: ControlType) -> Appended {
        self.try_end(producer, how, 3).unwrap()
    }

    pub(super) fn try_end(
        &mut self,
        producer: i64,
        how: ControlType,
        coordinator_epoch: i32,
    ) -> Result<Appended, AppendError> {
        let mut builder = BatchBuilder::with_capacity(100);
        let value = end_marker_value(coordinator_epoch);
        builder.append_control(self.now.wall, how, &value).unwrap();
        let fields = produced_by(producer, -1, Attributes(0).transactional().control());
        let bytes = builder.finish(&fields, &mut Codecs::new()).unwrap();
        self.append_from(&bytes, AppendOrigin::Coordinator)
    }

    /// Appends `count` batches of one record each.
    pub(super) fn append_many(&mut self, count: usize, value_bytes: usize) {
        for _ in 0..count {
            let time = self.now.wall.0 - START;
            self.append(Batch { value_bytes, time, ..Batch::default() }).unwrap();
        }
    }

    pub(super) fn read(&mut self, from: i64, max_bytes: usize) -> ReadResult {
        let end = self.log.log_end_offset();
        self.log.read(Offset(from), max_bytes, end, FirstBatch::Whole).unwrap()
    }

    pub(super) fn sync(&mut self) {
        if let Some(job) = self.log.prepare_sync().unwrap() {
            let synced = job.run().unwrap();
            self.log.synced(synced);
        }
    }

    /// All names in the partition's directory.
    pub(super) fn files(&self) -> Vec<String> {
        self.disk.list(DIRECTORY).unwrap().into_iter().map(|entry| entry.name).collect()
    }

    /// Base offset and last offset of each batch from `from` on.
    pub(super) fn offsets_from(&mut self, from: i64) -> Vec<(i64, i64)> {
        let mut offsets = Vec::new();
        let mut next = Offset(from);
        while next < self.log.log_end_offset() {
            let result = self.read(next.0, 1_000);
            let headers = headers(&result);
            assert!(!headers.is_empty(), "nothing at {next}");
            offsets.extend(headers.iter().map(|h| (h.base_offset.0, h.last_offset().0)));
            next = result.next_offset.unwrap();
        }
        offsets
    }
}

/// The batches of a read; they must be whole and right.
pub(super) fn headers(result: &ReadResult) -> Vec<BatchHeader> {
    let bytes = bytes(result);
    assert_eq!(bytes.len(), result.bytes);
    let mut headers = Vec::new();
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let header = BatchHeader::parse_whole(rest).unwrap();
        assert!(header.crc_matches(rest));
        rest = &rest[header.size..];
        headers.push(header);
    }
    assert_eq!(result.base_offset, headers.first().map(|header| header.base_offset));
    headers
}

pub(super) fn bytes(result: &ReadResult) -> Vec<u8> {
    result.slices.iter().flat_map(|slice| slice.read().unwrap().to_vec()).collect()
}
