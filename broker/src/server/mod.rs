//! The broker's edge: sockets, the clock, the blocking pool, real files. What a request means is
//! decided in [`crate::engine`]; here bytes come in, effects are carried out, bytes go out.

mod broker;
mod cluster;
mod cluster_timers;
mod connection;
mod coordinator_timers;
mod directories;
pub mod disk;
mod host;
mod in_process;
mod listener;
mod options;
mod output;
mod peers;
mod send_file;
mod upkeep;
mod wake;

pub use broker::{Broker, StartError};
pub use cluster::{Cluster, ClusterError, ClusterOptions};
pub use in_process::{InProcessConnection, InProcessConnector};
pub use options::{BrokerOptions, OptionsError};
