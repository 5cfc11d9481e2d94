//! Partitions of several replicas in a model of a cluster, from seeds.

mod acknowledged_survives;
mod controller;
mod convergence;
mod high_watermark_rises;
mod in_sync_replicas;
mod offsets;
mod one_value;
mod seeds;
mod world;
