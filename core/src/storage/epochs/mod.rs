//! Which leader epoch began at which offset (KIP-101, KIP-279): where logs that went apart agree.

mod cache;

pub use cache::{Change, EpochEnd, EpochEntry, LeaderEpochs};
