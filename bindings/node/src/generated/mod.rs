// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! Classes, data, choices and options of the API.

mod admin;
mod broker;
mod callbacks;
mod choices;
mod client;
mod consumer;
mod data;
mod events;
mod options;
mod partition_consumer;
mod producer;
mod record_batch;
mod schema_registry;
mod share_consumer;
mod transaction;

pub(crate) use choices::{advice_name, kind_name};
pub(crate) use record_batch::RecordBatch;
