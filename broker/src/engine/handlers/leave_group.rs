//! LeaveGroup (key 13): members of a classic group leave. Authorization: READ on the group.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{LeaveGroupRequest, LeaveGroupResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// LeaveGroup. v3 takes several members, also static ones (KIP-345), v5 reasons (KIP-800).
pub struct LeaveGroup;

impl Handler for LeaveGroup {
    type Request = LeaveGroupRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(call: &mut Call<'_>, request: LeaveGroupRequest) -> Reply<LeaveGroupResponse> {
        let (node, group) = (call.node.clone(), request.group_id.clone());
        let refuse =
            |code: ErrorCode| LeaveGroupResponse { error_code: code.code(), ..Default::default() };
        node.reply_of_group(call, &group, Arc::new(refuse), |shard, requester, now| {
            shard.leave_group(requester, &request, now)
        })
    }
}
