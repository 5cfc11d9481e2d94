//! BrokerHeartbeat (key 63): request, versions 0 to 2.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 63, versions = "0-2", flexible = "0+", listeners = "controller")]
pub struct BrokerHeartbeatRequest {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+", default = "-1")]
    pub broker_epoch: i64,
    #[field(versions = "0+")]
    pub current_metadata_offset: i64,
    #[field(versions = "0+")]
    pub want_fence: bool,
    #[field(versions = "0+")]
    pub want_shut_down: bool,
    #[field(versions = "1+", tag = 0)]
    pub offline_log_dirs: Vec<Uuid>,
    #[field(versions = "2+", nullable = "2+", tag = 1, default = "null")]
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}
