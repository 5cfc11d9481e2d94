//! What the run itself asks the broker, on a connection without delays.

use std::time::Duration;

use ottla_core::protocol::{Request, messages::DescribeTransactionsRequest};

use crate::{
    clients::{Letter, LetterKind},
    history::{Described, Protocol},
    wire,
    world::{Next, OWN_CONNECTION, World},
};

/// The one that may write to internal topics.
const OWN_NAME: &str = "__admin_client";

impl World {
    /// The transaction of an EndTxn that is over already, with KIP-890.
    pub(crate) fn late_end(&self, letter: &Letter) -> Option<u64> {
        let is_end = letter.kind == LetterKind::End && letter.protocol == Protocol::Second;
        letter.serial.filter(|serial| is_end && self.history.is_over(*serial))
    }

    /// What the coordinator says of the id of a transaction, if it says it at once.
    pub(crate) fn describe(&mut self, serial: u64) -> Option<Described> {
        let id = self.history.transaction(serial).id.as_str().into();
        let request = DescribeTransactionsRequest { transactional_ids: vec![id] };
        let answer = self.ask_now(&request, 0)?;
        let one = answer.transaction_states.first().filter(|one| one.error_code == 0)?;
        Some(Described {
            state: one.transaction_state.to_string(),
            producer: (one.producer_id, one.producer_epoch),
            partitions: one.topics.iter().map(|topic| topic.partitions.len()).sum(),
        })
    }

    /// Asks the broker on a connection without delays; `None` if it does not answer at once.
    pub(crate) fn ask_now<R: Request>(&mut self, request: &R, version: i16) -> Option<R::Response> {
        let answer = self.ask_within(request, version, Duration::ZERO);
        if answer.is_none() {
            // It would be taken for that of the next question.
            let doings = self.process.hang_up(OWN_CONNECTION, self.schedule.now());
            self.carry_out(doings);
        }
        answer
    }

    /// Asks the broker, and gives it some time.
    pub(crate) fn ask_within<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        patience: Duration,
    ) -> Option<R::Response> {
        self.own_correlation += 1;
        let correlation = self.own_correlation;
        self.own_answer = None;
        let frame = wire::request(request, version, correlation, OWN_NAME);
        let doings = self.process.receive(OWN_CONNECTION, frame, self.schedule.now());
        self.carry_out(doings);
        let until = self.schedule.now().monotonic + patience;
        while self.own_answer.is_none() && patience > Duration::ZERO && self.may_go_on() {
            if let Next::Until = self.step(until) {
                break;
            }
        }
        let frame = self.own_answer.take()?;
        Some(wire::response::<R>(frame, version, correlation))
    }
}
