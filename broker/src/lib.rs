//! A real Apache Kafka broker as a Rust library.

pub mod server;
