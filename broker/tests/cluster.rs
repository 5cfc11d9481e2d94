//! Several brokers that are a cluster.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cluster_of_three;
mod support;
