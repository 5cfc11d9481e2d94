//! The edge: everything that touches the operating system.

pub mod disk;
