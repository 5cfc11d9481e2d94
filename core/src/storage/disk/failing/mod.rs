//! A disk for tests: it fails when a plan says so, and a crash takes what was not synced.

mod content;
mod disk;
mod plan;

pub use content::Unsynced;
pub use disk::FailingDisk;
pub use plan::{Fault, FaultKind, FaultyCall};
