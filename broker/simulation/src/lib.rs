//! A broker with its clients in one thread, from one seed: producers of transactions, their zombies, readers,
//! a network that delays, loses and delivers late, and a broker that dies and comes back, all on a virtual
//! clock. The broker is the one that is shipped, without its edge; the clients are written for this and speak
//! Kafka's requests. After the faults the run heals, and every file in `invariants` has its say.

mod clients;
mod cluster;
mod conditions;
mod deaths;
mod delivery;
mod final_state;
mod history;
mod invariants;
mod network;
mod place;
mod process;
mod questions;
mod records;
mod run;
mod scenario;
mod schedule;
mod seeds;
mod setup;
mod trace;
mod wire;
mod world;

pub use cluster::{ClusterReport, Deeds, Marks, check_cluster, run_cluster};
pub use invariants::Violation;
pub use run::{Report, check, run};
pub use scenario::{Durability, Scenario, Workload};
pub use seeds::seeds;
