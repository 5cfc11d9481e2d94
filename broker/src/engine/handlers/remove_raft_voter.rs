//! RemoveRaftVoter (key 81): a controller leaves the voters of the metadata quorum (KIP-853). Authorization:
//! ALTER on the cluster. Answered when the change is committed.

use std::ops::RangeInclusive;

use ottla_core::{
    protocol::messages::{RemoveRaftVoterRequest, RemoveRaftVoterResponse},
    quorum::{ChangeAnswer, Reply as Answer},
};

use crate::engine::{
    call::Call,
    cluster::AwaitChange,
    handler::{Handler, Place, Reply},
};

/// RemoveRaftVoter.
pub struct RemoveRaftVoter;

impl Handler for RemoveRaftVoter {
    type Request = RemoveRaftVoterRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: RemoveRaftVoterRequest,
    ) -> Reply<RemoveRaftVoterResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.remove_raft_voter(&request, now, out)
        });
        match answer {
            Ok(Answer::Now(response)) => Reply::Now(response),
            Ok(Answer::Later(ticket)) => {
                Reply::Parked(Box::new(AwaitChange::new(ticket, |answer| match answer {
                    ChangeAnswer::Remove(response) => Some(response),
                    ChangeAnswer::Add(_) | ChangeAnswer::Update(_) => None,
                })))
            }
            Err(code) => Reply::Now(RemoveRaftVoterResponse {
                error_code: code.code(),
                ..Default::default()
            }),
        }
    }
}
