//! Ottla for Python: what is made from the API (`generated`), and what it rests on.

mod arrow;
mod batch;
mod block;
mod bridge;
mod call;
mod callbacks;
mod choices;
mod convert;
mod errors;
mod found;
#[rustfmt::skip]
mod generated;
mod handlers;
mod module;
mod options;
mod payload;
mod plain;
mod record;
mod sending;
mod shared;
mod stream;
