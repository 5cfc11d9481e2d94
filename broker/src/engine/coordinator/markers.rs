//! Writing the markers that end transactions. One in `__consumer_offsets` goes through the shard of groups
//! that has the partition, for it decides which offsets count.

use std::{collections::BTreeMap, sync::Arc, task::Waker};

use ottla_core::{
    coordinator::Unasked,
    groups::GroupShard,
    model::{ErrorCode, Now, ProducerEpoch, ProducerId, TopicPartition},
    protocol::messages::{
        WriteTxnMarkersRequest, WriteTxnMarkersResponse,
        write_txn_markers_request::{WritableTxnMarker, WritableTxnMarkerTopic},
    },
    protocol::records::{
        Attributes, BatchBuilder, BatchFields, Codecs, ControlType, TransactionResult,
        end_marker_value,
    },
    storage::{log::LeaderBatch, producers::MarkerRule},
    transactions::{MarkerOutcome, MarkersToWrite, TransactionShard, TransactionVersion},
};

use super::{
    ask::{Coordinated, Coordinator},
    commit::Uncommitted,
    jobs::{Job, Progress},
    shard::{ShardHandle, running},
};
use crate::engine::{
    cluster::{Destination, Lane, Sending, Slot},
    effects::Effects,
    node::Node,
    view::PartitionHandle,
};

/// Version of WriteTxnMarkers between brokers.
const MARKERS_VERSION: i16 = 2;

/// A marker.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Marker {
    pub(in crate::engine) producer_id: ProducerId,
    pub(in crate::engine) producer_epoch: ProducerEpoch,
    pub(in crate::engine) result: TransactionResult,
    pub(in crate::engine) coordinator_epoch: i32,
    pub(in crate::engine) version: TransactionVersion,
}

impl From<&MarkersToWrite> for Marker {
    fn from(markers: &MarkersToWrite) -> Self {
        Self {
            producer_id: markers.producer_id,
            producer_epoch: markers.producer_epoch,
            result: markers.result,
            coordinator_epoch: markers.coordinator_epoch.0,
            version: markers.version,
        }
    }
}

impl Node {
    /// Writes a marker to a partition that this node leads. It counts once it is committed.
    ///
    /// # Errors
    /// There is no such partition, this node does not lead it, the marker is too old, or the disk fails.
    pub(in crate::engine) fn write_marker(
        &self,
        partition: &TopicPartition,
        marker: &Marker,
        now: Now,
        effects: &mut Effects,
    ) -> Result<Uncommitted, ErrorCode> {
        if marker.producer_id < ProducerId(0) || marker.producer_epoch < ProducerEpoch(0) {
            // Of no producer, and so of no transaction.
            return Err(ErrorCode::UnknownServerError);
        }
        let view = self.view();
        let topic = view.topic_by_name(partition.topic.as_str());
        let topic = topic.ok_or(ErrorCode::UnknownTopicOrPartition)?;
        let handle = topic.partition(partition.partition)?;
        if partition.topic.as_str() != <GroupShard as ottla_core::coordinator::Shard>::TOPIC {
            return self.append_marker(handle, marker, now, effects);
        }
        let shard = GroupShard::coordinator(self).shard(partition.partition.0);
        // To the sender a coordinator that is not ready is a leader that is not there yet.
        let shard = shard.ok_or(ErrorCode::NotLeaderOrFollower)?;
        let mut state = shard.state.lock();
        let running = running(&mut state).map_err(|_| ErrorCode::NotLeaderOrFollower)?;
        let written = self.append_marker(&shard.log, marker, now, effects)?;
        running.end_transaction(marker.producer_id, marker.result, written.end());
        Ok(written)
    }

    fn append_marker(
        &self,
        handle: &Arc<PartitionHandle>,
        marker: &Marker,
        now: Now,
        effects: &mut Effects,
    ) -> Result<Uncommitted, ErrorCode> {
        let mut builder = BatchBuilder::default();
        let (control, value) = (control_type(marker.result), marker.coordinator_epoch);
        builder
            .append_control(now.wall, control, &end_marker_value(value))
            .expect("a marker is a few bytes");
        let fields = BatchFields {
            attributes: Attributes::default().transactional().control(),
            producer_id: marker.producer_id,
            producer_epoch: marker.producer_epoch,
            ..Default::default()
        };
        let bytes = builder
            .finish(&fields, &mut Codecs::new())
            .expect("an uncompressed batch needs no codec that could fail");
        let rule = if marker.version.bumps_epochs() {
            MarkerRule::RaisedEpoch
        } else {
            MarkerRule::SameEpoch
        };
        let batch = LeaderBatch::whole(&bytes).expect("the builder writes one whole batch");
        let end = self.append_coordinated(handle, batch.with_marker_rule(rule), now, effects)?;
        Ok(Uncommitted::new(handle.clone(), end))
    }
}

fn control_type(result: TransactionResult) -> ControlType {
    match result {
        TransactionResult::Commit => ControlType::Commit,
        TransactionResult::Abort => ControlType::Abort,
    }
}

