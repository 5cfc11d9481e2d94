//! The user's side of fetching: a task of its own asks brokers and takes their answers while the user
//! works; what has arrived is handed out from here, without waiting for anybody. Both consumers
//! read through it; which partitions there are, and where to start, is theirs to decide.

use std::{
    collections::BTreeSet,
    sync::{Arc, Weak, atomic::Ordering::Relaxed},
};

use ottla_core::protocol::records::{Checksums, Codecs};
use parking_lot::Mutex;
use tokio::task::JoinHandle;

use super::{
    chunk::Chunk,
    cluster::Cluster,
    fetch_metrics,
    fetch_queue::{Hunger, Item, Life, Shared},
    fetch_task,
};
use crate::{
    RecordBatch, Result,
    engine::{
        metadata::ClusterImage,
        positions::{FetchPosition, Key, Reading},
        truncation::Reset,
    },
    metrics::registry::Made,
    options::{PartitionConsumerOptions, StartOffset},
};

pub(crate) use super::fetch_queue::since;

/// After so many bytes the task gets its turn, also where it shares the user's thread.
const BYTES_BETWEEN_YIELDS: usize = 256 * 1024;

#[derive(Debug)]
pub(crate) struct Fetcher {
    shared: Arc<Shared>,
    task: Option<JoinHandle<()>>,
    /// What is being handed out.
    current: Option<Chunk>,
    /// Never locked: with the lock a consumer can be shared, so that what takes `&self` can wait in any task.
    codecs: Mutex<Codecs>,
    checksums: Checksums,
    bytes_since_yield: usize,
}

impl Fetcher {
    pub(crate) fn new(cluster: Arc<Cluster>, options: PartitionConsumerOptions) -> Self {
        let checksums = match options.check_crcs {
            true => Checksums::Checked,
            false => Checksums::Ignored,
        };
        let shared = Arc::new(Shared::new(cluster, options));
        let weak: Weak<Shared> = Arc::downgrade(&shared);
        shared.cluster.topic_users.add(weak.clone());
        shared.cluster.observer.metrics.observe(weak);
        shared.cluster.observer.metrics.made(Made::Consumer);
        Self {
            shared,
            task: None,
            current: None,
            codecs: Mutex::new(Codecs::new()),
            checksums,
            bytes_since_yield: 0,
        }
    }

    pub(crate) fn cluster(&self) -> &Arc<Cluster> {
        &self.shared.cluster
    }

    pub(crate) fn options(&self) -> &PartitionConsumerOptions {
        &self.shared.options
    }

    /// Where to go when an offset is not in the log.
    pub(crate) fn reset(&self) -> Reset {
        self.shared.reset()
    }

    /// Reads a partition from `start` on, whatever was read of it before.
    pub(crate) fn set(&mut self, key: Key, start: StartOffset) {
        self.forget(&key);
        self.shared.state.lock().fetching.positions.set(key, start);
        self.shared.wake.notify_one();
    }

    /// As `set`, from a position that has yet to be looked for in the log.
    pub(crate) fn set_position(&mut self, key: Key, position: FetchPosition) {
        self.forget(&key);
        self.shared.state.lock().fetching.positions.set_position(key, position);
        self.shared.wake.notify_one();
    }

    /// Reads a partition once it is said from where on.
    pub(crate) fn add(&mut self, key: Key) {
        self.forget(&key);
        self.shared.state.lock().fetching.positions.add(key);
    }

    /// Reads a partition no more.
    pub(crate) fn remove(&mut self, key: &Key) {
        self.forget(key);
        self.shared.state.lock().fetching.positions.remove(key);
        self.shared.wake.notify_one();
    }

    fn forget(&mut self, key: &Key) {
        self.take_current(key);
        self.shared.state.lock().purge(key);
    }

    fn take_current(&mut self, key: &Key) -> Option<Chunk> {
        let taken = self.current.take_if(|chunk| chunk.key == *key);
        if taken.is_some() {
            self.shared.handing_out_at.store(-1, Relaxed);
        }
        taken
    }

    /// Hands out no more of a partition, or again.
    pub(crate) fn set_reading(&mut self, key: &Key, reading: Reading) {
        let current = self.take_current(key);
        let mut state = self.shared.state.lock();
        state.set_reading(key, reading);
        if let Some(chunk) = current {
            state.give_back(chunk);
        }
        drop(state);
        self.shared.wake.notify_one();
    }

