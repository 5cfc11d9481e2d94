//! Partitions of several replicas in a model of a cluster, from seeds, and by hand where no seed gets.

mod acknowledged_survives;
mod controller;
mod convergence;
mod high_watermark_rises;
mod in_sync_replicas;
mod offsets;
mod one_value;
mod reelection;
mod seeds;
mod world;