/// What the leader of some partitions is asked.
fn request(marker: &Marker, partitions: &[TopicPartition]) -> WriteTxnMarkersRequest {
    let mut topics: Vec<WritableTxnMarkerTopic> = Vec::new();
    for one in partitions {
        let name = one.topic.as_str();
        match topics.iter_mut().find(|topic| topic.name == name) {
            Some(topic) => topic.partition_indexes.push(one.partition.0),
            None => topics.push(WritableTxnMarkerTopic {
                name: name.into(),
                partition_indexes: vec![one.partition.0],
            }),
        }
    }
    let marker = WritableTxnMarker {
        producer_id: marker.producer_id.0,
        producer_epoch: marker.producer_epoch.0,
        transaction_result: marker.result == TransactionResult::Commit,
        coordinator_epoch: marker.coordinator_epoch,
        transaction_version: i8::try_from(marker.version.0).unwrap_or(0),
        topics,
    };
    WriteTxnMarkersRequest { markers: vec![marker] }
}

fn code_in(response: &WriteTxnMarkersResponse, one: &TopicPartition) -> ErrorCode {
    let topics = response.markers.iter().flat_map(|marker| &marker.topics);
    let partitions =
        topics.filter(|topic| topic.name == one.topic.as_str()).flat_map(|topic| &topic.partitions);
    let mut found = partitions.filter(|answer| answer.partition_index == one.partition.0);
    // One that is not answered for is tried again.
    found
        .next()
        .map_or(ErrorCode::NotLeaderOrFollower, |answer| ErrorCode::from_code(answer.error_code))
}

/// The markers of one transaction on their way.
#[derive(Debug)]
pub(in crate::engine) struct MarkerJob {
    markers: MarkersToWrite,
    stage: Stage,
    outcomes: Vec<MarkerOutcome>,
}

#[derive(Debug)]
enum Stage {
    NotWritten,
    Written(Waits),
}

/// What is still waited for.
#[derive(Debug, Default)]
struct Waits {
    /// Markers of this broker's partitions, to be committed.
    here: Vec<(TopicPartition, Uncommitted)>,
    /// What other leaders were asked to write.
    elsewhere: Vec<(Vec<TopicPartition>, Slot<WriteTxnMarkersResponse>)>,
}

impl Coordinated for TransactionShard {
    type Job = MarkerJob;

    fn coordinator(node: &Node) -> &Coordinator<Self> {
        &node.transactions
    }

    fn tend(node: &Node, handle: &Arc<ShardHandle<Self>>, now: Now, effects: &mut Effects) {
        let wants = matches!(
            running(&mut handle.state.lock()),
            Ok(running) if running.shard.wants_producer_id()
        );
        let id = if wants { node.producer_id_at_hand(now, effects) } else { None };
        if let (Some(id), Ok(running)) = (id, running(&mut handle.state.lock())) {
            running.shard.provide_producer_id(id);
        }
    }
}

impl Job<TransactionShard> for MarkerJob {
    fn begin(markers: MarkersToWrite) -> Self {
        Self { markers, stage: Stage::NotWritten, outcomes: Vec::new() }
    }

    fn poll(&mut self, node: &Node, now: Now, waker: &Waker, effects: &mut Effects) -> Progress {
        if let Stage::NotWritten = self.stage {
            let marker = Marker::from(&self.markers);
            let (mut waits, view) = (Waits::default(), node.view());
            let mut elsewhere: BTreeMap<Destination, Vec<TopicPartition>> = BTreeMap::new();
            for partition in &self.markers.partitions {
                if let Some((_, leader)) = node.leader_destination(&view, partition, Lane::Markers)
                {
                    elsewhere.entry(leader).or_default().push(partition.clone());
                    continue;
                }
                match node.write_marker(partition, &marker, now, effects) {
                    Ok(wait) => waits.here.push((partition.clone(), wait)),
                    Err(code) => self.outcomes.push((partition.clone(), code)),
                }
            }
            for (to, partitions) in elsewhere {
                let request = request(&marker, &partitions);
                let patience = node.settings().request_timeout;
                let sending = Sending { to, version: MARKERS_VERSION, patience };
                let answer = node.send_for(&request, sending, waker, now, effects);
                waits.elsewhere.push((partitions, answer));
            }
            self.stage = Stage::Written(waits);
        }
        let Stage::Written(waits) = &mut self.stage else { return Progress::Waiting };
        let outcomes = &mut self.outcomes;
        waits.elsewhere.retain(|(partitions, answer)| {
            let Some(answer) = answer.take() else { return true };
            let code_of = |one: &TopicPartition| match &answer {
                Ok(response) => code_in(response, one),
                // It may be written or not, and is written again.
                Err(_) => ErrorCode::NotLeaderOrFollower,
            };
            outcomes.extend(partitions.iter().map(|one| (one.clone(), code_of(one))));
            false
        });
        waits.here.retain_mut(|(partition, wait)| {
            let code = match wait.is_committed(node, waker, effects) {
                Ok(false) => return true,
                Ok(true) => ErrorCode::None,
                // It may be lost, and is written again to the next leader.
                Err(_) => ErrorCode::NotLeaderOrFollower,
            };
            outcomes.push((partition.clone(), code));
            false
        });
        if waits.here.is_empty() && waits.elsewhere.is_empty() {
            Progress::Done
        } else {
            Progress::Waiting
        }
    }

    fn finish(self, shard: &mut TransactionShard, now: Now) -> Unasked<TransactionShard> {
        shard.markers_written(&self.markers, &self.outcomes, now)
    }
}
