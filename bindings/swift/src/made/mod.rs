// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#![allow(unused_imports)]

mod enums;
pub use enums::*;
mod records;
pub use records::*;
mod callbacks;
pub use callbacks::*;
mod admin;
pub use admin::*;
mod broker;
pub use broker::*;
mod client;
pub use client::*;
mod consumer;
pub use consumer::*;
mod events;
pub use events::*;
mod partition_consumer;
pub use partition_consumer::*;
mod producer;
pub use producer::*;
mod delivery;
pub use delivery::*;
mod schema_registry;
pub use schema_registry::*;
mod share_consumer;
pub use share_consumer::*;
mod transaction;
pub use transaction::*;
