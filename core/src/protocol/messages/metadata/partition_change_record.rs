//! PartitionChangeRecord (type 5): record of the metadata log, versions 0 to 2.

use ottla_core_derive::Message;

use crate::model::Uuid;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 5, versions = "0-2", flexible = "0+")]
pub struct PartitionChangeRecord {
    #[field(versions = "0+", default = "-1")]
    pub partition_id: i32,
    #[field(versions = "0+")]
    pub topic_id: Uuid,
    #[field(versions = "0+", nullable = "0+", tag = 0, default = "null", entity = "brokerId")]
    pub isr: Option<Vec<i32>>,
    #[field(versions = "0+", tag = 1, default = "-2", entity = "brokerId")]
    pub leader: i32,
    #[field(versions = "0+", nullable = "0+", tag = 2, default = "null", entity = "brokerId")]
    pub replicas: Option<Vec<i32>>,
    #[field(versions = "0+", nullable = "0+", tag = 3, default = "null", entity = "brokerId")]
    pub removing_replicas: Option<Vec<i32>>,
    #[field(versions = "0+", nullable = "0+", tag = 4, default = "null", entity = "brokerId")]
    pub adding_replicas: Option<Vec<i32>>,
    #[field(versions = "0+", tag = 5, default = "-1")]
    pub leader_recovery_state: i8,
    #[field(versions = "1+", nullable = "1+", tag = 8, default = "null")]
    pub directories: Option<Vec<Uuid>>,
    #[field(versions = "2+", nullable = "2+", tag = 6, default = "null", entity = "brokerId")]
    pub eligible_leader_replicas: Option<Vec<i32>>,
    #[field(versions = "2+", nullable = "2+", tag = 7, default = "null", entity = "brokerId")]
    pub last_known_elr: Option<Vec<i32>>,
}
