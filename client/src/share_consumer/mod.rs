//! A consumer of a share group (KIP-932): records are acquired one by one, not partitions, and each is
//! acknowledged by itself.

mod batch;
mod close;
mod consumer;
mod open;
mod options;

pub use batch::{OwnedShareRecord, ShareBatch, ShareRecord};
pub use consumer::{ShareConsumer, ShareStopHandle};
