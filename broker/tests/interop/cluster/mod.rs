//! Three `ottla broker` processes that are one cluster: Apache Kafka's tools on it, what its members
//! keep, what happens to records while brokers are killed, and members that do not fit.

mod apache;
mod brokers;
mod cut_links;
mod damaged_replicas;
mod full_disk;
mod growing;
mod held_coordinators;
mod load;
mod metadata_log;
mod mirror;
mod misfits;
mod mixed;
mod network;
mod numbers;
mod reassignment;
mod tools;
mod transactions_under_load;
mod under_load;
mod voters;
