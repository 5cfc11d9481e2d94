//! Vote (key 52): a voter wants to lead the metadata quorum, or to know whether it could (KIP-595, KIP-996).
//! Authorization: CLUSTER_ACTION on the cluster.

use std::ops::RangeInclusive;

use ottla_core::protocol::messages::{VoteRequest, VoteResponse};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// Vote. v1 names the voter (KIP-853), v2 can ask without a vote (KIP-996).
pub struct Vote;

impl Handler for Vote {
    type Request = VoteRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(call: &mut Call<'_>, request: VoteRequest) -> Reply<VoteResponse> {
        let node = call.node.clone();
        let answer = node
            .ask_quorum(call.now, call.effects, |quorum, now, out| quorum.vote(&request, now, out));
        Reply::Now(
            answer.unwrap_or_else(|code| VoteResponse {
                error_code: code.code(),
                ..Default::default()
            }),
        )
    }
}
