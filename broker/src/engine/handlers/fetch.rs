//! Fetch (key 1): reads batches, and waits for more when there are too few. Authorization: READ on
//! each topic. With a session (KIP-227) a request names only what changed, and an answer only what is
//! new; what that means is decided in engine/fetch.

use std::{ops::RangeInclusive, time::Duration};

use ottla_core::{
    model::NodeId,
    protocol::{
        codec::Listener,
        messages::{FetchRequest, FetchResponse},
    },
    replication::{Isolation, NO_BROKER_EPOCH, ServedBy},
};

use crate::engine::{
    call::Call,
    fetch::{Limits, MetadataFetch, Read, Reader},
    handler::{Handler, Reply},
};

/// Fetch. v7 has sessions (KIP-227), v12 tells divergence (KIP-595), v13 names topics by id, v15 and
/// up move the replica id.
pub struct Fetch;

impl Handler for Fetch {
    type Request = FetchRequest;

    const VERSIONS: RangeInclusive<i16> = 4..=18;

    fn handle(call: &mut Call<'_>, request: FetchRequest) -> Reply<FetchResponse> {
        // Clients have no part in the quorum: to them the metadata log is a topic that is not there.
        let listener = call.node.settings().kind_of(&call.peer.listener);
        if listener == Listener::Controller && MetadataFetch::is_meant(&request) {
            let deadline = limits(call, &request).deadline;
            // It is polled at once.
            return Reply::Parked(Box::new(MetadataFetch::new(request, deadline)));
        }
        let (replica_id, replica_epoch) = if call.version >= 15 {
            (request.replica_state.replica_id, request.replica_state.replica_epoch)
        } else {
            (request.replica_id, NO_BROKER_EPOCH)
        };
        // Whoever knows of racks may be told to read from a follower (KIP-392).
        let served_by = if call.version >= 11 { ServedBy::AnyReplica } else { ServedBy::Leader };
        let reader = if replica_id >= 0 {
            Reader::Replica(NodeId(replica_id), replica_epoch)
        } else {
            Reader::Consumer(served_by)
        };
        let limits = limits(call, &request);
        let mut read = match Read::open(call, &request, reader, limits) {
            Ok(read) => read,
            Err(error) => {
                let error_code = error.code().code();
                return Reply::Now(FetchResponse { error_code, ..Default::default() });
            }
        };
        match read.attempt(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(read)),
        }
    }
}

fn limits(call: &Call<'_>, request: &FetchRequest) -> Limits {
    let bytes = |field: i32| usize::try_from(field).unwrap_or(0);
    let bytes_max = bytes(request.max_bytes).min(call.node.settings().fetch_bytes_max);
    let wait_max = Duration::from_millis(u64::try_from(request.max_wait_ms).unwrap_or(0));
    Limits {
        isolation: Isolation::from_wire(request.isolation_level),
        // More than fits an answer would never come.
        bytes_min: bytes(request.min_bytes).min(bytes_max),
        bytes_max,
        deadline: call.now.monotonic + wait_max,
    }
}
