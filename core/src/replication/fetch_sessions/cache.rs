//! Which fetch sessions are kept when there is no room for all. A new session takes the slot of one
//! that was not used for two minutes, or else of a smaller one: a session saves more the more
//! partitions it has. Followers' sessions go last, and young ones stay, so that clients do not push
//! each other out in turns.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    FetchSessionId, Moment, Rng,
    limits::{FETCH_SESSION_EVICTION, FETCH_SESSION_SHARDS},
};

/// Whose session it is. What comes first goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Privilege {
    /// A consumer's.
    Consumer,
    /// A follower's: nothing is produced with acks=all if it lags.
    Follower,
}

/// What one part of the cache may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotLimits {
    /// Most sessions.
    pub sessions_max: usize,
    /// First of its ids.
    ids_first: i32,
    /// The id after its last.
    ids_end: i32,
}

/// Ids of one part of the cache.
const IDS_OF_A_SHARD: i32 = i32::MAX / FETCH_SESSION_SHARDS;

impl SlotLimits {
    /// Those of each part of a cache of `slots` sessions.
    pub fn of_shards(slots: usize) -> impl Iterator<Item = Self> {
        // Drawing an id that is not taken has to end soon.
        let sessions_max = (slots / FETCH_SESSION_SHARDS as usize).min(IDS_OF_A_SHARD as usize / 2);
        (0..FETCH_SESSION_SHARDS).map(move |shard| Self {
            sessions_max,
            ids_first: (shard * IDS_OF_A_SHARD).max(1),
            ids_end: (shard + 1) * IDS_OF_A_SHARD,
        })
    }

    /// The part of the cache that gives an id; `None` for ids that none gives.
    #[must_use]
    pub fn shard_of(id: FetchSessionId) -> Option<usize> {
        let shard = usize::try_from(id.0 / IDS_OF_A_SHARD).ok()?;
        (id.0 > 0 && shard < FETCH_SESSION_SHARDS as usize).then_some(shard)
    }
}

/// One part of the cache of fetch sessions; `S` is the session, or a handle of it.
#[derive(Debug)]
pub struct FetchSessionCache<S> {
    limits: SlotLimits,
    slots: BTreeMap<FetchSessionId, Slot<S>>,
    by_last_use: BTreeSet<(Moment, FetchSessionId)>,
    evictable_by_consumers: BTreeSet<Worth>,
    evictable_by_followers: BTreeSet<Worth>,
}

#[derive(Debug)]
struct Slot<S> {
    session: S,
    privilege: Privilege,
    created: Moment,
    last_used: Moment,
    partitions: usize,
}

/// What a session is worth: a new one takes the place of the one that is worth the least, unless it
/// is worth less itself. Of two alike, the one with the lower id goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    privilege: Privilege,
    partitions: usize,
    id: FetchSessionId,
}

impl<S> Slot<S> {
    fn worth(&self, id: FetchSessionId) -> Worth {
        Worth { privilege: self.privilege, partitions: self.partitions, id }
    }
}

impl<S> FetchSessionCache<S> {
    /// An empty part of the cache.
    #[must_use]
    pub fn new(limits: SlotLimits) -> Self {
        Self {
            limits,
            slots: BTreeMap::new(),
            by_last_use: BTreeSet::new(),
            evictable_by_consumers: BTreeSet::new(),
            evictable_by_followers: BTreeSet::new(),
        }
    }

    /// A session.
    #[must_use]
    pub fn get(&self, id: FetchSessionId) -> Option<&S> {
        self.slots.get(&id).map(|slot| &slot.session)
    }

    /// Keeps a new session of so many partitions, perhaps in the place of another one. `None` if
    /// there is no room for it; its client is answered in full then, and asks again.
    pub fn create(
        &mut self,
        privilege: Privilege,
        partitions: usize,
        now: Moment,
        rng: &mut Rng,
        session: impl FnOnce() -> S,
    ) -> Option<FetchSessionId> {
        let newcomer = Worth { privilege, partitions, id: FetchSessionId::NONE };
        if self.slots.len() >= self.limits.sessions_max && !self.make_room(newcomer, now) {
            return None;
        }
        let id = self.unused_id(rng);
        let session = session();
        let slot = Slot { session, privilege, created: now, last_used: now, partitions };
        self.slots.insert(id, slot);
        self.touch(id, partitions, now);
        Some(id)
    }

