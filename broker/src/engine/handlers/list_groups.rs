//! ListGroups (key 16): the groups that this broker coordinates. Authorization: DESCRIBE on the cluster,
//! or on each group.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    groups::Outcome,
    model::ErrorCode,
    protocol::messages::{ListGroupsRequest, ListGroupsResponse},
};

use crate::engine::{
    call::Call,
    coordinator::AfterShards,
    handler::{Handler, Reply},
};

/// ListGroups. v4 has states (KIP-518), v5 types (KIP-848).
pub struct ListGroups;

impl Handler for ListGroups {
    type Request = ListGroupsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(call: &mut Call<'_>, request: ListGroupsRequest) -> Reply<ListGroupsResponse> {
        let refuse =
            |code: ErrorCode| ListGroupsResponse { error_code: code.code(), ..Default::default() };
        let node = call.node.clone();
        let asked = node.ask_all_groups(call, |shard, _| {
            Outcome::answer(shard.list_groups(&request.states_filter, &request.types_filter))
        });
        let mut response = ListGroupsResponse::default();
        let mut commits = Vec::new();
        match asked {
            Ok(answers) => {
                for answer in answers {
                    response.groups.extend(answer.response);
                    commits.push(answer.commit);
                }
            }
            Err(code) => return Reply::Now(refuse(code)),
        }
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}
