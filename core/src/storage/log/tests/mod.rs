//! Tests of whole logs, one file for each entry point.

mod append;
mod bench;
mod compaction;
mod read;
mod recovery;
mod retention;
mod roll;
mod sync;
mod timestamps;
mod transactions;
mod truncate;
