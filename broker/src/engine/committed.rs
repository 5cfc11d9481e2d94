//! Waiting for the controller's records to be committed and applied, before a client is told that
//! what it asked for has happened.

use ottla_core::{
    model::{Moment, Offset},
    replication::{Awaited, Ticket},
};

use super::{
    call::Call,
    handler::{Pending, Reply},
};

/// The commit that a response waits for.
#[derive(Debug)]
pub enum AwaitCommit {
    /// It has happened, or there was nothing to commit.
    Done,
    /// It has happened when the metadata before this offset is applied.
    At(Offset, Option<Ticket>),
}

impl AwaitCommit {
    /// Whether the commit has happened; if not, the connection is woken when it has.
    pub fn is_done(&mut self, call: &mut Call<'_>) -> bool {
        let Self::At(offset, ticket) = self else { return true };
        match call.node.await_metadata(Awaited::HighWatermark(*offset), call.waker) {
            None => {
                *self = Self::Done;
                true
            }
            Some(new) => {
                if let Some(old) = ticket.replace(new) {
                    call.node.stop_awaiting_metadata(old);
                }
                false
            }
        }
    }

    /// Gives up waiting.
    pub fn cancel(&mut self, call: &mut Call<'_>) {
        if let Self::At(_, Some(ticket)) = self {
            call.node.stop_awaiting_metadata(*ticket);
        }
        *self = Self::Done;
    }

    /// `response` once the commit has happened; at a deadline, what `late` makes of it.
    pub fn reply<R: Send + 'static>(
        self,
        response: R,
        late: Option<(Moment, fn(R) -> R)>,
    ) -> Reply<R> {
        match self {
            Self::Done => Reply::Now(response),
            Self::At(..) => Reply::Parked(Box::new(AfterCommit {
                response: Some(response),
                commit: self,
                late,
            })),
        }
    }
}

struct AfterCommit<R> {
    response: Option<R>,
    commit: AwaitCommit,
    late: Option<(Moment, fn(R) -> R)>,
}

impl<R: Send> Pending<R> for AfterCommit<R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R> {
        if self.commit.is_done(call) {
            return self.response.take();
        }
        let (deadline, late) = self.late?;
        if call.now.monotonic < deadline {
            return None;
        }
        self.commit.cancel(call);
        self.response.take().map(late)
    }

    fn deadline(&self) -> Option<Moment> {
        self.late.map(|(deadline, _)| deadline)
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        self.commit.cancel(call);
    }
}
