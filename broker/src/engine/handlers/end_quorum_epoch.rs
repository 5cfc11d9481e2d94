//! EndQuorumEpoch (key 54): the leader of the metadata quorum gives up (KIP-595). Authorization: CLUSTER_ACTION on
//! the cluster.

use std::ops::RangeInclusive;

use ottla_core::protocol::messages::{EndQuorumEpochRequest, EndQuorumEpochResponse};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// EndQuorumEpoch. v1 tells where the leader is (KIP-853).
pub struct EndQuorumEpoch;

impl Handler for EndQuorumEpoch {
    type Request = EndQuorumEpochRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(
        call: &mut Call<'_>,
        request: EndQuorumEpochRequest,
    ) -> Reply<EndQuorumEpochResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.end_quorum_epoch(&request, now, out)
        });
        Reply::Now(answer.unwrap_or_else(|code| EndQuorumEpochResponse {
            error_code: code.code(),
            ..Default::default()
        }))
    }
}
