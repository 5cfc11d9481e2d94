//! UpdateRaftVoter (key 82): a voter says where it listens and what it supports (KIP-853). Authorization:
//! CLUSTER_ACTION on the cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    protocol::messages::{UpdateRaftVoterRequest, UpdateRaftVoterResponse},
    quorum::{ChangeAnswer, Reply as Answer},
};

use crate::engine::{
    call::Call,
    cluster::AwaitChange,
    handler::{Handler, Reply},
};

/// UpdateRaftVoter.
pub struct UpdateRaftVoter;

impl Handler for UpdateRaftVoter {
    type Request = UpdateRaftVoterRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(
        call: &mut Call<'_>,
        request: UpdateRaftVoterRequest,
    ) -> Reply<UpdateRaftVoterResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.update_raft_voter(&request, now, out)
        });
        match answer {
            Ok(Answer::Now(response)) => Reply::Now(response),
            Ok(Answer::Later(ticket)) => {
                Reply::Parked(Box::new(AwaitChange::new(ticket, |answer| match answer {
                    ChangeAnswer::Update(response) => Some(response),
                    ChangeAnswer::Add(_) | ChangeAnswer::Remove(_) => None,
                })))
            }
            Err(code) => Reply::Now(UpdateRaftVoterResponse {
                error_code: code.code(),
                ..Default::default()
            }),
        }
    }
}
