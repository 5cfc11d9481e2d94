//! Tests of the image: replay, snapshots, metadata transactions.

mod partition_index;
mod snapshot;
mod transactions;
