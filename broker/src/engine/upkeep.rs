//! What a node does without being asked: retention, syncs by time, checkpoints, and taking in what
//! background work has done. The edge calls it when it is due.

use std::sync::{Arc, atomic::Ordering};

use ottla_core::{
    metadata::controller,
    model::{Moment, Now, Offset, TopicIdPartition},
    storage::{
        checkpoint::{Checkpoint, CleanShutdown},
        disk::DiskError,
        log::Synced,
    },
};

use super::{
    apply_deletion,
    effects::{Effects, Outcome, Work},
    node::Node,
    view::PartitionHandle,
};
