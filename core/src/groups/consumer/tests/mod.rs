//! KIP-848 groups through their shard, with a log and a clock.

mod driver;
mod heartbeat;
mod migration;
mod random;
mod topics;