    /// The batch that was handed out last was not taken as a whole: the next one is the same, from `offset` on. What
    /// it is in is kept until then.
    pub(crate) fn put_back(&mut self, key: &Key, offset: i64) {
        if let Some(chunk) = self.current.as_mut().filter(|chunk| chunk.key == *key) {
            chunk.put_back(offset);
            self.shared.handing_out_at.store(offset, Relaxed);
        }
    }

    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.shared.state.lock().fetching.positions.contains(key)
    }

    pub(crate) fn keys(&self) -> BTreeSet<Key> {
        self.shared.state.lock().fetching.positions.keys().cloned().collect()
    }

    pub(crate) fn paused(&self) -> BTreeSet<Key> {
        self.shared.state.lock().fetching.positions.paused().cloned().collect()
    }

    /// Partitions of which nobody has said from where on to read.
    pub(crate) fn open(&self) -> Vec<Key> {
        self.shared.state.lock().fetching.positions.open()
    }

    pub(crate) fn lacks_leader(&self, image: &ClusterImage) -> bool {
        self.shared.state.lock().fetching.positions.lacks_leader(image)
    }

    /// The position that will be handed out next, if it is known.
    pub(crate) fn position(&self, key: &Key) -> Option<FetchPosition> {
        if let Some(chunk) = self.current.as_ref().filter(|chunk| chunk.key == *key) {
            return Some(chunk.position);
        }
        let state = self.shared.state.lock();
        state.queued(key).or_else(|| state.fetching.positions.at(key))
    }

    /// The position that will be fetched next, if it is known.
    pub(crate) fn fetch_position(&self, key: &Key) -> Option<FetchPosition> {
        self.shared.state.lock().fetching.positions.at(key)
    }

    /// Records between the position and the end of the log, as the last answer told it.
    pub(crate) fn current_lag(&self, key: &Key) -> Option<i64> {
        let end = self.shared.state.lock().fetching.positions.end(key)?;
        Some((end - self.position(key)?.offset).max(0))
    }

    /// The next records of any partition; waits until there are some. `None` if there is no
    /// partition to read. Dropping the future loses nothing.
    ///
    /// # Errors
    /// As those of the consumers.
    pub(crate) async fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.run();
        loop {
            if self.bytes_since_yield >= BYTES_BETWEEN_YIELDS {
                self.bytes_since_yield = 0;
                tokio::task::yield_now().await;
            }
            if let Some(batch) = self.next_of_queue()? {
                return Ok(Some(batch));
            }
            if self.shared.state.lock().fetching.positions.is_idle() {
                return Ok(None);
            }
            self.shared.arrived.notified().await;
        }
    }

    /// Starts the task, unless it runs.
    fn run(&mut self) {
        if self.task.as_ref().is_none_or(JoinHandle::is_finished) {
            self.task = Some(tokio::spawn(fetch_task::run(self.shared.clone())));
        }
    }

    /// The next batch with records out of what has arrived.
    pub(crate) fn next_of_queue(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some(chunk) = &mut self.current {
                match chunk.next_batch(self.checksums, self.codecs.get_mut()) {
                    Ok(Some(batch)) => {
                        fetch_metrics::handed_out(&self.shared.cluster.observer.metrics, &batch);
                        self.shared.handing_out_at.store(chunk.position.offset, Relaxed);
                        return Ok(Some(batch));
                    }
                    Ok(None) => {
                        self.shared.handing_out_at.store(-1, Relaxed);
                        self.current = None;
                    }
                    Err(error) => {
                        // It may have been damaged on its way: whoever asks again has it read again.
                        let (key, position) = (chunk.key.clone(), chunk.position);
                        self.set_position(key, position);
                        return Err(error);
                    }
                }
            }
            let (item, hunger) = self.shared.state.lock().pop();
            if item.is_some() && hunger == Hunger::Asking {
                self.shared.wake.notify_one();
            }
            match item {
                None => return Ok(None),
                Some(Item::Told((_, error))) => return Err(error),
                Some(Item::Records(chunk)) => {
                    self.bytes_since_yield += chunk.size;
                    fetch_metrics::taken(&self.shared.cluster.observer.metrics, &chunk);
                    self.current = Some(chunk);
                }
            }
        }
    }

    /// Ends the task, which tells brokers that their sessions are over. Waits for that; whoever drops
    /// the future has it go on by itself.
    pub(crate) async fn close(&mut self) {
        self.end();
        if let Some(task) = self.task.take() {
            // A task that panicked, or whose runtime has ended, has ended as well.
            let _ = task.await;
        }
    }

    fn end(&self) {
        self.shared.state.lock().life = Life::Closing;
        self.shared.wake.notify_one();
    }
}

impl Drop for Fetcher {
    fn drop(&mut self) {
        self.end();
    }
}
