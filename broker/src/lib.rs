//! A real Apache Kafka broker as a Rust library: it starts inside your process in milliseconds,
//! speaks Kafka's protocol, and writes Kafka's files.
//!
//! ```
//! use ottla_broker::{Broker, BrokerOptions};
//!
//! let broker = Broker::start(BrokerOptions::default())?;
//! assert_ne!(broker.address().port(), 0);
//! # Ok::<(), ottla_broker::StartError>(())
//! ```

mod clock;
pub mod engine;
mod server;
pub mod testing;

pub use clock::{Clock, SystemClock};
pub use server::{
    Broker, BrokerOptions, Cluster, ClusterError, ClusterOptions, InProcessConnection,
    InProcessConnector, OptionsError, StartError, disk,
};
