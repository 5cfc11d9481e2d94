//! Carries out what a transactional producer decides: asks coordinators, tries again, and keeps apart what
//! must not overlap. Every call may be dropped and made again.

mod coordinator;
mod ends;
pub(crate) mod offsets;
mod partitions;
mod trying;

pub(crate) use coordinator::Transactional;
