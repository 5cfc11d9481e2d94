//! Heartbeat (key 12): a member of a classic group lives, and hears of a rebalance. Authorization: READ
//! on the group.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{HeartbeatRequest, HeartbeatResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// Heartbeat. v3 has static members (KIP-345).
pub struct Heartbeat;

impl Handler for Heartbeat {
    type Request = HeartbeatRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=4;

    fn handle(call: &mut Call<'_>, request: HeartbeatRequest) -> Reply<HeartbeatResponse> {
        let (node, group) = (call.node.clone(), request.group_id.clone());
        let refuse = |code: ErrorCode| {
            // While the group is loaded nobody knows better: its sessions begin anew afterwards.
            let loads = code == ErrorCode::CoordinatorLoadInProgress;
            let code = if loads { ErrorCode::None } else { code };
            HeartbeatResponse { error_code: code.code(), ..Default::default() }
        };
        node.reply_of_group(call, &group, Arc::new(refuse), |shard, requester, now| {
            shard.heartbeat(requester, &request, now)
        })
    }
}
