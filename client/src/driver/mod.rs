//! Where the client touches the world: connections, clocks, timers, tasks. It carries out what the
//! engine decides.

pub(crate) mod assigned_offsets;
mod chunk;
pub(crate) mod clock;
pub(crate) mod cluster;
pub(crate) mod connection;
mod connection_task;
mod controllers;
pub(crate) mod coordinator;
pub(crate) mod diagnosis;
pub(crate) mod dns;
mod fetch_answer;
mod fetch_metrics;
mod fetch_queue;
mod fetch_request;
mod fetch_task;
pub(crate) mod fetcher;
mod generation;
pub(crate) mod group;
pub(crate) mod group_metrics;
pub(crate) mod group_offsets;
pub mod in_process;
mod informant;
pub(crate) mod nodes;
mod outbox;
#[cfg(feature = "tls")]
mod pem;
pub(crate) mod produce_metrics;
mod refresh;
pub(crate) mod runtime;
pub(crate) mod sasl;
pub(crate) mod sender;
pub(crate) mod share;
#[cfg(feature = "simulation")]
pub(crate) mod simulated;
pub(crate) mod spans;
pub(crate) mod tcp;
#[cfg(feature = "telemetry")]
pub(crate) mod telemetry;
#[cfg(not(feature = "telemetry"))]
#[path = "no_telemetry.rs"]
pub(crate) mod telemetry;
mod throttle;
#[cfg(feature = "tls")]
pub(crate) mod tls;
#[cfg(not(feature = "tls"))]
#[path = "no_tls.rs"]
pub(crate) mod tls;
#[cfg(feature = "oauth")]
mod token_endpoint;
#[cfg(not(feature = "oauth"))]
#[path = "no_token_endpoint.rs"]
mod token_endpoint;
pub(crate) mod transaction;
pub mod transport;
mod turns;
pub(crate) mod users;
