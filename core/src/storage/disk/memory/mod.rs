//! A log directory in memory: the whole broker runs on it when no directory is given.

mod chunks;
mod disk;
mod file;

pub use disk::MemoryDisk;
