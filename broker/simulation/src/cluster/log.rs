//! Records as readers get them.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        FetchRequest, FetchResponse,
        fetch_request::{FetchPartition, FetchTopic},
    },
};

use super::history::Place;
use crate::records::{Fetched, Isolation, fetched as read};

/// Version of Fetch that names topics.
pub(super) const FETCH: i16 = 12;

/// Asks for records of one partition, in the leader's epoch if that is known.
pub(super) fn fetch(place: Place, epoch: Option<i32>, offset: i64, bytes_max: i32) -> FetchRequest {
    let partition = FetchPartition {
        partition: place.partition,
        current_leader_epoch: epoch.unwrap_or(-1),
        fetch_offset: offset,
        partition_max_bytes: bytes_max,
        ..Default::default()
    };
    let topic =
        FetchTopic { topic: place.topic.into(), partitions: vec![partition], ..Default::default() };
    FetchRequest {
        max_wait_ms: 0,
        min_bytes: 1,
        max_bytes: bytes_max,
        topics: vec![topic],
        ..Default::default()
    }
}

/// Reads the answer.
///
/// # Errors
/// The partition's error.
pub(super) fn fetched(response: &FetchResponse, from: i64) -> Result<Fetched, ErrorCode> {
    read(response, from, Isolation::Uncommitted)
}
