//! Deaths of the broker: what they take with them, and those in the midst of a request, where several writes
//! belong together: the decision about a transaction and the markers that follow from it.

use std::time::Duration;

use ottla_core::{model::Rng, storage::disk::failing::Unsynced};

use crate::{
    clients::{Letter, LetterKind},
    scenario::Durability,
};

/// So often the broker dies like that at most, in one run.
const DEATHS_MAX: u32 = 4;

/// When the broker dies.
pub(crate) struct Deaths {
    rng: Rng,
    durability: Durability,
    left: u32,
}

impl Deaths {
    pub(crate) fn new(durability: Durability, mut rng: Rng) -> Self {
        let left = rng.below(u64::from(DEATHS_MAX) + 1) as u32;
        Self { rng, durability, left }
    }

    /// Whether it does not survive this request.
    pub(crate) fn strikes(&mut self, letter: &Letter) -> bool {
        let one_in = match letter.kind {
            LetterKind::End => 30,
            LetterKind::Init | LetterKind::CommitOffsets => 60,
            LetterKind::AddPartitions | LetterKind::AddOffsets | LetterKind::Produce => 300,
            LetterKind::Read => return false,
        };
        let strikes = self.left > 0 && self.rng.below(one_in) == 0;
        self.left -= u32::from(strikes);
        strikes
    }

    /// After how many writes.
    pub(crate) fn writes(&mut self) -> u64 {
        self.rng.below(6)
    }

    /// What becomes of that which was not synced.
    pub(crate) fn loss(&mut self) -> Unsynced {
        match (self.durability, self.rng.below(3)) {
            (Durability::PageCache, _) | (Durability::Device, 0) => Unsynced::Keep,
            (Durability::Device, 1) => Unsynced::Lose,
            (Durability::Device, _) => Unsynced::LoseSome(Rng::from_seed(self.rng.next_u64())),
        }
    }

    /// A client that was on the same machine, if one was.
    pub(crate) fn takes_along(&mut self) -> Option<usize> {
        (self.rng.below(3) == 0).then(|| self.rng.below(8) as usize)
    }

    /// For how long it is gone.
    pub(crate) fn downtime(&mut self) -> Duration {
        Duration::from_millis(1 + self.rng.below(2_000))
    }
}
