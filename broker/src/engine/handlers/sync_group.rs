//! SyncGroup (key 14): the leader of a classic group hands in the assignment, the others fetch theirs.
//! Authorization: READ on the group. The answer waits for the leader.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    groups::Released,
    model::ErrorCode,
    protocol::messages::{SyncGroupRequest, SyncGroupResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// SyncGroup. v3 has static members (KIP-345), v5 names the protocol (KIP-559).
pub struct SyncGroup;

impl Handler for SyncGroup {
    type Request = SyncGroupRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(call: &mut Call<'_>, request: SyncGroupRequest) -> Reply<SyncGroupResponse> {
        let (node, group) = (call.node.clone(), request.group_id.clone());
        let refuse = |code: ErrorCode| {
            // The member's next heartbeat tells it to join again, as Apache Kafka has it.
            let loads = code == ErrorCode::CoordinatorLoadInProgress;
            let code = if loads { ErrorCode::RebalanceInProgress } else { code };
            SyncGroupResponse { error_code: code.code(), ..Default::default() }
        };
        node.reply_in_time(
            call,
            &group,
            Arc::new(refuse),
            released,
            |shard, caller, requester, now| shard.sync_group(caller, requester, &request, now),
        )
    }
}

fn released(released: Released) -> Option<SyncGroupResponse> {
    match released {
        Released::Sync(response) => Some(response),
        Released::Join(_) => None,
    }
}
