//! A transactional producer as Apache Kafka's is one, of either protocol: whatever has no answer is asked again
//! on a new connection, with the same producer id, epoch and sequences; after some errors it aborts, after
//! others it asks for a new epoch (KIP-360), after the rest it may not go on.

mod answers;
mod ask;
mod transaction;

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use bytes::Bytes;
use ottla_core::model::{Moment, Rng};

use super::{Client, Desk, Finish, Output, Phase};
use crate::{
    history::{Ending, Protocol},
    place::Place,
};
use ask::InFlight;
use transaction::Open;

/// Longest that a producer waits for an answer.
const PATIENCE: Duration = Duration::from_millis(2_500);

/// What a producer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// Writes numbered records.
    Numbers,
    /// Makes the transfers of this partition of the input.
    Transfers(i32),
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The producer begins; with what it has if it goes on after an error.
    Init(Option<(i64, i16)>),
    /// Where to read on.
    FindOffset,
    /// What to do.
    Read,
    /// The next transaction, if there is one.
    Begin,
    AddPartitions,
    Write,
    AddOffsets,
    CommitOffsets,
    End(Ending),
    /// Nothing any more.
    Finished,
}

/// A producer.
pub(crate) struct Producer {
    name: String,
    id: String,
    instance: u64,
    job: Job,
    protocol: Protocol,
    timeout_ms: i32,
    rng: Rng,
    step: Step,
    /// Producer id and epoch.
    producer: (i64, i16),
    sequences: BTreeMap<Place, i32>,
    open: Option<Open>,
    /// Next offset of the input.
    position: i64,
    in_flight: VecDeque<InFlight>,
    asked_at: Moment,
    correlation: i32,
    /// The answers to what is in flight have it wait before it asks again.
    backs_off: Pace,
}

/// Whether something has to be waited for before the next question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    At(Duration),
    Now,
}

/// What a producer is made of.
pub(crate) struct Role {
    pub(crate) id: String,
    pub(crate) instance: u64,
    pub(crate) job: Job,
    pub(crate) protocol: Protocol,
    pub(crate) timeout_ms: i32,
}

impl Producer {
    pub(crate) fn new(role: Role, rng: Rng) -> Self {
        Self {
            name: format!("{}#{}", role.id, role.instance),
            id: role.id,
            instance: role.instance,
            job: role.job,
            protocol: role.protocol,
            timeout_ms: role.timeout_ms,
            rng,
            step: Step::Init(None),
            producer: (-1, -1),
            sequences: BTreeMap::new(),
            open: None,
            position: 0,
            in_flight: VecDeque::new(),
            asked_at: Moment::default(),
            correlation: 0,
            backs_off: Pace::Now,
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn instance(&self) -> u64 {
        self.instance
    }

    pub(crate) fn job(&self) -> Job {
        self.job
    }

    /// Asks what comes next, or begins to wait.
    fn advance(&mut self, desk: &mut Desk<'_>) {
        if let Pace::At(delay) = std::mem::replace(&mut self.backs_off, Pace::Now) {
            return desk.wake_after(delay);
        }
        if desk.phase == Phase::Faults && self.open.is_some() && self.rng.below(80) == 0 {
            let millis = 500 + self.rng.below(12_000);
            desk.note(format!("{} sleeps for {millis} ms", self.name));
            return desk.wake_after(Duration::from_millis(millis));
        }
        self.asked_at = desk.now.monotonic;
        self.ask(desk);
        if !self.in_flight.is_empty() {
            desk.wake_after(PATIENCE);
        }
    }

    fn backoff(&mut self) -> Duration {
        Duration::from_millis(5 + self.rng.below(60))
    }

    fn retry(&mut self) {
        self.backs_off = Pace::At(self.backoff());
    }

    fn finish(&mut self, finish: Finish, desk: &mut Desk<'_>) {
        self.step = Step::Finished;
        desk.out.push(Output::Finished(finish));
    }
}

impl Client for Producer {
    fn name(&self) -> &str {
        &self.name
    }

    fn state(&self) -> String {
        format!("{}: {:?}, {:?}", self.name, self.step, self.open)
    }

    fn producer(&self) -> Option<&Producer> {
        Some(self)
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        if self.in_flight.is_empty() {
            return self.advance(desk);
        }
        let waited = desk.now.monotonic.since(self.asked_at);
        if waited < PATIENCE {
            return desk.wake_after(PATIENCE.saturating_sub(waited));
        }
        desk.out.push(Output::HangUp);
        self.broken(desk);
    }

    fn answered(&mut self, frame: Bytes, desk: &mut Desk<'_>) {
        let Some(asked) = self.in_flight.pop_front() else { return };
        self.take_answer(asked, frame, desk);
        if self.in_flight.is_empty() && self.step != Step::Finished {
            self.after_answers(desk);
            self.advance(desk);
        }
    }

    fn broken(&mut self, desk: &mut Desk<'_>) {
        self.in_flight.clear();
        if let Some(open) = &mut self.open {
            open.refused.clear();
            // Who wants to abort does not write again what it cannot know of.
            if self.step == Step::Write && open.is_impatient {
                self.step = Step::End(Ending::Abort);
            }
        }
        let delay = self.backoff();
        desk.wake_after(delay);
    }
}
