//! Which machines of a cluster run brokers, and which controllers: the same ones, or others.

use std::ops::Range;

use ottla_core::model::Rng;

/// Controllers that run on machines of their own.
const CONTROLLERS_APART: usize = 3;
/// Most brokers that they have beside them: more take more time than they show.
const BROKERS_BESIDE: usize = 4;

/// Who runs where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The first so many machines run brokers.
    pub(super) brokers: usize,
    /// Those that run controllers.
    pub(super) controllers: Range<usize>,
}

impl Layout {
    /// So many brokers, which are controllers as well or have those on other machines.
    pub(super) fn any(brokers: usize, rng: &mut Rng) -> Self {
        let apart = brokers <= BROKERS_BESIDE && rng.below(4) == 0;
        let controllers = if apart { brokers..brokers + CONTROLLERS_APART } else { 0..brokers };
        Self { brokers, controllers }
    }

    /// How many machines there are.
    pub(super) fn machines(&self) -> usize {
        self.controllers.end.max(self.brokers)
    }

    pub(super) fn is_broker(&self, index: usize) -> bool {
        index < self.brokers
    }

    pub(super) fn is_controller(&self, index: usize) -> bool {
        self.controllers.contains(&index)
    }
}
