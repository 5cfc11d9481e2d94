//! The bytes of a file of the failing disk: as they are, and as they are on the device.

use crate::model::Rng;

/// Bytes that a device writes as one: after a crash each such piece is the old or the new one.
const SECTOR_BYTES: usize = 512;

/// What a crash does to what was not synced.
#[derive(Debug)]
pub enum Unsynced {
    /// All of it stays: the process died, the machine did not.
    Keep,
    /// All of it is gone.
    Lose,
    /// Some of it is gone: any sectors, any part of what a file had grown by, the names of any
    /// directory.
    LoseSome(Rng),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) live: Vec<u8>,
    durable: Vec<u8>,
}

impl Content {
    pub(super) fn write(&mut self, position: usize, bytes: &[u8]) {
        let end = position + bytes.len();
        if end > self.live.len() {
            self.live.resize(end, 0);
        }
        self.live[position..end].copy_from_slice(bytes);
    }

    pub(super) fn sync(&mut self) {
        self.durable = self.live.clone();
    }

    /// What is there after a crash; it is on the device then.
    pub(super) fn after_crash(&self, unsynced: &mut Unsynced) -> Self {
        let left = match unsynced {
            Unsynced::Keep => self.live.clone(),
            Unsynced::Lose => self.durable.clone(),
            Unsynced::LoseSome(rng) => self.mixed(rng),
        };
        Self { live: left.clone(), durable: left }
    }

    fn mixed(&self, rng: &mut Rng) -> Vec<u8> {
        if self.live == self.durable {
            return self.live.clone();
        }
        let (short, long) = if self.live.len() < self.durable.len() {
            (self.live.len(), self.durable.len())
        } else {
            (self.durable.len(), self.live.len())
        };
        let length = short + rng.below((long - short) as u64 + 1) as usize;
        let mut mixed = vec![0; length];
        for start in (0..length).step_by(SECTOR_BYTES) {
            let source = if rng.below(2) == 0 { &self.live } else { &self.durable };
            let end = (start + SECTOR_BYTES).min(length).min(source.len());
            if start < end {
                mixed[start..end].copy_from_slice(&source[start..end]);
            }
        }
        mixed
    }
}
