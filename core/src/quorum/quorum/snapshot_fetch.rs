//! FetchSnapshot: the leader gives a snapshot in slices, a follower that is behind the log's start
//! takes them one after the other (KIP-630).

use std::io;

use bytestring::ByteString;

use super::{
    Quorum,
    answers::{Heard, listener},
    requests::{InFlight, Kind, TOPIC, is_metadata, node_endpoints},
    state::{Download, State},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset},
    protocol::{
        codec::Records,
        messages::{
            fetch_snapshot_request::{self, FetchSnapshotRequest, PartitionSnapshot},
            fetch_snapshot_response::{self, FetchSnapshotResponse, LeaderIdAndEpoch},
        },
    },
    quorum::{
        Output, QuorumError, QuorumEvent, QuorumRequest, SnapshotId,
        metadata_log::{MetadataLog, READ_BYTES_MAX},
    },
    storage::disk::{DiskAction, DiskError},
};

/// Largest snapshot that is fetched.
const SNAPSHOT_BYTES_MAX: i64 = 64 * 1024 * 1024 * 1024;

impl Quorum {
    /// Answers a FetchSnapshot.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn fetch_snapshot(
        &mut self,
        request: &FetchSnapshotRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<FetchSnapshotResponse, QuorumError> {
        let refused = |code: ErrorCode| FetchSnapshotResponse {
            error_code: code as i16,
            ..FetchSnapshotResponse::default()
        };
        if self.is_other_cluster(request.cluster_id.as_ref()) {
            return Ok(refused(ErrorCode::InconsistentClusterId));
        }
        let partition = match &request.topics[..] {
            [topic] if topic.name == TOPIC => match &topic.partitions[..] {
                [partition] if is_metadata(partition.partition) => partition,
                _ => return Ok(refused(ErrorCode::UnknownTopicOrPartition)),
            },
            _ => return Ok(refused(ErrorCode::UnknownTopicOrPartition)),
        };
        let answer = fetch_snapshot_response::PartitionSnapshot {
            index: 0,
            snapshot_id: fetch_snapshot_response::SnapshotId {
                end_offset: partition.snapshot_id.end_offset,
                epoch: partition.snapshot_id.epoch,
            },
            current_leader: LeaderIdAndEpoch {
                leader_id: self.leader().map_or(-1, |leader| leader.0),
                leader_epoch: self.stored.epoch.0,
            },
            ..fetch_snapshot_response::PartitionSnapshot::default()
        };
        let answer = match self.slice(partition, request.max_bytes)? {
            Ok((size, records)) => fetch_snapshot_response::PartitionSnapshot {
                size,
                position: partition.position,
                unaligned_records: records,
                ..answer
            },
            Err(code) => {
                fetch_snapshot_response::PartitionSnapshot { error_code: code as i16, ..answer }
            }
        };
        if answer.error_code == 0 {
            self.voter_heard_of(partition, request.replica_id, now);
        }
        self.finish(now, out)?;
        Ok(FetchSnapshotResponse {
            topics: vec![fetch_snapshot_response::TopicSnapshot {
                name: ByteString::from_static(TOPIC),
                partitions: vec![answer],
            }],
            node_endpoints: node_endpoints!(self, fetch_snapshot_response::NodeEndpoint),
            ..FetchSnapshotResponse::default()
        })
    }

    /// A voter that fetches a snapshot follows, though its log does not grow yet.
    fn voter_heard_of(&mut self, asked: &PartitionSnapshot, replica_id: i32, now: Now) {
        let key = crate::quorum::ReplicaKey {
            id: NodeId(replica_id),
            directory_id: asked.replica_directory_id,
        };
        let voters = self.log.voters();
        let Some(voter) = voters.key_of(key.id).filter(|_| voters.contains(key)) else { return };
        // Of this directory: another one of the same node may have had more.
        let known = self.leading().and_then(|leader| leader.replicas.get(&voter));
        let end = known.map_or(Offset::NONE, |replica| replica.end);
        self.replica_fetched(key, end, now);
    }

    fn slice(
        &self,
        asked: &PartitionSnapshot,
        bytes_max: i32,
    ) -> Result<Result<(i64, Records), ErrorCode>, QuorumError> {
        if let Some(code) = self.not_leading(LeaderEpoch(asked.current_leader_epoch)) {
            return Ok(Err(code));
        }
        let id = SnapshotId {
            end_offset: Offset(asked.snapshot_id.end_offset),
            epoch: LeaderEpoch(asked.snapshot_id.epoch),
        };
        if !self.log.has_snapshot(id) {
            return Ok(Err(ErrorCode::SnapshotNotFound));
        }
        let path = MetadataLog::snapshot_path(id);
        let file = self.log.disk.open(&path).map_err(DiskError::at(DiskAction::Open, &path))?;
        let size = file.len()?;
        let position = match u64::try_from(asked.position) {
            Ok(position) if position < size => position,
            Ok(_) | Err(_) => return Ok(Err(ErrorCode::PositionOutOfRange)),
        };
        let bytes_max = u64::try_from(bytes_max).unwrap_or(0).clamp(1, READ_BYTES_MAX as u64);
        let length = bytes_max.min(size - position) as usize;
        let mut slices = Vec::new();
        file.slice(position, length, &mut slices)?;
        Ok(Ok((i64::try_from(size).unwrap_or(i64::MAX), Records::new(slices))))
    }

