//! ListOffsets (key 2): the first, the last, or the first offset at or after a time.
//! Authorization: DESCRIBE on each topic.

use std::{collections::BTreeSet, ops::RangeInclusive};

use ottla_core::{
    model::{ErrorCode, LeaderEpoch, PartitionId, Timestamp},
    protocol::messages::{
        ListOffsetsRequest, ListOffsetsResponse,
        list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
        list_offsets_response::{ListOffsetsPartitionResponse, ListOffsetsTopicResponse},
    },
    replication::{FoundOffset, Isolation, OffsetQuery, PartitionError, SearchError},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// ListOffsets. v7 finds the largest timestamp (KIP-734), v8 and v9 know tiers, v11 pending uploads.
pub struct ListOffsets;

impl Handler for ListOffsets {
    type Request = ListOffsetsRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=11;

    fn handle(call: &mut Call<'_>, request: ListOffsetsRequest) -> Reply<ListOffsetsResponse> {
        let reader = if request.replica_id >= 0 {
            Reader::Replica
        } else {
            Reader::Consumer(Isolation::from_wire(request.isolation_level))
        };
        let repeated = repeated(&request);
        let topics = request.topics.iter().map(|topic| ListOffsetsTopicResponse {
            name: topic.name.clone(),
            partitions: topic
                .partitions
                .iter()
                .map(|partition| {
                    let key = (&*topic.name, partition.partition_index);
                    let found = if repeated.contains(&key) {
                        Err(ErrorCode::InvalidRequest.into())
                    } else {
                        find(call, topic, partition, reader)
                    };
                    told(call.version, partition.partition_index, found)
                })
                .collect(),
            ..Default::default()
        });
        Reply::Now(ListOffsetsResponse { topics: topics.collect(), ..Default::default() })
    }
}

fn repeated(request: &ListOffsetsRequest) -> BTreeSet<(&str, i32)> {
    let mut seen = BTreeSet::new();
    let keys = request.topics.iter().flat_map(|topic| {
        topic.partitions.iter().map(|partition| (&*topic.name, partition.partition_index))
    });
    keys.filter(|key| !seen.insert(*key)).collect()
}

/// Who asks.
#[derive(Clone, Copy)]
enum Reader {
    Consumer(Isolation),
    /// A follower: it is told of what is not committed too.
    Replica,
}

fn find(
    call: &mut Call<'_>,
    topic: &ListOffsetsTopic,
    partition: &ListOffsetsPartition,
    reader: Reader,
) -> Result<FoundOffset, PartitionError> {
    let view = call.view();
    let runtime = view.topic_by_name(&topic.name).ok_or(ErrorCode::UnknownTopicOrPartition)?;
    let handle = runtime.partition(PartitionId(partition.partition_index))?;
    let query = match (partition.timestamp, call.version) {
        (-1, _) => OffsetQuery::Latest,
        (-2, _) => OffsetQuery::Earliest,
        (-3, 7..) => OffsetQuery::MaxTimestamp,
        (-4, 8..) => OffsetQuery::EarliestLocal,
        // Nothing is tiered here, so there is no such offset.
        (-5, 9..) | (-6, 11..) => return Ok(FoundOffset::NONE),
        (..=-1, _) => return Err(ErrorCode::UnsupportedVersion.into()),
        (timestamp, _) => OffsetQuery::AtOrAfter(Timestamp(timestamp)),
    };
    let epoch = LeaderEpoch(partition.current_leader_epoch);
    let isolation = match (reader, query) {
        (Reader::Consumer(isolation), _) => isolation,
        (Reader::Replica, OffsetQuery::Earliest | OffsetQuery::Latest) => {
            let (start, end) = handle.lock().bounds_for_replica(epoch)?;
            let offset = if query == OffsetQuery::Latest { end } else { start };
            return Ok(FoundOffset { offset, ..FoundOffset::NONE });
        }
        (Reader::Replica, _) => Isolation::ReadUncommitted,
    };
    let lookup = handle.lock().find_offset(query, isolation, epoch);
    let lookup = lookup.inspect_err(|error| {
        call.node.partition_failed(handle, error.disk_error(), call.effects);
    })?;
    call.node.codecs().lend(|codecs| lookup.resolve(codecs)).map_err(|error| {
        let (topic, partition) = (&*topic.name, partition.partition_index);
        tracing::warn!(topic, partition, %error, "a batch cannot be searched");
        match error {
            SearchError::Io(_) => ErrorCode::KafkaStorageError,
            SearchError::Codec(_) | SearchError::Record(_) => ErrorCode::CorruptMessage,
        }
        .into()
    })
}

fn told(
    version: i16,
    partition_index: i32,
    found: Result<FoundOffset, PartitionError>,
) -> ListOffsetsPartitionResponse {
    let (error, found) = match found {
        Ok(found) => (ErrorCode::None, found),
        Err(error) => (error.code(), FoundOffset::NONE),
    };
    ListOffsetsPartitionResponse {
        partition_index,
        error_code: error.code(),
        timestamp: found.timestamp.0,
        offset: found.offset.0,
        // Older versions have no place for it, and no client of theirs asked.
        leader_epoch: if version >= 4 { found.leader_epoch.0 } else { -1 },
        ..Default::default()
    }
}
