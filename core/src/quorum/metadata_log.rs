//! The metadata log with its snapshots: what stands in it, which voters its control records name,
//! where it may be cut. Who writes to it is decided by the quorum.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use bytes::{Bytes, BytesMut};

use super::{
    Durability, LastShutdown, Output, QuorumError, QuorumParts, ReplicaKey, SnapshotId,
    SnapshotRetention, VoterSet, snapshots,
};
use crate::{
    model::{LeaderEpoch, LogSlice, Now, Offset, Timestamp},
    protocol::{
        codec::Records,
        messages::{
            kraft_version_record::KRaftVersionRecord, metadata::MetadataRecord,
            voters_record::VotersRecord,
        },
        records::{Attributes, Batch, BatchBuilder, BatchFields, BatchIter, Codecs, ControlType},
    },
    storage::{
        disk::{Disk, DiskAction, DiskError, EntryKind},
        log::{AppendOrigin, FirstBatch, LeaderBatch, Log, OpenMode, RecoveryFinding, Synced},
    },
};

/// Name of the log's folder.
pub(super) const DIRECTORY: &str = "__cluster_metadata-0";

/// Most bytes that a read takes, as Apache Kafka's.
pub(super) const READ_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Where the static voters stand: before every offset, also that of a snapshot at 0.
pub(super) const STATIC: i64 = i64::MIN;

/// How far a read goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upto {
    /// What is committed.
    HighWatermark,
    /// All there is; for the leader's image of what it has decided.
    LogEnd,
}

/// A batch as it was read. Control batches come without records.
#[derive(Clone, Debug, PartialEq)]
pub struct CommittedBatch {
    /// Offset of its first record.
    pub base_offset: Offset,
    /// Offset of its last record.
    pub last_offset: Offset,
    /// The epoch that wrote it.
    pub epoch: LeaderEpoch,
    /// When it was appended.
    pub timestamp: Timestamp,
    /// The metadata records in it.
    pub records: Vec<(Offset, MetadataRecord)>,
}

/// What becomes of a fetch at an offset and an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Validity {
    Valid,
    Diverging { epoch: LeaderEpoch, end_offset: Offset },
    Snapshot(SnapshotId),
}

#[derive(Debug)]
pub(super) struct MetadataLog {
    pub(super) log: Log,
    /// What recovery has found at the start.
    pub(super) findings: Vec<RecoveryFinding>,
    pub(super) disk: Arc<dyn Disk>,
    durability: Durability,
    pub(super) retention: SnapshotRetention,
    codecs: Codecs,
    pub(super) snapshots: BTreeSet<SnapshotId>,
    pub(super) high_watermark: Offset,
    /// Whether the high watermark is that of a leader of this run, and not merely what the last one left.
    pub(super) is_confirmed: bool,
    pub(super) voters: BTreeMap<i64, VoterSet>,
    pub(super) kraft_versions: BTreeMap<i64, i16>,
}

impl MetadataLog {
    pub(super) fn open(parts: &QuorumParts, now: Now) -> Result<Self, QuorumError> {
        let disk = Arc::clone(&parts.disk);
        let snapshots = find_snapshots(&*disk)?;
        let log_start_offset = snapshots.first().map_or(Offset::ZERO, |id| id.end_offset);
        let mode = match parts.last_shutdown {
            LastShutdown::Clean => OpenMode::Clean { log_start_offset },
            LastShutdown::Unclean => {
                OpenMode::Unclean { log_start_offset, recovery_point: Offset::ZERO }
            }
        };
        let rng = parts.rng.split("metadata log");
        let config = Arc::clone(&parts.log_config);
        let (log, report) = Log::open(Arc::clone(&disk), DIRECTORY, config, mode, rng, now)?;
        let mut opened = Self {
            log,
            findings: report.findings,
            disk,
            durability: parts.durability,
            retention: parts.retention,
            codecs: Codecs::new(),
            snapshots,
            high_watermark: Offset::ZERO,
            is_confirmed: false,
            voters: BTreeMap::from([(STATIC, parts.static_voters.clone())]),
            kraft_versions: BTreeMap::from([(STATIC, 0)]),
        };
        opened.settle(now)?;
        Ok(opened)
    }

