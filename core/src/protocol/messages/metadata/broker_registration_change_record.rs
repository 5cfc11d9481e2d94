//! BrokerRegistrationChangeRecord (type 17): record of the metadata log, versions 0 to 3.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 17, versions = "0-3", flexible = "0+")]
pub struct BrokerRegistrationChangeRecord {
    #[field(versions = "0+", entity = "brokerId")]
    pub broker_id: i32,
    #[field(versions = "0+")]
    pub broker_epoch: i64,
    #[field(versions = "0+", tag = 0)]
    pub fenced: i8,
    #[field(versions = "1+", tag = 1)]
    pub in_controlled_shutdown: i8,
    #[field(versions = "2+", tag = 2)]
    pub log_dirs: Vec<Uuid>,
    #[field(versions = "3+", nullable = "3+", tag = 3, default = "null")]
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
}
