//! Comparisons with Apache Kafka itself, by its jars in the directory `OTTLA_KAFKA_LIBS`: with the
//! definitions of its messages, and with the bytes that its generated classes read and write.
//! `cargo xtask test --only protocol` fetches the jars and runs them.

mod bytes;
mod definitions;
mod facts;
mod jars;
mod peer;
mod schemas;
