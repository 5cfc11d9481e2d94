//! Where reading starts: ListOffsets, of the leader of each partition, all leaders at once.

use std::collections::BTreeMap;

use futures::future::try_join_all;
use ottla_core::protocol::messages::{
    ListOffsetsRequest, ListOffsetsResponse,
    list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
};

use super::call::checked;
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{Cluster, Target},
    engine::positions::Key,
    options::{IsolationLevel, StartOffset},
};

const OPERATION: &str = "list offsets";
const LATEST: i64 = -1;
const EARLIEST: i64 = -2;

/// An offset where reading starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundOffset {
    pub(crate) offset: i64,
    /// Epoch of the leader that wrote the record there; -1 where it is not known.
    pub(crate) leader_epoch: i32,
}

/// The offsets that are wanted, in one attempt.
pub(crate) async fn list_once(
    cluster: &Cluster,
    wanted: &[(Key, StartOffset)],
    isolation: IsolationLevel,
) -> Result<Vec<(Key, FoundOffset)>> {
    let image = cluster.image();
    let mut by_node: BTreeMap<i32, Vec<(&Key, i64)>> = BTreeMap::new();
    for (key, start) in wanted {
        for (topic, partition) in [key] {
            let Some(node) = image.leader(topic, *partition) else {
                let code = ottla_core::model::ErrorCode::LeaderNotAvailable;
                return Err(named(Error::from_code(OPERATION, code, None), key));
            };
            let timestamp = match start {
                StartOffset::Beginning => EARLIEST,
                StartOffset::End => LATEST,
                StartOffset::Timestamp(timestamp) => *timestamp,
                StartOffset::Offset(_) => continue,
            };
            by_node.entry(node).or_default().push((key, timestamp));
        }
    }
    let asking = by_node.into_iter().map(|(node, partitions)| {
        let image = &image;
        async move {
            let mut topics: BTreeMap<_, Vec<ListOffsetsPartition>> = BTreeMap::new();
            for (key, timestamp) in partitions {
                topics.entry(key.0.clone()).or_default().push(ListOffsetsPartition {
                    partition_index: key.1,
                    current_leader_epoch: image.leader_epoch(&key.0, key.1),
                    timestamp,
                });
            }
            let request = ListOffsetsRequest {
                replica_id: -1,
                isolation_level: isolation.code(),
                topics: topics
                    .into_iter()
                    .map(|(name, partitions)| ListOffsetsTopic { name, partitions })
                    .collect(),
                ..Default::default()
            };
            cluster.request(Target::Node(node), &request).await
        }
    });
    let mut found = BTreeMap::new();
    for response in try_join_all(asking).await? {
        take(response, &mut found)?;
    }
    wanted
        .iter()
        .map(|(key, start)| {
            let listed = match (start, found.get(key)) {
                (StartOffset::Offset(offset), _) => {
                    FoundOffset { offset: *offset, leader_epoch: -1 }
                }
                (_, Some(listed)) => *listed,
                (_, None) => {
                    let message = "the broker's answer leaves the partition out";
                    return Err(named(Error::new(ErrorKind::Corrupt, OPERATION, message), key));
                }
            };
            Ok((key.clone(), listed))
        })
        .collect()
}

fn take(response: ListOffsetsResponse, found: &mut BTreeMap<Key, FoundOffset>) -> Result<()> {
    for topic in response.topics {
        for answer in topic.partitions {
            let key = (topic.name.clone(), answer.partition_index);
            checked(OPERATION, answer.error_code, None).map_err(|error| named(error, &key))?;
            let listed = FoundOffset { offset: answer.offset, leader_epoch: answer.leader_epoch };
            found.insert(key, listed);
        }
    }
    Ok(())
}

fn named(error: Error, key: &Key) -> Error {
    error.with("topic", &key.0).with("partition", key.1)
}
