//! FetchSnapshot (key 59): a slice of a snapshot of the metadata, for a member of the quorum that is far behind
//! (KIP-630). Authorization: CLUSTER_ACTION on the cluster.

use std::ops::RangeInclusive;

use ottla_core::protocol::messages::{FetchSnapshotRequest, FetchSnapshotResponse};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// FetchSnapshot. v1 tells where the leader is (KIP-853).
pub struct FetchSnapshot;

impl Handler for FetchSnapshot {
    type Request = FetchSnapshotRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(call: &mut Call<'_>, request: FetchSnapshotRequest) -> Reply<FetchSnapshotResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.fetch_snapshot(&request, now, out)
        });
        Reply::Now(answer.unwrap_or_else(|code| FetchSnapshotResponse {
            error_code: code.code(),
            ..Default::default()
        }))
    }
}
