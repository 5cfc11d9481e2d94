//! Changes of voters (KIP-853) that are answered when they are committed: who has asked waits here.

use std::{collections::BTreeMap, task::Waker};

use ottla_core::{
    model::Moment,
    quorum::{ChangeAnswer, ChangeTicket},
};
use parking_lot::Mutex;

use crate::engine::{call::Call, effects::Effects, handler::Pending};

/// The changes whose answer is waited for.
#[derive(Debug, Default)]
pub(in crate::engine) struct VoterChanges(Mutex<BTreeMap<ChangeTicket, Change>>);

#[derive(Debug)]
enum Change {
    Waiting(Option<Waker>),
    Answered(Box<ChangeAnswer>),
    /// Whoever asked has gone.
    Forgotten,
}

impl VoterChanges {
    /// Takes in answers, and wakes who waits for them.
    pub(super) fn answer(&self, answers: Vec<(ChangeTicket, ChangeAnswer)>, effects: &mut Effects) {
        let mut changes = self.0.lock();
        for (ticket, answer) in answers {
            match changes.remove(&ticket) {
                Some(Change::Forgotten) => continue,
                Some(Change::Waiting(waker)) => effects.wakes.extend(waker),
                Some(Change::Answered(_)) | None => {}
            }
            changes.insert(ticket, Change::Answered(Box::new(answer)));
        }
    }

    fn poll(&self, ticket: ChangeTicket, waker: &Waker) -> Option<ChangeAnswer> {
        let mut changes = self.0.lock();
        match changes.remove(&ticket) {
            Some(Change::Answered(answer)) => Some(*answer),
            Some(Change::Waiting(_) | Change::Forgotten) | None => {
                changes.insert(ticket, Change::Waiting(Some(waker.clone())));
                None
            }
        }
    }

    fn forget(&self, ticket: ChangeTicket) {
        let mut changes = self.0.lock();
        // One that is not answered yet will be.
        if !matches!(changes.remove(&ticket), Some(Change::Answered(_))) {
            changes.insert(ticket, Change::Forgotten);
        }
    }
}

/// A request that waits for a change of voters.
pub(in crate::engine) struct AwaitChange<R> {
    ticket: ChangeTicket,
    read: fn(ChangeAnswer) -> Option<R>,
}

impl<R> AwaitChange<R> {
    pub(in crate::engine) fn new(
        ticket: ChangeTicket,
        read: fn(ChangeAnswer) -> Option<R>,
    ) -> Self {
        Self { ticket, read }
    }
}

impl<R: Send> Pending<R> for AwaitChange<R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R> {
        let answer = call.node.cluster.voter_changes.poll(self.ticket, call.waker)?;
        (self.read)(answer)
    }

    fn deadline(&self) -> Option<Moment> {
        None
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        call.node.cluster.voter_changes.forget(self.ticket);
    }
}
