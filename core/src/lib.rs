//! Apache Kafka's protocol, log, replication and coordination as pure Rust values.
//!
//! Nothing here opens a socket or a file, starts a thread, reads a clock or draws entropy: time
//! ([`model::Now`]), randomness ([`model::Rng`]) and disks ([`storage::disk::Disk`]) are
//! arguments. docs/ARCHITECTURE.md says how the parts meet.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod assignors;
pub mod coordinator;
pub mod groups;
pub mod metadata;
pub mod model;
pub mod protocol;
pub mod quorum;
pub mod replication;
pub mod security;
pub mod storage;
pub mod transactions;
