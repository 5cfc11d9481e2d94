//! What a decision asks the edge to do: wake connections whose wait is over, and run work that may
//! block. Collected while locks are held, carried out after they are released.

use std::task::Waker;

use ottla_core::{
    model::{Moment, TopicIdPartition},
    storage::log::{Deletion, SyncJob},
};

/// Work that may take longer than a millisecond; the edge runs it on its blocking pool and hands
/// the outcome back to the node.
#[derive(Debug)]
pub enum Work {
    /// Make the metadata log durable, so that its records are committed.
    SyncMetadata(SyncJob),
    /// Make a partition durable, so that acknowledgements can go out.
    SyncPartition(TopicIdPartition, SyncJob),
    /// Delete files, not before the moment.
    Delete(Moment, Deletion),
}

/// Everything that one call into the engine asks the edge to do.
#[derive(Debug, Default)]
pub struct Effects {
    /// Connections to wake.
    pub wakes: Vec<Waker>,
    /// Work to run.
    pub work: Vec<Work>,
}
