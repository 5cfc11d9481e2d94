//! Where the client touches the world: connections, clocks, timers, tasks. It carries out what the
//! engine decides.

mod chunk;
pub(crate) mod clock;
pub(crate) mod cluster;
pub(crate) mod connection;
pub(crate) mod coordinator;
mod fetch_queue;
mod fetch_task;
pub(crate) mod fetcher;
pub(crate) mod group;
pub(crate) mod group_offsets;
pub mod in_process;
pub(crate) mod nodes;
pub(crate) mod sender;
pub(crate) mod tcp;
pub(crate) mod transaction;
pub mod transport;
