//! Transactions of other people's clients, with Apache Kafka's tools and Kafka Streams: what was committed is
//! read once and in order, what was aborted is not read, and whoever was replaced is refused.

mod confluent;
mod copier;
mod copying;
mod directories;
mod features;
mod franz_go;
mod isolation;
mod other_clients;
pub mod program;
mod restart;
mod scene;
mod stories;
mod streams;
mod told;
mod tools;