    /// Begins to fetch the snapshot that the leader named.
    pub(super) fn begin_download(&mut self, id: SnapshotId) -> Result<bool, QuorumError> {
        let newer =
            self.log.latest_snapshot().is_none_or(|latest| latest.end_offset < id.end_offset);
        // What is committed here is in every snapshot that would replace it.
        if id.epoch < LeaderEpoch(0) || id.end_offset < self.log.high_watermark || !newer {
            return Ok(false);
        }
        let path = MetadataLog::partial_path(id);
        let file = self.log.disk.create(&path).map_err(DiskError::at(DiskAction::Create, &path))?;
        file.truncate(0).map_err(DiskError::at(DiskAction::Truncate, &path))?;
        if let State::Follower(follower) = &mut self.state {
            follower.download = Some(Download { id, path, file, position: 0 });
        }
        Ok(true)
    }

    pub(super) fn fetch_slice(&mut self, leader: NodeId, now: Now, out: &mut Output) {
        let State::Follower(follower) = &self.state else { return };
        let Some(Download { id, position, .. }) = &follower.download else { return };
        let request = FetchSnapshotRequest {
            cluster_id: Some(self.cluster_id.clone()),
            replica_id: self.node.0,
            max_bytes: READ_BYTES_MAX as i32,
            topics: vec![fetch_snapshot_request::TopicSnapshot {
                name: ByteString::from_static(TOPIC),
                partitions: vec![PartitionSnapshot {
                    partition: 0,
                    current_leader_epoch: self.stored.epoch.0,
                    snapshot_id: fetch_snapshot_request::SnapshotId {
                        end_offset: id.end_offset.0,
                        epoch: id.epoch.0,
                    },
                    position: i64::try_from(*position).unwrap_or(i64::MAX),
                    replica_directory_id: self.directory_id,
                }],
            }],
        };
        self.send_to(leader, Kind::Snapshot, QuorumRequest::FetchSnapshot(request), now, out);
    }

    pub(super) fn slice_answered(
        &mut self,
        answer: FetchSnapshotResponse,
        sent: InFlight,
        now: Now,
        out: &mut Output,
    ) -> Result<bool, QuorumError> {
        let partition = answer.topics.first().and_then(|topic| topic.partitions.first());
        let partition = partition.filter(|_| answer.error_code == 0 && sent.kind == Kind::Snapshot);
        let Some(partition) = partition else { return Ok(false) };
        let leader = partition.current_leader.leader_id;
        let heard = Heard {
            code: 0,
            epoch: partition.current_leader.leader_epoch,
            leader,
            listener: listener(
                &answer.node_endpoints,
                |one| (one.node_id, &one.host, Some(one.port)),
                leader,
            ),
        };
        if !self.take_in(heard, now, out)? {
            return Ok(false);
        }
        let timeout = now.monotonic + self.timeouts.fetch;
        let State::Follower(follower) = &mut self.state else { return Ok(false) };
        follower.deadline = timeout;
        let Some(download) = &mut follower.download else { return Ok(true) };
        let bytes = partition.unaligned_records.read()?;
        let position = i64::try_from(download.position).unwrap_or(i64::MAX);
        let fits = partition.error_code == 0
            && partition.snapshot_id.end_offset == download.id.end_offset.0
            && partition.snapshot_id.epoch == download.id.epoch.0
            && partition.position == position
            && (0..=SNAPSHOT_BYTES_MAX).contains(&partition.size)
            && !bytes.is_empty()
            && position.saturating_add(bytes.len() as i64) <= partition.size;
        if !fits {
            // The leader has another one by now, or is not sane: ask again what to fetch.
            follower.download = None;
            return Ok(false);
        }
        download
            .file
            .write_at(download.position, &[&bytes])
            .map_err(DiskError::at(DiskAction::Write, &download.path))?;
        download.position += bytes.len() as u64;
        if download.position as i64 == partition.size {
            self.install(now, out)?;
        }
        Ok(true)
    }

    /// A snapshot is here whole: the log starts with it.
    fn install(&mut self, now: Now, out: &mut Output) -> Result<(), QuorumError> {
        let State::Follower(follower) = &mut self.state else { return Ok(()) };
        let Some(Download { id, path, file, .. }) = follower.download.take() else {
            return Ok(());
        };
        file.sync_data().map_err(DiskError::at(DiskAction::Sync, &path))?;
        if let Err(error) = self.log.check_partial(&path, id) {
            match error {
                QuorumError::Snapshot { .. } | QuorumError::Decode { .. } => {
                    match self.log.disk.remove(&path) {
                        Err(error) if error.kind() != io::ErrorKind::NotFound => {
                            return Err(DiskError::at(DiskAction::Remove, &path)(error).into());
                        }
                        Ok(()) | Err(_) => return Ok(()),
                    }
                }
                error @ (QuorumError::Log(_)
                | QuorumError::Append(_)
                | QuorumError::Disk(_)
                | QuorumError::QuorumState(_)
                | QuorumError::Read(_)
                | QuorumError::Damaged { .. }
                | QuorumError::Encode(_)) => return Err(error),
            }
        }
        self.log.freeze(id, &path)?;
        if let Some(id) = self.log.start_at_latest_snapshot(now, out)? {
            out.events.push(QuorumEvent::SnapshotLoaded(id));
            self.waiters.fire_all(&mut out.fired);
            out.events.push(QuorumEvent::HighWatermark(id.end_offset));
        }
        Ok(())
    }
}
