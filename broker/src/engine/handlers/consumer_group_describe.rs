//! ConsumerGroupDescribe (key 69): KIP-848 groups with their members. Authorization: DESCRIBE on each
//! group, and on the topics of its members.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    groups::Outcome,
    model::ErrorCode,
    protocol::messages::{
        ConsumerGroupDescribeRequest, ConsumerGroupDescribeResponse,
        consumer_group_describe_response::DescribedGroup,
    },
};

use super::{describe_groups::ALL_GROUP_OPERATIONS, metadata::OPERATIONS_NOT_ASKED};
use crate::engine::{
    call::Call,
    coordinator::AfterShards,
    handler::{Handler, Reply},
};

/// ConsumerGroupDescribe (KIP-848). v1 says which protocol a member speaks.
pub struct ConsumerGroupDescribe;

impl Handler for ConsumerGroupDescribe {
    type Request = ConsumerGroupDescribeRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(
        call: &mut Call<'_>,
        request: ConsumerGroupDescribeRequest,
    ) -> Reply<ConsumerGroupDescribeResponse> {
        if !call.image().has_consumer_groups() {
            let ids = request.group_ids.iter();
            let groups = ids.map(|id| refused(id, ErrorCode::UnsupportedVersion)).collect();
            return Reply::Now(ConsumerGroupDescribeResponse { groups, ..Default::default() });
        }
        let asked = request.include_authorized_operations;
        let operations = if asked { ALL_GROUP_OPERATIONS } else { OPERATIONS_NOT_ASKED };
        let mut groups = Vec::new();
        let mut commits = Vec::new();
        for id in &request.group_ids {
            if id.is_empty() {
                groups.push(refused(id, ErrorCode::InvalidGroupId));
                continue;
            }
            let node = call.node.clone();
            let answered = node.ask_group(call, id, |shard, _, _| {
                Outcome::answer(shard.consumer_group_describe(std::slice::from_ref(id)))
            });
            match answered {
                Ok(answered) => {
                    commits.push(answered.commit);
                    groups.extend(answered.response.into_iter().map(|group| DescribedGroup {
                        authorized_operations: operations,
                        ..group
                    }));
                }
                Err(code) => groups.push(refused(id, code)),
            }
        }
        let ids = request.group_ids;
        let refuse = move |code: ErrorCode| ConsumerGroupDescribeResponse {
            groups: ids.iter().map(|id| refused(id, code)).collect(),
            ..Default::default()
        };
        let response = ConsumerGroupDescribeResponse { groups, ..Default::default() };
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}

fn refused(id: &ByteString, code: ErrorCode) -> DescribedGroup {
    DescribedGroup { group_id: id.clone(), error_code: code.code(), ..Default::default() }
}
