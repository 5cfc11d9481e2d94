//! Tests of the image: replay, snapshots, metadata transactions.

mod snapshot;
mod transactions;
