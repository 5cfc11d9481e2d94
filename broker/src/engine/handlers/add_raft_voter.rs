//! AddRaftVoter (key 80): a controller joins the voters of the metadata quorum (KIP-853). Authorization: ALTER on
//! the cluster. Answered when the change is committed.

use std::ops::RangeInclusive;

use ottla_core::{
    protocol::messages::{AddRaftVoterRequest, AddRaftVoterResponse},
    quorum::{ChangeAnswer, Reply as Answer},
};

use crate::engine::{
    call::Call,
    cluster::AwaitChange,
    handler::{Handler, Place, Reply},
};

/// AddRaftVoter. v1 can be answered before that.
pub struct AddRaftVoter;

impl Handler for AddRaftVoter {
    type Request = AddRaftVoterRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;
    const PLACE: Place = Place::Controller;

    fn handle(call: &mut Call<'_>, request: AddRaftVoterRequest) -> Reply<AddRaftVoterResponse> {
        let node = call.node.clone();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            quorum.add_raft_voter(&request, now, out)
        });
        match answer {
            Ok(Answer::Now(response)) => Reply::Now(response),
            Ok(Answer::Later(ticket)) => {
                Reply::Parked(Box::new(AwaitChange::new(ticket, |answer| match answer {
                    ChangeAnswer::Add(response) => Some(response),
                    ChangeAnswer::Remove(_) | ChangeAnswer::Update(_) => None,
                })))
            }
            Err(code) => {
                Reply::Now(AddRaftVoterResponse { error_code: code.code(), ..Default::default() })
            }
        }
    }
}
