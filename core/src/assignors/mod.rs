//! Who gets which partitions of a group: the assignors of Apache Kafka 4.3.1 as plain functions.
//! [`server`] has those of the consumer group protocol (KIP-848), which the group coordinator runs;
//! [`client`] those of the classic protocol, which the leader of a group runs. They decide targets
//! alone: when a member may take what it was given is the business of the group and of the client.

pub mod client;
pub mod server;

mod java_order;

#[cfg(test)]
mod tests;
