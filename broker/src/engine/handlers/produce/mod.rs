//! Produce (key 0): appends batches. A batch is checked before the partition's lock is taken; the lock is held
//! for the append alone. One of a transaction waits for the transaction's coordinator before.

mod answer;
mod append;
mod handler;
mod in_transaction;
mod unacknowledged;

pub(in crate::engine) use handler::Produce;
