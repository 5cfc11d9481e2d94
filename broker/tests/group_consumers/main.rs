//! Our client's consumers of groups against the embedded broker, in both protocols of groups.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod admin;
mod basics;
mod lives;
mod members;
mod scene;
