//! The schedule by cases, and beside a model of partitions that are processed, fail, move and are
//! restarted.

mod cases;
mod histories;
mod world;