    /// Brings log and snapshots together after the start, and reads the control records.
    fn settle(&mut self, now: Now) -> Result<(), QuorumError> {
        let mut out = Output::default();
        self.start_at_latest_snapshot(now, &mut out)?;
        self.forget_snapshots()?;
        // Deletions that nobody runs are done at the next start of the log.
        drop(out);
        let start = self.latest_snapshot().map_or(Offset::ZERO, |id| id.end_offset);
        self.high_watermark = start.max(self.log.log_start_offset());
        if let Some(id) = self.latest_snapshot() {
            self.load_controls(id)?;
        }
        let mut next = self.high_watermark;
        while next < self.log.log_end_offset() {
            let Some(last) = self
                .batches(next, self.log.log_end_offset(), READ_BYTES_MAX)?
                .pop_controls(self)?
            else {
                break;
            };
            next = last + 1;
        }
        Ok(())
    }

    pub(super) fn load_controls(&mut self, id: SnapshotId) -> Result<(), QuorumError> {
        let at = id.end_offset.0 - 1;
        self.voters.retain(|offset, _| *offset == STATIC);
        self.kraft_versions.retain(|offset, _| *offset == STATIC);
        for (kind, value) in self.read_snapshot(id)?.controls()? {
            self.control(at, kind, &value)?;
        }
        Ok(())
    }

    /// Takes in a control record.
    fn control(&mut self, at: i64, kind: ControlType, value: &Bytes) -> Result<(), QuorumError> {
        match kind {
            ControlType::KraftVersion => {
                let record: KRaftVersionRecord = snapshots::decode(value, Offset(at))?;
                self.kraft_versions.insert(at, record.kraft_version);
            }
            ControlType::KraftVoters => {
                let record: VotersRecord = snapshots::decode(value, Offset(at))?;
                self.voters.insert(at, VoterSet::of_record(&record));
            }
            ControlType::Abort
            | ControlType::Commit
            | ControlType::LeaderChange
            | ControlType::SnapshotHeader
            | ControlType::SnapshotFooter => {}
        }
        Ok(())
    }

    /// The voters by all of the log, committed or not.
    pub(super) fn voters(&self) -> &VoterSet {
        static NONE: VoterSet = VoterSet(BTreeMap::new());
        self.voters.last_key_value().map_or(&NONE, |(_, voters)| voters)
    }

    /// Whether this replica votes, or did before a change that is not known to be committed. It may be the only one
    /// that has the change: were it to wait for the others, who find their logs shorter, nobody would ever lead.
    pub(super) fn may_be_needed(&self, key: ReplicaKey) -> bool {
        let mut newest_first = self.voters.iter().rev();
        let Some((offset, voters)) = newest_first.next() else { return false };
        let before = newest_first.next().filter(|_| *offset >= self.high_watermark.0);
        voters.contains(key) || before.is_some_and(|(_, voters)| voters.contains(key))
    }

    /// Where the newest voters stand; negative if not in the log.
    pub(super) fn voters_offset(&self) -> i64 {
        self.voters.last_key_value().map_or(STATIC, |(offset, _)| *offset)
    }

    /// The newest voters below the high watermark, if the log names any there.
    pub(super) fn committed_voters(&self) -> Option<(Offset, &VoterSet)> {
        let committed = self.voters.range(..self.high_watermark.0);
        let (at, voters) = committed.last()?;
        (*at > STATIC).then_some((Offset(*at), voters))
    }

    pub(super) fn kraft_version(&self) -> i16 {
        self.kraft_versions.last_key_value().map_or(0, |(_, version)| *version)
    }

    pub(super) fn start(&self) -> Offset {
        self.log.log_start_offset()
    }

