//! Incremental fetches (KIP-227): what a leader remembers of a consumer or follower between two
//! requests, so that a request names only what changed and an answer only what is new. Which sessions
//! are kept when there is no room for all is decided here too; where they are kept, and behind which
//! locks, is the node's business.

mod cache;
mod partitions;
mod request;
mod session;

pub use cache::{FetchSessionCache, Privilege, SlotLimits};
pub use partitions::{Place, SessionPartition, SessionPartitions, SessionTopic};
pub use request::{FetchSessionEpoch, SessionRequest, TopicNaming};
pub use session::{Answer, Content, FetchSession, FetchSessionError, Told};
