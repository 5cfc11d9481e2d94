//! ConsumerGroupHeartbeat (key 68): all that a member of a KIP-848 group has to say. Authorization: READ
//! on the group, DESCRIBE on the topics that it names.

use std::{ops::RangeInclusive, sync::Arc};

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// ConsumerGroupHeartbeat (KIP-848). v1 has regular expressions, and ids that the members choose.
pub struct ConsumerGroupHeartbeat;

impl Handler for ConsumerGroupHeartbeat {
    type Request = ConsumerGroupHeartbeatRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(
        call: &mut Call<'_>,
        request: ConsumerGroupHeartbeatRequest,
    ) -> Reply<ConsumerGroupHeartbeatResponse> {
        if !call.image().has_consumer_groups() {
            let error_code = ErrorCode::UnsupportedVersion.code();
            return Reply::Now(ConsumerGroupHeartbeatResponse { error_code, ..Default::default() });
        }
        let (node, group) = (call.node.clone(), request.group_id.clone());
        let refuse = |code: ErrorCode| ConsumerGroupHeartbeatResponse {
            error_code: code.code(),
            error_message: Some(ByteString::from(code.message())),
            ..Default::default()
        };
        node.reply_of_group(call, &group, Arc::new(refuse), |shard, requester, now| {
            shard.consumer_group_heartbeat(requester, &request, now)
        })
    }
}
