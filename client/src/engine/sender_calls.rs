//! Who wakes whom: when the sender has to be called for new records, and when those who wait for memory go on.

use ottla_core::model::Moment;

use super::{
    accumulator::Accumulator,
    partition_queue::{Enlisted, News},
};

/// When the sender looks at all this next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SenderLooks {
    /// It was called and has not come yet.
    Soon,
    /// At this time, or when it is called.
    At(Moment),
    /// When it is called.
    WhenCalled,
}

/// Whether somebody has to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Call {
    Nobody,
    Them,
}

/// Whether a call was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalledOff {
    Yes,
    No,
}

impl Accumulator {
    /// Calls the sender, unless it comes in time by itself.
    pub(super) fn tell_sender(&mut self, queue: usize, news: News) {
        match news {
            News::None => {}
            News::Opened => {
                let queue = &self.queues[queue];
                let due = queue.open_since().map(|opened| opened + self.config.linger);
                let in_time = match self.sender_looks {
                    SenderLooks::At(at) => due.is_none_or(|due| at <= due),
                    SenderLooks::Soon | SenderLooks::WhenCalled => false,
                };
                if queue.enlisted != Enlisted::Yes || !in_time {
                    self.call_sender();
                }
            }
            News::Closed => self.call_sender(),
        }
    }

    pub(super) fn call_sender(&mut self) {
        if self.sender_looks != SenderLooks::Soon {
            self.sender_looks = SenderLooks::Soon;
            self.sender = Call::Them;
        }
    }

    /// Whether the sender has to be woken now.
    pub(crate) fn take_sender_call(&mut self) -> Call {
        std::mem::replace(&mut self.sender, Call::Nobody)
    }

    /// Everything that could be sent was sent without the sender, which was called: it need not come, unless
    /// something is left.
    pub(crate) fn call_off_sender(&mut self) -> CalledOff {
        if self.has_unsent() || self.relieved == Call::Them || self.failed_records > 0 {
            return CalledOff::No;
        }
        self.sender_looks = SenderLooks::WhenCalled;
        CalledOff::Yes
    }

    /// Whether there is a batch that is not on its way to a broker.
    pub(crate) fn has_unsent(&self) -> bool {
        self.active.iter().any(|index| self.queues[*index].batches() > 0)
    }

    /// The sender begins a round: what comes from now on may be too late for it.
    pub(crate) fn sender_looks(&mut self) {
        self.sender_looks = SenderLooks::WhenCalled;
    }

    /// Whether those who wait for memory have to be woken now.
    pub(crate) fn take_relief(&mut self) -> Call {
        std::mem::replace(&mut self.relieved, Call::Nobody)
    }

    /// Tells when the sender looks next, unless it is called: when [`Accumulator::next_timeout`] says, and
    /// once in a linger as long as there is something. Then it need not be called for every batch that is opened.
    pub(crate) fn await_sender(&mut self, now: Moment) -> Option<Moment> {
        let timeout = self.next_timeout(now);
        let tick =
            (!self.is_empty() && !self.config.linger.is_zero()).then(|| now + self.config.linger);
        let at = timeout.into_iter().chain(tick).min();
        self.sender_looks = at.map_or(SenderLooks::WhenCalled, SenderLooks::At);
        at
    }
}
