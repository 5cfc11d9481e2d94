//! Groups and their offsets: one partition of `__consumer_offsets` as a value. Handling a request
//! gives records and an answer, replaying records changes the state; who appends them, and when an
//! answer goes out, is decided by the node. `classic/` has the protocol of JoinGroup and SyncGroup,
//! `consumer/` that of KIP-848, `offsets/` what is committed in either.

mod classic;
mod consumer;
mod coordination;
mod group;
mod offsets;
mod outcome;
mod record;
mod settings;
mod shard;

pub use classic::{
    ClassicGroup, ClassicState, Member as ClassicMember, Protocol as ClassicProtocol, append_error,
};
pub use consumer::ConsumerGroup;
pub use group::{CommitKind, Committer, Group, OffsetExpiry};
pub use offsets::{CommittedOffset, Offsets, Stability};
pub use outcome::{Answer, Outcome, Released};
pub use record::GroupRecord;
pub use settings::{GroupSettings, Migration};
pub use shard::{GroupShard, GroupTimer, Requester};
