//! What Python needs: the classes in Rust, the modules beside them, and types for all.

mod check;
mod data;
mod glue;
mod listeners;
mod modules;
mod objects;
mod shape;
mod stubs;
mod twin;
mod words;

pub(crate) use glue::files;
