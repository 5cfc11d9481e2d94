//! Randomness as an argument: one seed for a whole run, split by use.

/// A deterministic random generator. The same seed gives the same draws for ever.
#[derive(Clone, Debug)]
pub struct Rng(fastrand::Rng);

impl Rng {
    /// A generator from a seed. An edge takes the seed from the operating system, a test from its
    /// case number.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A generator of its own for one use, so that a new draw elsewhere does not shift this one's.
    #[must_use]
    pub fn split(&self, purpose: &str) -> Self {
        // FNV-1a: stable across versions and platforms, which std's hashers do not promise.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in purpose.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(fastrand::Rng::with_seed(self.0.get_seed() ^ hash))
    }

    /// Any 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0.u64(..)
    }

    /// A number from 0 to `bound - 1`.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0.u64(..bound)
    }
}

#[cfg(test)]
mod tests {
    use super::Rng;

    #[test]
    fn a_draw_from_one_split_does_not_shift_another() {
        let mut root = Rng::from_seed(7);
        let expected = root.split("election").next_u64();
        let _ = root.split("placement").next_u64();
        assert_eq!(root.split("election").next_u64(), expected);
        assert_ne!(root.split("placement").next_u64(), expected);
        let _ = root.next_u64();
    }
}
