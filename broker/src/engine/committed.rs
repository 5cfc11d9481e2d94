//! Waiting for the controller's records to be committed and applied, before a client is told that
//! what it asked for has happened.

use ottla_core::{
    model::{ErrorCode, Moment, Offset},
    replication::{Awaited, Ticket},
};

use super::{
    call::Call,
    handler::{Pending, Reply},
};

/// Counts the leaderships of the quorum that this node has had or lost: what was written under an earlier
/// one may never be committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leadership(pub u64);

/// The commit that a response waits for.
#[derive(Debug)]
pub enum AwaitCommit {
    /// It has happened, or there was nothing to commit.
    Done,
    /// It has happened when the metadata before this offset is applied.
    At {
        /// The offset.
        offset: Offset,
        /// Under which it was written.
        leadership: Leadership,
        /// The wait, once there is one.
        ticket: Option<Ticket>,
    },
}

impl AwaitCommit {
    /// Whether the commit has happened; if not, the connection is woken when it has, or never will.
    ///
    /// # Errors
    /// `NotController` if nobody knows whether it ever will.
    pub fn is_done(&mut self, call: &mut Call<'_>) -> Result<bool, ErrorCode> {
        if let Some(state) = call.node.commit_state(self) {
            self.cancel(call);
            return state.map(|()| true);
        }
        let Self::At { offset, ticket, .. } = self else { return Ok(true) };
        if let Some(old) = ticket.take() {
            call.node.stop_awaiting_metadata(old);
        }
        *ticket = call.node.await_metadata(Awaited::HighWatermark(*offset), call.waker);
        // It may have happened between the two looks.
        if ticket.is_none() || call.node.commit_state(self).is_some() {
            return self.is_done(call);
        }
        Ok(false)
    }

    /// Gives up waiting.
    pub fn cancel(&mut self, call: &mut Call<'_>) {
        if let Self::At { ticket: Some(ticket), .. } = self {
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
            Self::At { .. } => Reply::Parked(Box::new(AfterCommit {
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
        match self.commit.is_done(call) {
            Ok(true) => return self.response.take(),
            Ok(false) => {}
            Err(_) => {
                // Nothing true can be said, so nothing is: who asked asks again.
                self.response = None;
                call.lost = true;
                return None;
            }
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
