//! BeginQuorumEpoch (key 53): a new leader of the metadata quorum tells the voters (KIP-595). Authorization:
//! CLUSTER_ACTION on the cluster.

use std::ops::RangeInclusive;

use ottla_core::protocol::messages::{BeginQuorumEpochRequest, BeginQuorumEpochResponse};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// BeginQuorumEpoch. v1 tells where the leader is (KIP-853).
pub struct BeginQuorumEpoch;

impl Handler for BeginQuorumEpoch {
    type Request = BeginQuorumEpochRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(
        call: &mut Call<'_>,
        request: BeginQuorumEpochRequest,
    ) -> Reply<BeginQuorumEpochResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.begin_quorum_epoch(&request, now, out)
        });
        Reply::Now(answer.unwrap_or_else(|code| BeginQuorumEpochResponse {
            error_code: code.code(),
            ..Default::default()
        }))
    }
}
