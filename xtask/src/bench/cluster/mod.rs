//! `cargo xtask bench cluster`: three `ottla broker` processes, then three of Apache Kafka, each with its data on
//! disk and the same configuration: writes to three replicas, how long writes stop, ten thousand partitions, rest.

mod brokers;
mod client;
mod figures;
mod measures;
mod run;

pub(super) use run::run;
