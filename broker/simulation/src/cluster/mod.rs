//! Whole clusters: three to seven machines with a broker and controller each, or with one of them, their clients, and the network
//! between all of them, in one thread, from one seed, on a virtual clock. Processes and machines die and come back,
//! stand still, are cut off, disks fail, voters come and go; then all heals, and the cluster has to be well within a time. The nodes are those that
//! are shipped, without their edges.

mod clients;
mod conditions;
mod connection;
mod delivery;
mod disks;
mod features;
mod final_state;
mod history;
mod invariants;
mod layout;
mod links;
mod log;
mod machine;
mod marks;
mod operators;
mod run;
mod schemes;
mod shipped;
mod turns;
mod voters;
mod withheld;
mod world;

pub use marks::{Deeds, Marks};
pub use run::{ClusterReport, check_cluster, run_cluster};
