//! ZkMigrationStateRecord (type 21): record of the metadata log, version 0.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(metadata, key = 21, versions = "0", flexible = "0+")]
pub struct ZkMigrationStateRecord {
    #[field(versions = "0+")]
    pub zk_migration_state: i8,
}