    pub(super) fn end(&self) -> Offset {
        self.log.log_end_offset()
    }

    /// Up to here records count for this node.
    pub(super) fn safe_end(&self) -> Offset {
        match self.durability {
            Durability::Synced => self.log.recovery_point(),
            Durability::InMemory => self.log.log_end_offset(),
        }
    }

    pub(super) fn last_epoch(&self) -> LeaderEpoch {
        let snapshot = self.latest_snapshot().filter(|id| id.end_offset == self.end());
        self.log.leader_epochs().latest().or(snapshot.map(|id| id.epoch)).unwrap_or(LeaderEpoch(0))
    }

    /// Epoch of the record at `offset`, if the log knows.
    pub(super) fn epoch_at(&self, offset: Offset) -> Option<LeaderEpoch> {
        self.log.leader_epochs().epoch_at(offset)
    }

    /// Where `epoch` ended here, with the last epoch at or before it.
    fn end_of_epoch(&self, epoch: LeaderEpoch) -> (LeaderEpoch, Offset) {
        let end = self.log.end_of_epoch(epoch);
        if end.end_offset < Offset::ZERO {
            (self.last_epoch(), self.end())
        } else {
            (end.epoch, end.end_offset)
        }
    }

    pub(super) fn validate(&self, offset: Offset, epoch: LeaderEpoch) -> Validity {
        let start = self.start();
        if start == Offset::ZERO && offset == Offset::ZERO && epoch == LeaderEpoch(0) {
            return Validity::Valid;
        }
        if let (Some(earliest), Some(latest)) = (self.snapshots.first(), self.snapshots.last())
            && (offset < start
                || (offset == start && epoch != earliest.epoch)
                || epoch < earliest.epoch)
        {
            return Validity::Snapshot(*latest);
        }
        let (found, end_offset) = self.end_of_epoch(epoch);
        if found != epoch || end_offset < offset {
            Validity::Diverging { epoch: found, end_offset }
        } else {
            Validity::Valid
        }
    }

    /// Cuts what the leader does not have. Refuses to cut what is committed.
    pub(super) fn truncate_to_diverging(
        &mut self,
        epoch: LeaderEpoch,
        end_offset: Offset,
        now: Now,
        out: &mut Output,
    ) -> Result<Option<Offset>, QuorumError> {
        let (own_epoch, own_end) = self.end_of_epoch(epoch);
        let to = if own_epoch == epoch { own_end.min(end_offset) } else { own_end };
        if to < self.high_watermark || to >= self.end() {
            return Ok(None);
        }
        out.deletions.extend(self.log.truncate_to(to, now)?);
        let end = self.end();
        self.voters.split_off(&end.0);
        self.kraft_versions.split_off(&end.0);
        Ok(Some(end))
    }

