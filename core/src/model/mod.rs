//! The words that every other module uses: ids, offsets, epochs, time, randomness, error codes,
//! limits and config keys. Nothing here decides anything.

mod error_code;
mod ids;
mod offset;
mod rng;
mod slice;
mod time;
mod topic_name;
mod uuid;

pub mod config;
pub mod limits;

pub use error_code::ErrorCode;
pub use ids::{
    FetchSessionId, NodeId, PartitionId, ProducerEpoch, ProducerId, TopicIdPartition,
    TopicPartition,
};
pub use offset::{LeaderEpoch, Offset};
pub use rng::Rng;
pub use slice::{FileSlice, LogSlice, SliceSource};
pub use time::{Moment, Now, Timestamp};
pub use topic_name::{InvalidTopicName, TopicName};
pub use uuid::{InvalidUuid, Uuid};
