//! What the client does in all languages, as data (`scenarios`), and what runs it in Rust. README.md says what a
//! scenario is.

#[rustfmt::skip]
#[allow(
    missing_docs,
    clippy::redundant_closure_call,
    clippy::let_unit_value,
    clippy::too_many_lines,
    reason = "it is made from the API"
)]
mod generated;
mod expect;
mod handler;
mod listener;
mod run;
mod value;

pub use run::{Scenario, scenarios};
