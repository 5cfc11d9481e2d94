//! Records as readers get them.

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{FetchRequest, FetchResponse},
};

use super::history::Place;
use crate::records::{self, Fetched};

pub(super) use crate::records::Isolation;

/// Version of Fetch that names topics.
pub(super) const FETCH: i16 = 12;

/// Asks for records of one partition, in the leader's epoch if that is known.
pub(super) fn fetch(
    place: Place,
    epoch: Option<i32>,
    offset: i64,
    bytes_max: i32,
    isolation: Isolation,
) -> FetchRequest {
    let mut request = records::fetch(place, offset, isolation, 0, bytes_max);
    request.topics[0].partitions[0].current_leader_epoch = epoch.unwrap_or(-1);
    request
}

/// Reads the answer.
///
/// # Errors
/// The partition's error.
pub(super) fn fetched(
    response: &FetchResponse,
    from: i64,
    isolation: Isolation,
) -> Result<Fetched, ErrorCode> {
    records::fetched(response, from, isolation)
}