    pub(super) fn append_batch(
        &mut self,
        builder: BatchBuilder,
        attributes: Attributes,
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<Offset, QuorumError> {
        let end = self.end();
        let damaged = |error: &dyn std::fmt::Display| QuorumError::Damaged {
            offset: end,
            reason: error.to_string(),
        };
        let fields = BatchFields { attributes, ..BatchFields::default() };
        let bytes = builder.finish(&fields, &mut self.codecs).map_err(|error| damaged(&error))?;
        let batch = LeaderBatch::whole(&bytes).map_err(|error| damaged(&error))?;
        let appended = self.log.append_as_leader(&[batch], epoch, AppendOrigin::RaftLeader, now)?;
        Ok(appended.base_offset)
    }

    pub(super) fn append_controls(
        &mut self,
        records: &[(ControlType, Bytes)],
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<Offset, QuorumError> {
        let mut builder = BatchBuilder::default();
        let offset = self.end();
        for (kind, value) in records {
            builder
                .append_control(now.wall, *kind, value)
                .map_err(|error| QuorumError::Damaged { offset, reason: error.to_string() })?;
        }
        let base = self.append_batch(builder, Attributes::default().control(), epoch, now)?;
        for (delta, (kind, value)) in (0_i64..).zip(records) {
            self.control(base.0 + delta, *kind, value)?;
        }
        Ok(base)
    }

    /// Appends what the leader of `epoch` sent. `None` if it is not what follows here.
    pub(super) fn append_fetched(
        &mut self,
        bytes: &Bytes,
        epoch: LeaderEpoch,
        now: Now,
    ) -> Result<Option<Offset>, QuorumError> {
        let mut next = self.end();
        let mut last_epoch = self.last_epoch();
        let mut controls = Vec::new();
        let mut iter = BatchIter::new(bytes.clone());
        let mut whole = 0;
        for batch in &mut iter {
            let Ok(batch) = batch else { return Ok(None) };
            let header = batch.header;
            let fits = header.base_offset == next
                && header.last_offset_delta >= 0
                && header.last_offset_delta < i32::MAX
                && header.leader_epoch >= last_epoch
                && header.leader_epoch <= epoch
                && batch.verify().is_ok();
            if !fits {
                return Ok(None);
            }
            let Ok(records) = batch.records(&mut self.codecs) else { return Ok(None) };
            for record in records {
                let Ok(record) = record else { return Ok(None) };
                if !header.attributes.is_control() {
                    continue;
                }
                let kind = record.key.as_deref().and_then(ControlType::of_key);
                if let (Some(kind), Some(value)) = (kind, record.value) {
                    if !readable(kind, &value) {
                        return Ok(None);
                    }
                    controls.push((record.offset.0, kind, value));
                }
            }
            last_epoch = header.leader_epoch;
            next = header.last_offset() + 1;
            whole += header.size;
        }
        if whole == 0 {
            return Ok(None);
        }
        self.log.append_as_follower(&bytes[..whole], now)?;
        for (at, kind, value) in controls {
            self.control(at, kind, &value)?;
        }
        Ok(Some(self.end()))
    }

    pub(super) fn records(
        &mut self,
        from: Offset,
        bytes_max: usize,
    ) -> Result<Records, QuorumError> {
        let end = self.end();
        let bytes_max = bytes_max.min(READ_BYTES_MAX);
        Ok(Records::new(self.log.read(from, bytes_max, end, FirstBatch::Whole)?.slices))
    }

    fn batches(
        &mut self,
        from: Offset,
        to: Offset,
        bytes_max: usize,
    ) -> Result<Batches, QuorumError> {
        let read = self.log.read(from, bytes_max, to, FirstBatch::Whole)?;
        let mut batches = Vec::new();
        for batch in BatchIter::new(joined(&read.slices)?) {
            batches.push(batch.map_err(|error| QuorumError::Damaged {
                offset: from,
                reason: error.to_string(),
            })?);
        }
        Ok(Batches(batches))
    }

    pub(super) fn read(
        &mut self,
        from: Offset,
        upto: Upto,
        bytes_max: usize,
    ) -> Result<Vec<CommittedBatch>, QuorumError> {
        let to = match upto {
            Upto::HighWatermark => self.high_watermark.min(self.end()),
            Upto::LogEnd => self.end(),
        };
        let batches = self.batches(from, to, bytes_max.min(READ_BYTES_MAX))?;
        let mut read = Vec::with_capacity(batches.0.len());
        for batch in batches.0 {
            let header = batch.header;
            let mut records = Vec::new();
            if !header.attributes.is_control() {
                for (offset, _, value) in record_parts(&batch, &mut self.codecs)? {
                    let Some(value) = value else { continue };
                    let record = MetadataRecord::decode(value)
                        .map_err(|error| QuorumError::Decode { offset, error })?;
                    records.push((offset, record));
                }
            }
            read.push(CommittedBatch {
                base_offset: header.base_offset,
                last_offset: header.last_offset(),
                epoch: header.leader_epoch,
                timestamp: header.max_timestamp,
                records,
            });
        }
        Ok(read)
    }

    pub(super) fn prepare_sync(&mut self, out: &mut Output) -> Result<(), QuorumError> {
        match self.durability {
            Durability::InMemory => {}
            Durability::Synced if out.sync.is_some() => {}
            Durability::Synced => out.sync = self.log.prepare_sync()?,
        }
        Ok(())
    }

    pub(super) fn synced(&mut self, synced: Synced) {
        self.log.synced(synced);
    }

    pub(super) fn close(&mut self) -> Result<(), QuorumError> {
        Ok(self.log.close()?)
    }
}

/// The bytes of a read in one piece: a batch in memory may lie in two chunks.
fn joined(slices: &[LogSlice]) -> Result<Bytes, QuorumError> {
    if let [slice] = slices {
        return Ok(slice.read()?);
    }
    let mut bytes = BytesMut::new();
    for slice in slices {
        bytes.extend_from_slice(&slice.read()?);
    }
    Ok(bytes.freeze())
}

/// Whether a control record of the leader can be read.
pub(super) fn readable(kind: ControlType, value: &Bytes) -> bool {
    match kind {
        ControlType::KraftVersion => {
            snapshots::decode::<KRaftVersionRecord>(value, Offset::ZERO).is_ok()
        }
        ControlType::KraftVoters => snapshots::decode::<VotersRecord>(value, Offset::ZERO)
            .is_ok_and(|record| !record.voters.is_empty()),
        ControlType::Abort
        | ControlType::Commit
        | ControlType::LeaderChange
        | ControlType::SnapshotHeader
        | ControlType::SnapshotFooter => true,
    }
}

struct Batches(Vec<Batch>);

impl Batches {
    /// Takes in the control records; the last offset, if there are batches.
    fn pop_controls(self, log: &mut MetadataLog) -> Result<Option<Offset>, QuorumError> {
        let mut last = None;
        for batch in self.0 {
            last = Some(batch.header.last_offset());
            if !batch.header.attributes.is_control() {
                continue;
            }
            for (offset, key, value) in record_parts(&batch, &mut log.codecs)? {
                let kind = key.as_deref().and_then(ControlType::of_key);
                if let (Some(kind), Some(value)) = (kind, value) {
                    log.control(offset.0, kind, &value)?;
                }
            }
        }
        Ok(last)
    }
}

type Parts = (Offset, Option<Bytes>, Option<Bytes>);

fn record_parts(batch: &Batch, codecs: &mut Codecs) -> Result<Vec<Parts>, QuorumError> {
    let offset = batch.header.base_offset;
    let damaged =
        |error: &dyn std::fmt::Display| QuorumError::Damaged { offset, reason: error.to_string() };
    let records = batch.records(codecs).map_err(|error| damaged(&error))?;
    records
        .map(|record| match record {
            Ok(record) => Ok((record.offset, record.key, record.value)),
            Err(error) => Err(damaged(&error)),
        })
        .collect()
}

/// The snapshots in the folder; partial ones are removed.
fn find_snapshots(disk: &dyn Disk) -> Result<BTreeSet<SnapshotId>, QuorumError> {
    let mut found = BTreeSet::new();
    if !disk.exists(DIRECTORY).map_err(DiskError::at(DiskAction::Open, DIRECTORY))? {
        return Ok(found);
    }
    let entries = disk.list(DIRECTORY).map_err(DiskError::at(DiskAction::List, DIRECTORY))?;
    for entry in entries {
        match entry.kind {
            EntryKind::Directory => continue,
            EntryKind::File { .. } => {}
        }
        if entry.name.ends_with(snapshots::PARTIAL_SUFFIX) {
            let path = format!("{DIRECTORY}/{}", entry.name);
            disk.remove(&path).map_err(DiskError::at(DiskAction::Remove, &path))?;
        } else if let Some(id) = snapshots::parse_name(&entry.name) {
            found.insert(id);
        }
    }
    Ok(found)
}
