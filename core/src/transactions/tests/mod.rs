//! The shard as a state machine: what each request gives in each state, what is written, and which markers
//! follow.

mod add_partitions;
mod driver;
mod end_transaction;
mod init_producer_id;
mod markers;
mod records;
mod time;
