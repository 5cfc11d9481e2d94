//! Snapshots beside the metadata log: written, given their name, taken as the log's start, deleted with
//! the log before them.

use super::{
    Output, QuorumError, SnapshotId, SnapshotReader, SnapshotWriter,
    metadata_log::{DIRECTORY, MetadataLog, STATIC, readable},
    snapshots,
};
use crate::{
    model::{LeaderEpoch, Now, Offset, Timestamp},
    protocol::{messages::kraft_version_record::KRaftVersionRecord, records::ControlType},
    storage::disk::{DiskAction, DiskError},
};

impl MetadataLog {
    pub(super) fn latest_snapshot(&self) -> Option<SnapshotId> {
        self.snapshots.last().copied()
    }

    pub(super) fn has_snapshot(&self, id: SnapshotId) -> bool {
        self.snapshots.contains(&id)
    }

    pub(super) fn snapshot_path(id: SnapshotId) -> String {
        format!("{DIRECTORY}/{}{}", snapshots::stem(id), snapshots::SUFFIX)
    }

    pub(super) fn partial_path(id: SnapshotId) -> String {
        format!("{DIRECTORY}/{}{}", snapshots::stem(id), snapshots::PARTIAL_SUFFIX)
    }

    pub(super) fn read_snapshot(&self, id: SnapshotId) -> Result<SnapshotReader, QuorumError> {
        SnapshotReader::open(&*self.disk, &Self::snapshot_path(id), id)
    }

    /// Whether a fetched file is a whole snapshot, to its footer.
    pub(super) fn check_partial(&self, path: &str, id: SnapshotId) -> Result<(), QuorumError> {
        let controls = SnapshotReader::open(&*self.disk, path, id)?.controls()?;
        let whole = controls.first().is_some_and(|(kind, _)| *kind == ControlType::SnapshotHeader)
            && controls.last().is_some_and(|(kind, _)| *kind == ControlType::SnapshotFooter)
            && controls.iter().all(|(kind, value)| readable(*kind, value));
        if whole {
            Ok(())
        } else {
            Err(QuorumError::Snapshot { id, reason: "header or footer is missing".to_owned() })
        }
    }

    /// Begins a snapshot of what is committed; `None` if there is one as new, or `id` is no place
    /// in the committed log.
    pub(super) fn begin_snapshot(
        &mut self,
        id: SnapshotId,
        last_append: Timestamp,
    ) -> Result<Option<SnapshotWriter>, QuorumError> {
        let committed =
            id.end_offset > Offset::ZERO && id.end_offset <= self.high_watermark.min(self.end());
        let newer = self.latest_snapshot().is_none_or(|latest| latest.end_offset < id.end_offset);
        if !committed || !newer || self.epoch_at(id.end_offset + -1) != Some(id.epoch) {
            return Ok(None);
        }
        let at = id.end_offset.0;
        let mut controls = Vec::new();
        let version = self.kraft_versions.range(..at).next_back().map_or(0, |(_, v)| *v);
        if version > 0 {
            let record = KRaftVersionRecord { version: 0, kraft_version: version };
            controls.push((ControlType::KraftVersion, snapshots::encode(&record)?));
            if let Some((_, voters)) = self.voters.range(STATIC + 1..at).next_back() {
                controls.push((ControlType::KraftVoters, snapshots::encode(&voters.to_record())?));
            }
        }
        let path = Self::partial_path(id);
        SnapshotWriter::begin(&*self.disk, path, id, last_append, &controls).map(Some)
    }

    pub(super) fn finish_snapshot(
        &mut self,
        mut writer: SnapshotWriter,
    ) -> Result<(), QuorumError> {
        writer.end()?;
        self.freeze(writer.id, &writer.path)
    }

    /// Gives a whole and synced partial file its name.
    pub(super) fn freeze(&mut self, id: SnapshotId, partial: &str) -> Result<(), QuorumError> {
        let path = Self::snapshot_path(id);
        self.disk.rename(partial, &path).map_err(DiskError::at(DiskAction::Rename, partial))?;
        self.disk.sync_dir(DIRECTORY).map_err(DiskError::at(DiskAction::Sync, DIRECTORY))?;
        self.snapshots.insert(id);
        Ok(())
    }

    /// Starts the log at the latest snapshot if it is behind it. Whether it was.
    pub(super) fn start_at_latest_snapshot(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<Option<SnapshotId>, QuorumError> {
        let Some(id) = self.latest_snapshot() else { return Ok(None) };
        let known = self.log.leader_epochs().latest();
        let last = known.unwrap_or(LeaderEpoch::NONE);
        // An epoch that is left of a log whose records are gone would be taken for that of the snapshot's last one.
        let is_at = self.end() == id.end_offset && self.start() == id.end_offset && known.is_none();
        let behind = id.end_offset > Offset::ZERO
            && (last < id.epoch || (last == id.epoch && self.end() < id.end_offset))
            && !is_at;
        if !behind {
            return Ok(None);
        }
        out.deletions.extend(self.log.truncate_fully_and_start_at(id.end_offset, now)?);
        self.high_watermark = id.end_offset;
        self.load_controls(id)?;
        self.forget_snapshots()?;
        Ok(Some(id))
    }

    /// Removes snapshots before the log's start.
    pub(super) fn forget_snapshots(&mut self) -> Result<(), QuorumError> {
        let start = self.start();
        let latest = self.latest_snapshot();
        let old: Vec<SnapshotId> = self
            .snapshots
            .iter()
            .copied()
            .filter(|id| id.end_offset < start && Some(*id) != latest)
            .collect();
        for id in old {
            let path = Self::snapshot_path(id);
            self.disk.remove(&path).map_err(DiskError::at(DiskAction::Remove, &path))?;
            self.snapshots.remove(&id);
        }
        Ok(())
    }

    /// Deletes old snapshots, and the log before the oldest one that is kept.
    pub(super) fn apply_retention(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        while self.snapshots.len() > 1 {
            let mut ids = self.snapshots.iter().copied();
            let (Some(oldest), Some(next)) = (ids.next(), ids.next()) else { break };
            let mut bytes = self.log.size();
            for id in &self.snapshots {
                let path = Self::snapshot_path(*id);
                let file = self.disk.open(&path).map_err(DiskError::at(DiskAction::Open, &path))?;
                bytes += file.len()?;
            }
            let too_large = self.retention.bytes.is_some_and(|limit| bytes > limit);
            let too_old = match self.retention.age {
                Some(age) => {
                    let written = self.snapshot_timestamp(oldest)?;
                    written.is_some_and(|at| now.wall - at > age.as_millis() as i64)
                }
                None => false,
            };
            if !too_large && !too_old {
                break;
            }
            if next.end_offset <= self.start() || next.end_offset > self.high_watermark {
                break;
            }
            self.log.delete_records_before(next.end_offset, self.high_watermark)?;
            out.deletions.extend(self.log.apply_retention(self.high_watermark, now)?);
            self.forget_snapshots()?;
        }
        Ok(())
    }

    fn snapshot_timestamp(&self, id: SnapshotId) -> Result<Option<Timestamp>, QuorumError> {
        for (kind, value) in self.read_snapshot(id)?.first_controls()? {
            if kind == ControlType::SnapshotHeader {
                let header: crate::protocol::messages::snapshot_header_record::SnapshotHeaderRecord =
                    snapshots::decode(&value, id.end_offset)?;
                return Ok(Some(Timestamp(header.last_contained_log_timestamp)));
            }
        }
        Ok(None)
    }
}
