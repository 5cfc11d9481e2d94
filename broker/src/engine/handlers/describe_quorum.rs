//! DescribeQuorum (key 55): who leads the metadata quorum, and how far each member is (KIP-595, KIP-836).
//! Authorization: DESCRIBE on the cluster. The leader answers.

use std::ops::RangeInclusive;

use ottla_core::protocol::messages::{DescribeQuorumRequest, DescribeQuorumResponse};

use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
};

/// DescribeQuorum. v1 has timestamps (KIP-836), v2 addresses (KIP-853).
pub struct DescribeQuorum;

impl Handler for DescribeQuorum {
    type Request = DescribeQuorumRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeQuorumRequest,
    ) -> Reply<DescribeQuorumResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, _| {
            Ok(quorum.describe_quorum(&request, now))
        });
        Reply::Now(answer.unwrap_or_else(|code| DescribeQuorumResponse {
            error_code: code.code(),
            ..Default::default()
        }))
    }
}
