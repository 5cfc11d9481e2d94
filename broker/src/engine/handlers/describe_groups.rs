//! DescribeGroups (key 15): classic groups with their members. Authorization: DESCRIBE on each group.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    groups::Outcome,
    model::ErrorCode,
    protocol::messages::{
        DescribeGroupsRequest, DescribeGroupsResponse, describe_groups_response::DescribedGroup,
    },
};

use super::metadata::OPERATIONS_NOT_ASKED;
use crate::engine::{
    call::Call,
    coordinator::AfterShards,
    handler::{Handler, Reply},
};

/// What may be done with a group: READ, DELETE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS, each a bit.
pub(super) const ALL_GROUP_OPERATIONS: i32 = 1 << 3 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11;

/// DescribeGroups. v4 has static members, v6 says that a group does not exist (KIP-1043).
pub struct DescribeGroups;

impl Handler for DescribeGroups {
    type Request = DescribeGroupsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=6;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeGroupsRequest,
    ) -> Reply<DescribeGroupsResponse> {
        let asked = request.include_authorized_operations;
        let operations = if asked { ALL_GROUP_OPERATIONS } else { OPERATIONS_NOT_ASKED };
        let mut groups = Vec::new();
        let mut commits = Vec::new();
        for id in &request.groups {
            let node = call.node.clone();
            let answered = node.ask_group(call, id, |shard, requester, _| {
                Outcome::answer(shard.describe_groups(requester, std::slice::from_ref(id)))
            });
            match answered {
                Ok(answered) => {
                    commits.push(answered.commit);
                    for mut group in answered.response {
                        if group.error_code == ErrorCode::None.code() {
                            group.authorized_operations = operations;
                        }
                        groups.push(group);
                    }
                }
                Err(code) => groups.push(refused(id, code)),
            }
        }
        let ids = request.groups;
        let refuse = move |code: ErrorCode| DescribeGroupsResponse {
            groups: ids.iter().map(|id| refused(id, code)).collect(),
            ..Default::default()
        };
        let response = DescribeGroupsResponse { groups, ..Default::default() };
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}

fn refused(id: &ByteString, code: ErrorCode) -> DescribedGroup {
    DescribedGroup { group_id: id.clone(), error_code: code.code(), ..Default::default() }
}
