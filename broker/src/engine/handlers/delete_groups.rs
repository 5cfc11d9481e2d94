//! DeleteGroups (key 42): groups without members go, with their offsets. Authorization: DELETE on each
//! group.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DeleteGroupsRequest, DeleteGroupsResponse, delete_groups_response::DeletableGroupResult,
    },
};

use crate::engine::{
    call::Call,
    coordinator::AfterShards,
    handler::{Handler, Reply},
};

/// DeleteGroups (KIP-229).
pub struct DeleteGroups;

impl Handler for DeleteGroups {
    type Request = DeleteGroupsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(call: &mut Call<'_>, request: DeleteGroupsRequest) -> Reply<DeleteGroupsResponse> {
        let mut ids = request.groups_names;
        ids.sort_unstable();
        ids.dedup();
        let mut results = Vec::new();
        let mut commits = Vec::new();
        for id in &ids {
            let node = call.node.clone();
            let deleted = node.ask_group_in_parts(call, id, |shard, _, _| {
                shard.delete_groups(std::slice::from_ref(id))
            });
            match deleted {
                Ok(answered) => {
                    commits.push(answered.commit);
                    results.extend(answered.response);
                }
                Err(code) => results.push(refused(id, code)),
            }
        }
        let refuse = move |code: ErrorCode| DeleteGroupsResponse {
            results: ids.iter().map(|id| refused(id, code)).collect(),
            ..Default::default()
        };
        let response = DeleteGroupsResponse { results, ..Default::default() };
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}

fn refused(id: &ByteString, code: ErrorCode) -> DeletableGroupResult {
    DeletableGroupResult { group_id: id.clone(), error_code: code.code() }
}
