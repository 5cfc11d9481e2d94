//! The links between machines: how long something takes, what is lost on the way, and which are cut in which
//! direction.

use std::{collections::BTreeSet, time::Duration};

use ottla_core::model::Rng;

/// What becomes of something that is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Arrives(Duration),
    /// The connection breaks before it arrives.
    Breaks,
}

/// The links between machines. Clients reach all of them, over the same network.
pub(super) struct Links {
    rng: Rng,
    /// How often a connection breaks, and how often something takes long, in ten thousand.
    breaks: u64,
    stalls: u64,
    stall_ms_max: u64,
    cut: BTreeSet<(usize, usize)>,
}

impl Links {
    pub(super) fn new(mut rng: Rng) -> Self {
        let mut up_to = |most: u64| rng.below(most + 1);
        let (breaks, stalls, stall_ms_max) = (up_to(30), up_to(60), 20 + up_to(2_000));
        Self { rng, breaks, stalls, stall_ms_max, cut: BTreeSet::new() }
    }

    /// Nothing goes wrong from now on.
    pub(super) fn heal(&mut self) {
        (self.breaks, self.stalls) = (0, 0);
        self.cut.clear();
    }

    pub(super) fn cut(&mut self, from: usize, to: usize) {
        self.cut.insert((from, to));
    }

    pub(super) fn mend(&mut self) {
        self.cut.clear();
    }

    pub(super) fn is_cut(&self, way: (Option<usize>, Option<usize>)) -> bool {
        match way {
            (Some(from), Some(to)) => self.cut.contains(&(from, to)),
            _ => false,
        }
    }

    /// How long something takes.
    pub(super) fn delay(&mut self) -> Duration {
        let long = self.rng.below(30) == 0;
        let most = if long { 20_000 } else { 1_000 };
        Duration::from_micros(50 + self.rng.below(most))
    }

    /// How long it takes until a side learns that a connection is broken.
    pub(super) fn break_delay(&mut self) -> Duration {
        Duration::from_micros(200 + self.rng.below(20_000))
    }

    /// How long something takes that is held back.
    pub(super) fn long_delay(&mut self) -> Duration {
        Duration::from_millis(600 + self.rng.below(1_400))
    }

    pub(super) fn fate(&mut self) -> Fate {
        let draw = self.rng.below(10_000);
        if draw < self.breaks {
            return Fate::Breaks;
        }
        let delay = self.delay();
        if draw < self.breaks + self.stalls {
            return Fate::Arrives(delay + Duration::from_millis(self.rng.below(self.stall_ms_max)));
        }
        Fate::Arrives(delay)
    }
}
