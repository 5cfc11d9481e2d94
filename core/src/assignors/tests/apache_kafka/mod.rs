//! Comparisons with Apache Kafka's own assignors, by its jars in the directory `OTTLA_KAFKA_LIBS`.
//! `cargo xtask test --only protocol` fetches the jars and runs them.
//!
//! All assignors are compared exactly: each member gets the same partitions. Where Kafka's result
//! depends on an order, the order is made the same. The server's assignors are handed their members
//! (and each target's topics and partitions) in the order of ids, which is the caller's choice in
//! Kafka, too; its broker hands them over in the order of a hash table that depends on the group's
//! past. The client's assignors are handed a hash table that is filled in the order of the JoinGroup
//! response, as Kafka's consumer does it. The hash tables inside of assignors are those of Java:
//! java_order.rs says in which order they go.

mod client;
mod peer;
mod server;