    /// Notes that a session was used, and how many partitions it has now. One that was evicted
    /// meanwhile stays so.
    pub fn touch(&mut self, id: FetchSessionId, partitions: usize, now: Moment) {
        let Some(slot) = self.slots.get_mut(&id) else { return };
        self.by_last_use.remove(&(slot.last_used, id));
        let worth = slot.worth(id);
        self.evictable_by_consumers.remove(&worth);
        self.evictable_by_followers.remove(&worth);

        slot.last_used = now;
        slot.partitions = partitions;
        let (worth, grown_up) = (slot.worth(id), now.since(slot.created) > FETCH_SESSION_EVICTION);
        self.by_last_use.insert((now, id));
        if grown_up {
            self.evictable_by_consumers.insert(worth);
        }
        if grown_up || worth.privilege == Privilege::Consumer {
            self.evictable_by_followers.insert(worth);
        }
    }

    /// Ends a session; one that is not there is no error.
    pub fn remove(&mut self, id: FetchSessionId) {
        let Some(slot) = self.slots.remove(&id) else { return };
        self.by_last_use.remove(&(slot.last_used, id));
        let worth = slot.worth(id);
        self.evictable_by_consumers.remove(&worth);
        self.evictable_by_followers.remove(&worth);
    }

    /// Number of sessions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    fn make_room(&mut self, newcomer: Worth, now: Moment) -> bool {
        let evicted = match self.by_last_use.first() {
            Some((last_used, id)) if now.since(*last_used) > FETCH_SESSION_EVICTION => Some(*id),
            Some(_) | None => {
                let evictable = match newcomer.privilege {
                    Privilege::Consumer => &self.evictable_by_consumers,
                    Privilege::Follower => &self.evictable_by_followers,
                };
                evictable.first().filter(|least| newcomer >= **least).map(|least| least.id)
            }
        };
        evicted.map(|id| self.remove(id)).is_some()
    }

    fn unused_id(&self, rng: &mut Rng) -> FetchSessionId {
        let SlotLimits { ids_first, ids_end, .. } = self.limits;
        let count = u64::from((ids_end - ids_first).unsigned_abs());
        loop {
            let drawn = i32::try_from(rng.below(count)).unwrap_or(0);
            let id = FetchSessionId(ids_first + drawn);
            if !self.slots.contains_key(&id) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// One part of a cache of `sessions_max` slots, and a time that a test moves.
    struct Scene {
        cache: FetchSessionCache<()>,
        now: Moment,
        rng: Rng,
    }

    impl Scene {
        fn with_room_for(sessions_max: usize) -> Self {
            let limits = SlotLimits { sessions_max, ids_first: 1, ids_end: 1_000 };
            let (cache, now) = (FetchSessionCache::new(limits), Moment::default());
            Self { cache, now, rng: Rng::from_seed(1) }
        }

        fn create(&mut self, privilege: Privilege, partitions: usize) -> Option<FetchSessionId> {
            self.cache.create(privilege, partitions, self.now, &mut self.rng, || ())
        }

        fn consumer(&mut self, partitions: usize) -> Option<FetchSessionId> {
            self.create(Privilege::Consumer, partitions)
        }

        fn wait(&mut self, seconds: u32) {
            self.now = self.now + seconds * SECOND;
        }

        fn use_again(&mut self, id: FetchSessionId, partitions: usize) {
            self.cache.touch(id, partitions, self.now);
        }

        fn has(&self, id: FetchSessionId) -> bool {
            self.cache.get(id).is_some()
        }
    }

    #[test]
    fn every_session_has_an_id_of_its_own_until_the_slots_are_used_up() {
        let mut scene = Scene::with_room_for(100);
        let ids: BTreeSet<_> = (0..100).map(|_| scene.consumer(1).unwrap()).collect();
        assert_eq!((ids.len(), scene.cache.len()), (100, 100));
        assert!(ids.iter().all(|id| (1..1_000).contains(&id.0)));
        assert_eq!(scene.consumer(1_000), None);
    }

    #[test]
    fn a_session_unused_for_two_minutes_gives_way_to_any_other() {
        let mut scene = Scene::with_room_for(2);
        let stale = scene.create(Privilege::Follower, 100).unwrap();
        let used = scene.consumer(100).unwrap();
        scene.wait(120);
        scene.use_again(used, 100);
        assert_eq!(scene.consumer(1), None, "two minutes have to have passed");
        scene.wait(1);
        assert!(scene.consumer(1).is_some());
        assert!(!scene.has(stale) && scene.has(used));
    }

    #[test]
    fn of_the_grown_up_sessions_the_smallest_gives_way_to_a_larger_one() {
        let mut scene = Scene::with_room_for(2);
        let (large, small) = (scene.consumer(20).unwrap(), scene.consumer(10).unwrap());
        scene.wait(121);
        scene.use_again(large, 20);
        scene.use_again(small, 10);
        assert_eq!(scene.consumer(10), None, "it is not larger");
        let larger = scene.consumer(11).unwrap();
        assert!(scene.has(large) && !scene.has(small) && scene.has(larger));
        // The one that came is young, and the other one too large.
        assert_eq!(scene.consumer(15), None);
    }

    #[test]
    fn young_sessions_are_safe_from_consumers() {
        let mut scene = Scene::with_room_for(1);
        let young = scene.consumer(1).unwrap();
        scene.wait(120);
        scene.use_again(young, 1);
        assert_eq!(scene.consumer(100), None);
        // Grown up it can go only from its next use on, as in Apache Kafka.
        scene.wait(1);
        assert_eq!(scene.consumer(100), None);
        scene.use_again(young, 1);
        assert!(scene.consumer(100).is_some());
    }

    #[test]
    fn followers_take_the_slots_of_consumers_and_not_the_other_way() {
        let mut scene = Scene::with_room_for(2);
        let (first, second) = (scene.consumer(50).unwrap(), scene.consumer(60).unwrap());
        let follower = scene.create(Privilege::Follower, 1).unwrap();
        assert!(!scene.has(first) && scene.has(second), "the smaller one goes, young as it is");
        let other = scene.create(Privilege::Follower, 1).unwrap();
        assert!(!scene.has(second));
        assert_eq!(scene.create(Privilege::Follower, 100), None, "young followers stay");
        scene.wait(121);
        for id in [follower, other] {
            scene.use_again(id, 1);
        }
        assert_eq!(scene.consumer(1_000), None, "a consumer is worth less, however large");
        assert!(scene.create(Privilege::Follower, 2).is_some());
    }

    #[test]
    fn what_a_session_is_worth_follows_its_size() {
        let mut scene = Scene::with_room_for(2);
        let (shrinking, growing) = (scene.consumer(50).unwrap(), scene.consumer(1).unwrap());
        scene.wait(121);
        scene.use_again(shrinking, 2);
        scene.use_again(growing, 60);
        assert!(scene.consumer(10).is_some());
        assert!(scene.has(growing) && !scene.has(shrinking));
    }

    #[test]
    fn a_session_that_is_gone_can_be_used_and_ended_and_stays_gone() {
        let mut scene = Scene::with_room_for(1);
        let id = scene.consumer(1).unwrap();
        scene.cache.remove(id);
        scene.use_again(id, 5);
        scene.cache.remove(id);
        assert!(scene.cache.is_empty());
        assert!(scene.cache.by_last_use.is_empty());
        assert!(scene.cache.evictable_by_followers.is_empty());
        assert!(scene.consumer(1).is_some());
    }

    #[test]
    fn parts_share_the_slots_and_have_ids_apart() {
        let limits: Vec<SlotLimits> = SlotLimits::of_shards(1_000).collect();
        assert_eq!(limits.len(), 8);
        for (shard, limits) in limits.iter().enumerate() {
            assert_eq!(limits.sessions_max, 125);
            for id in [limits.ids_first, limits.ids_end - 1] {
                assert_eq!(SlotLimits::shard_of(FetchSessionId(id)), Some(shard), "{id}");
            }
        }
        for id in [0, -1, i32::MIN, i32::MAX] {
            assert_eq!(SlotLimits::shard_of(FetchSessionId(id)), None, "{id}");
        }
        assert!(SlotLimits::of_shards(7).all(|limits| limits.sessions_max == 0));
    }
}
