//! PartitionRecord (type 3): record of the metadata log, versions 0 to 2.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 3, versions = "0-2", flexible = "0+")]
pub struct PartitionRecord {
    #[field(versions = "0+", default = "-1")]
    pub partition_id: i32,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+", entity = "brokerId")]
    pub replicas: Vec<i32>,
    #[field(versions = "0+")]
    pub isr: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub removing_replicas: Vec<i32>,
    #[field(versions = "0+", entity = "brokerId")]
    pub adding_replicas: Vec<i32>,
    #[field(versions = "0+", default = "-1", entity = "brokerId")]
    pub leader: i32,
    #[field(versions = "0+", tag = 0, default = "0")]
    pub leader_recovery_state: i8,
    #[field(versions = "0+", default = "-1")]
    pub leader_epoch: i32,
    #[field(versions = "0+", default = "-1")]
    pub partition_epoch: i32,
    #[field(versions = "1+")]
    pub directories: Vec<Uuid>,
    #[field(versions = "2+", nullable = "2+", tag = 1, default = "null", entity = "brokerId")]
    pub eligible_leader_replicas: Option<Vec<i32>>,
    #[field(versions = "2+", nullable = "2+", tag = 2, default = "null", entity = "brokerId")]
    pub last_known_elr: Option<Vec<i32>>,
}
