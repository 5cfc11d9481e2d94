//! The fetch sessions of all connections. They are found by id and shared: a client may go on with
//! its session on another connection. Parts of the cache and sessions have locks of their own; none
//! is held while another one is taken, nor while a partition is read.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use ottla_core::{
    model::{FetchSessionId, Moment, Rng},
    replication::fetch_sessions::{FetchSession, FetchSessionCache, Privilege, SlotLimits},
};
use parking_lot::Mutex;

/// A session behind its lock.
pub(in crate::engine) type SharedSession = Arc<Mutex<FetchSession>>;

/// The fetch sessions of a node.
pub(in crate::engine) struct FetchSessions {
    shards: Vec<Mutex<Shard>>,
    next: AtomicUsize,
}

struct Shard {
    cache: FetchSessionCache<SharedSession>,
    rng: Rng,
}

impl FetchSessions {
    /// An empty cache of `slots` sessions.
    pub(in crate::engine) fn new(slots: usize, rng: &Rng) -> Self {
        let shard = |(index, limits)| {
            let rng = rng.split(&format!("fetch sessions {index}"));
            Mutex::new(Shard { cache: FetchSessionCache::new(limits), rng })
        };
        let shards = SlotLimits::of_shards(slots).enumerate().map(shard).collect();
        Self { shards, next: AtomicUsize::new(0) }
    }

    pub(super) fn get(&self, id: FetchSessionId) -> Option<SharedSession> {
        self.shard_of(id)?.lock().cache.get(id).cloned()
    }

    /// Keeps a session if there is room. The shards take turns, full or not, as in Apache Kafka.
    pub(super) fn create(
        &self,
        privilege: Privilege,
        partitions: usize,
        now: Moment,
        session: impl FnOnce() -> FetchSession,
    ) -> Option<FetchSessionId> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.shards.len();
        let mut shard = self.shards[turn].lock();
        let Shard { cache, rng } = &mut *shard;
        cache.create(privilege, partitions, now, rng, || Arc::new(Mutex::new(session())))
    }

    /// Notes that a session was used, and how many partitions it has now.
    pub(super) fn touch(&self, id: FetchSessionId, partitions: usize, now: Moment) {
        if let Some(shard) = self.shard_of(id) {
            shard.lock().cache.touch(id, partitions, now);
        }
    }

    pub(super) fn remove(&self, id: FetchSessionId) {
        if let Some(shard) = self.shard_of(id) {
            shard.lock().cache.remove(id);
        }
    }

    fn shard_of(&self, id: FetchSessionId) -> Option<&Mutex<Shard>> {
        SlotLimits::shard_of(id).and_then(|shard| self.shards.get(shard))
    }
}
