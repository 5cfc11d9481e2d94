//! The last offset of each key of a stretch of log, in memory of a fixed size. Keys are known by 128
//! bits of SipHash under a random key, as Apache Kafka knows them by MD5: nobody can make two collide.

use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::model::{Offset, Rng};

/// Bytes of one slot.
const SLOT_BYTES: usize = size_of::<Slot>();

/// Share of the slots that may be used: beyond it searches grow long. As in Apache Kafka.
const LOAD: (usize, usize) = (9, 10);

/// Two halves of the key's hash, and the offset plus one; zero is free.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: [u64; 2],
    offset_plus_one: u64,
}

/// Key to last offset.
#[derive(Debug)]
pub struct OffsetMap {
    slots: Vec<Slot>,
    used: usize,
    used_max: usize,
    keys: (u64, u64),
    latest: Option<Offset>,
}

/// There is no room for another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl OffsetMap {
    /// A map for `records` keys, or as many as fit into `bytes`.
    #[must_use]
    pub fn new(bytes: usize, records: u64, rng: &mut Rng) -> Self {
        let wanted = usize::try_from(records).unwrap_or(usize::MAX);
        let wanted = wanted.saturating_mul(LOAD.1).div_ceil(LOAD.0).saturating_add(1);
        let slots = wanted.min(bytes / SLOT_BYTES).max(2);
        Self {
            slots: vec![Slot::default(); slots],
            used: 0,
            used_max: (slots * LOAD.0 / LOAD.1).max(1),
            keys: (rng.next_u64(), rng.next_u64()),
            latest: None,
        }
    }

    /// Notes that the last record of `key` is at `offset`, which must not fall.
    ///
    /// # Errors
    /// If the key is new and there is no room.
    pub fn put(&mut self, key: &[u8], offset: Offset) -> Result<(), Full> {
        let (index, hash) = self.find(key);
        let slot = &mut self.slots[index];
        if slot.offset_plus_one == 0 {
            if self.used >= self.used_max {
                return Err(Full);
            }
            self.used += 1;
            slot.hash = hash;
        }
        slot.offset_plus_one = offset.0 as u64 + 1;
        self.latest = Some(offset);
        Ok(())
    }

    /// The last offset of `key`.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<Offset> {
        let slot = &self.slots[self.find(key).0];
        slot.offset_plus_one.checked_sub(1).map(|offset| Offset(offset as i64))
    }

    /// Takes in that everything up to `offset` was seen, whether or not it had a key.
    pub fn seen(&mut self, offset: Offset) {
        self.latest = self.latest.max(Some(offset));
    }

    /// The last offset that was seen.
    #[must_use]
    pub fn latest(&self) -> Option<Offset> {
        self.latest
    }

    /// Number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    fn find(&self, key: &[u8]) -> (usize, [u64; 2]) {
        let mut hasher = SipHasher13::new_with_keys(self.keys.0, self.keys.1);
        hasher.write(key);
        let hash = hasher.finish128();
        let hash = [hash.h1, hash.h2];
        // The high bits of a product spread a hash over any number of slots.
        let slots = self.slots.len();
        let mut index = ((u128::from(hash[0]) * slots as u128) >> 64) as usize;
        loop {
            let slot = &self.slots[index];
            if slot.offset_plus_one == 0 || slot.hash == hash {
                return (index, hash);
            }
            index = if index + 1 == slots { 0 } else { index + 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_offset_of_each_key_is_kept_until_there_is_no_room() {
        let mut rng = Rng::from_seed(1);
        let mut map = OffsetMap::new(100 * SLOT_BYTES, u64::MAX, &mut rng);
        for offset in 0..90_i64 {
            map.put(format!("key {offset}").as_bytes(), Offset(offset)).unwrap();
        }
        assert_eq!(map.put(b"one more", Offset(90)), Err(Full));
        map.put(b"key 7", Offset(91)).unwrap();
        assert_eq!(map.get(b"key 7"), Some(Offset(91)));
        assert_eq!(map.get(b"key 8"), Some(Offset(8)));
        assert_eq!(map.get(b"one more"), None);
        assert_eq!((map.len(), map.latest()), (90, Some(Offset(91))));
    }

    #[test]
    fn a_small_log_takes_little_memory() {
        let map = OffsetMap::new(128 << 20, 10, &mut Rng::from_seed(1));
        assert!(map.slots.len() <= 13);
    }
}
