//! The network between clients and broker: how long a frame takes, and what becomes of it. A connection keeps
//! the order of its frames; a frame that is stalled arrives when its client has long gone on with another
//! connection.

use std::time::Duration;

use ottla_core::model::Rng;

use crate::{
    clients::{Letter, LetterKind},
    history::Protocol,
    scenario::Workload,
};

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It arrives, and its answer too.
    Arrives,
    /// The connection breaks before it arrives.
    Lost,
    /// The connection breaks before its answer arrives.
    AnswerLost,
    /// The connection breaks, and it arrives later all the same.
    Stalled(Duration),
}

/// How often what goes wrong, in a thousand requests.
#[derive(Clone, Copy, Debug)]
struct Faults {
    lost: u64,
    answer_lost: u64,
    stalled: u64,
    stalled_ms_max: u64,
}

const NONE: Faults = Faults { lost: 0, answer_lost: 0, stalled: 0, stalled_ms_max: 1 };
/// Of EndTxn where late ones are what is looked for.
const LATE_ENDS: Faults =
    Faults { lost: 30, answer_lost: 100, stalled: 450, stalled_ms_max: 6_000 };

/// The network.
pub(crate) struct Network {
    rng: Rng,
    faults: Faults,
    ends: Faults,
}

impl Network {
    pub(crate) fn new(mut rng: Rng, workload: Workload) -> Self {
        let mut up_to = |most: u64| rng.below(most + 1);
        let faults = Faults {
            lost: up_to(60),
            answer_lost: up_to(80),
            stalled: up_to(80),
            stalled_ms_max: 50 + up_to(5_000),
        };
        let ends = match workload {
            Workload::Numbers | Workload::Transfers => faults,
            Workload::LateEnds => LATE_ENDS,
        };
        Self { rng, faults, ends }
    }

    /// Nothing goes wrong from now on.
    pub(crate) fn heal(&mut self) {
        (self.faults, self.ends) = (NONE, NONE);
    }

    /// How long a frame takes.
    pub(crate) fn delay(&mut self) -> Duration {
        let long = self.rng.below(12) == 0;
        let most = if long { 40_000 } else { 1_500 };
        Duration::from_micros(50 + self.rng.below(most))
    }

    /// How long it takes until a client learns that its connection is broken.
    pub(crate) fn break_delay(&mut self) -> Duration {
        Duration::from_micros(200 + self.rng.below(30_000))
    }

    /// What becomes of a request.
    pub(crate) fn fate(&mut self, letter: &Letter) -> Fate {
        let faults = if letter.kind == LetterKind::End { self.ends } else { self.faults };
        let draw = self.rng.below(1_000);
        if draw < faults.lost {
            return Fate::Lost;
        }
        let draw = draw - faults.lost;
        if draw < faults.answer_lost {
            return Fate::AnswerLost;
        }
        if draw - faults.answer_lost >= faults.stalled {
            return Fate::Arrives;
        }
        if is_unsafe_late(letter) {
            return Fate::AnswerLost;
        }
        Fate::Stalled(Duration::from_millis(20 + self.rng.below(faults.stalled_ms_max)))
    }
}

/// With the first protocol nothing tells these from those of the next transaction, in Apache Kafka neither
/// (KAFKA-17754): late ones do harm, and no broker can help it.
fn is_unsafe_late(letter: &Letter) -> bool {
    letter.protocol == Protocol::First
        && matches!(letter.kind, LetterKind::End | LetterKind::CommitOffsets)
}
