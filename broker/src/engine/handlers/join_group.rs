//! JoinGroup (key 11): a member of a classic group joins or re-joins. Authorization: READ on the
//! group. The answer waits until the rebalance has its members.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    groups::Released,
    model::ErrorCode,
    protocol::messages::{JoinGroupRequest, JoinGroupResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// First version that may leave the protocol out.
const NULL_PROTOCOL_VERSION_MIN: i16 = 7;

/// JoinGroup. v4 asks for a member id first (KIP-394), v5 has static members (KIP-345), v8 reasons
/// (KIP-800), v9 lets a leader skip the assignment (KIP-814).
pub struct JoinGroup;

impl Handler for JoinGroup {
    type Request = JoinGroupRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=9;

    fn handle(call: &mut Call<'_>, request: JoinGroupRequest) -> Reply<JoinGroupResponse> {
        let version = call.version;
        let (node, group) = (call.node.clone(), request.group_id.clone());
        let member_id = ByteString::from(&*request.member_id);
        let refuse = move |code: ErrorCode| {
            let error_code = code.code();
            let response = JoinGroupResponse {
                error_code,
                member_id: member_id.clone(),
                ..Default::default()
            };
            encodable(version, response)
        };
        let read = if version < NULL_PROTOCOL_VERSION_MIN { released_to_old } else { released };
        node.reply_in_time(call, &group, Arc::new(refuse), read, |shard, caller, requester, now| {
            let outcome = shard.join_group(caller, requester, &request, now);
            outcome.map(|response| encodable(version, response))
        })
    }
}

fn released(released: Released) -> Option<JoinGroupResponse> {
    match released {
        Released::Join(response) => Some(response),
        Released::Sync(_) => None,
    }
}

fn released_to_old(answer: Released) -> Option<JoinGroupResponse> {
    released(answer).map(|response| encodable(0, response))
}

/// Old versions have no null where there is no protocol.
fn encodable(version: i16, mut response: JoinGroupResponse) -> JoinGroupResponse {
    if version < NULL_PROTOCOL_VERSION_MIN {
        response.protocol_name.get_or_insert_default();
    }
    response
}
