//! Tests of the controller: a file for each entry point, and histories from seeds beside invariants.

mod allocate_producer_ids;
mod alter_configs;
mod alter_partition;
mod apache_kafka;
mod assign_replicas_to_dirs;
mod create_topics;
mod elect_leaders;
mod eligible_leaders;
mod fence_stale;
mod heartbeat;
mod histories;
mod invariants;
mod reassign;
mod rebalance;
mod register_broker;
mod register_controller;
mod scene;
mod unregister_broker;
