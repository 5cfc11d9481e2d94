//! Taking in the log of a shard when its leadership begins. It reads in steps, each under the
//! partition's lock, and replays without it; requests are told that the coordinator loads.

use std::sync::Arc;

use bytes::Bytes;
use ottla_core::{
    model::{LogSlice, Now, Offset, ProducerId},
    protocol::{
        codec::DecodeError,
        records::{
            BATCH_OVERHEAD, Batch, BatchError, BatchHeader, Codecs, EndMarker, HeaderError,
            MalformedRecord,
        },
    },
    replication::PartitionError,
    storage::disk::DiskError,
};

use super::{ask::Coordinated, shard::ShardHandle};
use crate::engine::{effects::Effects, node::Node};

/// Bytes that one step reads.
const STEP_BYTES: usize = 1024 * 1024;

/// Why a shard's log cannot be taken in.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The partition does not give it.
    #[error(transparent)]
    Partition(#[from] PartitionError),
    /// A slice of it cannot be read.
    #[error("its log cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// A batch is none.
    #[error("the batch at offset {offset} is damaged: {error}")]
    Header {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: HeaderError,
    },
    /// A batch's records cannot be had.
    #[error("the batch at offset {offset} is damaged: {error}")]
    Batch {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: BatchError,
    },
    /// A record of a batch is none.
    #[error("the batch at offset {offset} is damaged: {error}")]
    Record {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: MalformedRecord,
    },
    /// A record is none of this topic.
    #[error("the record at offset {offset} does not belong there: {error}")]
    Decode {
        /// Where.
        offset: Offset,
        /// What is wrong.
        error: DecodeError,
    },
}

impl LoadError {
    /// What the disk said, if it is that.
    pub(in crate::engine) fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Partition(error) => error.disk_error(),
            Self::Read(_)
            | Self::Header { .. }
            | Self::Batch { .. }
            | Self::Record { .. }
            | Self::Decode { .. } => None,
        }
    }
}

/// A shard's log that is to be taken in, whatever the shard is.
pub trait Load: std::fmt::Debug + Send {
    /// Reads and replays the whole log. Blocks.
    fn run(self: Box<Self>) -> Box<dyn Loaded>;
}

/// What came of it.
pub trait Loaded: std::fmt::Debug + Send {
    /// Has the node run the shard.
    fn finish(self: Box<Self>, node: &Node, now: Now, effects: &mut Effects);
}

/// A shard that is being loaded.
#[derive(Debug)]
pub(super) struct LoadJob<S: Coordinated> {
    handle: Arc<ShardHandle<S>>,
    shard: S,
    next: Offset,
}

/// A shard whose log was read, with the end of what it holds.
#[derive(Debug)]
struct LoadedShard<S: Coordinated> {
    handle: Arc<ShardHandle<S>>,
    loaded: Result<(S, Offset), LoadError>,
}

impl<S: Coordinated> Load for LoadJob<S> {
    fn run(mut self: Box<Self>) -> Box<dyn Loaded> {
        // The shard is not to be used if its log cannot be read, or holds what does not belong there.
        let loaded = self.replay().map(|()| self.next);
        let Self { handle, shard, .. } = *self;
        Box::new(LoadedShard { handle, loaded: loaded.map(|end| (shard, end)) })
    }
}

impl<S: Coordinated> Loaded for LoadedShard<S> {
    fn finish(self: Box<Self>, node: &Node, now: Now, effects: &mut Effects) {
        node.shard_loaded(&self.handle, self.loaded, now, effects);
    }
}

impl<S: Coordinated> LoadJob<S> {
    pub(super) fn new(handle: Arc<ShardHandle<S>>, shard: S) -> Self {
        let next = handle.log.lock().log().log_start_offset();
        Self { handle, shard, next }
    }

    fn replay(&mut self) -> Result<(), LoadError> {
        let mut codecs = Codecs::new();
        loop {
            let mut partition = self.handle.log.lock();
            if self.next >= partition.log().log_end_offset() {
                return Ok(());
            }
            let slices = partition.read_as_coordinator(self.next, STEP_BYTES)?;
            drop(partition);
            if slices.is_empty() {
                return Ok(());
            }
            self.replay_slices(&slices, &mut codecs)?;
        }
    }

    fn replay_slices(&mut self, slices: &[LogSlice], codecs: &mut Codecs) -> Result<(), LoadError> {
        let parts = slices.iter().map(LogSlice::read).collect::<Result<Vec<Bytes>, _>>()?;
        // A batch may lie across two chunks of memory.
        let mut bytes = match <[Bytes; 1]>::try_from(parts) {
            Ok([one]) => one,
            Err(parts) => Bytes::from(parts.concat()),
        };
        while !bytes.is_empty() {
            let offset = self.next;
            let header = BatchHeader::parse_whole(&bytes)
                .map_err(|error| LoadError::Header { offset, error })?;
            let bytes = bytes.split_to(header.size);
            let batch = Batch { header, bytes };
            self.replay_batch(&batch, codecs)?;
            self.next = header.last_offset() + 1;
        }
        Ok(())
    }

    fn replay_batch(&mut self, batch: &Batch, codecs: &mut Codecs) -> Result<(), LoadError> {
        let header = &batch.header;
        let offset = header.base_offset;
        let damaged = |error| LoadError::Batch { offset, error };
        batch.verify().map_err(damaged)?;
        if header.attributes.is_control() {
            if let Some(marker) = EndMarker::of_batch(header, &batch.bytes[BATCH_OVERHEAD..]) {
                self.shard.replay_marker(header.producer_id, marker.result);
            }
            return Ok(());
        }
        let transactional = header.attributes.is_transactional();
        let producer: Option<ProducerId> = transactional.then_some(header.producer_id);
        for record in batch.records(codecs).map_err(damaged)? {
            let record = record.map_err(|error| LoadError::Record { offset, error })?;
            let Some(key) = record.key else { continue };
            let offset = record.offset;
            let decoded = S::decode(key, record.value)
                .map_err(|error| LoadError::Decode { offset, error })?;
            self.shard.replay(offset, producer, &decoded);
        }
        Ok(())
    }
}
