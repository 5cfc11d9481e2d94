//! What handling a request, a timer or a change of metadata comes to for groups.

use super::record::GroupRecord;
pub use crate::coordinator::Answer;
use crate::{
    coordinator,
    protocol::messages::{JoinGroupResponse, SyncGroupResponse},
};

/// The answer to a request that waited.
#[derive(Clone, Debug, PartialEq)]
pub enum Released {
    /// Of JoinGroup: the rebalance has all its members.
    Join(JoinGroupResponse),
    /// Of SyncGroup: the leader has assigned the partitions.
    Sync(SyncGroupResponse),
}

/// Records to append and answers to give once they are committed.
pub type Outcome<R> = coordinator::Outcome<R, GroupRecord, Released>;
