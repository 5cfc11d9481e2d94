//! Answers that wait for the records behind them to be committed: whoever is told that an offset is
//! committed finds it after any crash that the replicas survive.

use std::{sync::Arc, task::Waker};

use ottla_core::{
    model::{ErrorCode, Moment, Offset},
    replication::{Awaited, Ticket},
};

use crate::engine::{
    call::Call,
    effects::Effects,
    handler::{Pending, Reply},
    node::Node,
    view::PartitionHandle,
};

/// Records of a shard that an answer rests on.
#[derive(Debug)]
pub(in crate::engine) struct Uncommitted {
    log: Arc<PartitionHandle>,
    end: Offset,
    ticket: Option<Ticket>,
}

impl Uncommitted {
    pub(in crate::engine) fn new(log: Arc<PartitionHandle>, end: Offset) -> Self {
        Self { log, end, ticket: None }
    }

    /// The offset after them.
    pub(super) fn end(&self) -> Offset {
        self.end
    }

    /// Whether they are committed. If not, `waker` is woken when it should be looked at again.
    ///
    /// # Errors
    /// They may never be: the leadership has ended, or the disk has failed.
    pub(in crate::engine) fn is_committed(
        &mut self,
        node: &Node,
        waker: &Waker,
        effects: &mut Effects,
    ) -> Result<bool, ErrorCode> {
        let mut partition = self.log.lock();
        if let Some(ticket) = self.ticket.take() {
            partition.stop_waiting(ticket);
        }
        let awaited = match partition.still_awaited(Awaited::HighWatermark(self.end)) {
            Ok(None) => return Ok(true),
            Ok(Some(awaited)) => awaited,
            Err(_) => return Err(ErrorCode::NotCoordinator),
        };
        let waiting = partition.wait_acknowledged(awaited, waker);
        drop(partition);
        let (ticket, job) = waiting.map_err(|error| {
            node.partition_failed(&self.log, error.disk_error(), effects);
            ErrorCode::NotCoordinator
        })?;
        self.ticket = Some(ticket);
        job.into_iter().for_each(|job| effects.sync_partition(&self.log, job));
        Ok(false)
    }

    pub(in crate::engine) fn cancel(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.log.lock().stop_waiting(ticket);
        }
    }
}

/// An answer that waits for the records of one shard, or of several, to be committed.
pub(in crate::engine) struct AfterShards<R> {
    response: Option<R>,
    waits: Vec<Uncommitted>,
    refuse: Arc<dyn Fn(ErrorCode) -> R + Send + Sync>,
    deadline: Moment,
}

impl<R> AfterShards<R> {
    pub(in crate::engine) fn new(
        response: R,
        waits: Vec<Uncommitted>,
        refuse: Arc<dyn Fn(ErrorCode) -> R + Send + Sync>,
        call: &Call<'_>,
    ) -> Self {
        let deadline = call.now.monotonic + call.node.settings().commit_timeout;
        Self { response: Some(response), waits, refuse, deadline }
    }

    /// When it has to be polled.
    pub(super) fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }
}

impl<R: Send + 'static> AfterShards<R> {
    /// The answer now, if its records are committed; that is the rule with one replica.
    pub(in crate::engine) fn reply(mut self, call: &mut Call<'_>) -> Reply<R> {
        match self.poll(call) {
            Some(response) => Reply::Now(response),
            None => Reply::Parked(Box::new(self)),
        }
    }
}

impl<R: Send> Pending<R> for AfterShards<R> {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<R> {
        let mut left = Vec::new();
        for mut wait in std::mem::take(&mut self.waits) {
            match wait.is_committed(call.node, call.waker, call.effects) {
                Ok(true) => {}
                Ok(false) => left.push(wait),
                Err(code) => {
                    left.iter_mut().for_each(Uncommitted::cancel);
                    return Some((self.refuse)(code));
                }
            }
        }
        self.waits = left;
        if self.waits.is_empty() {
            return self.response.take();
        }
        if call.now.monotonic < self.deadline {
            return None;
        }
        self.cancel(call);
        Some((self.refuse)(ErrorCode::CoordinatorNotAvailable))
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, _: &mut Call<'_>) {
        self.waits.iter_mut().for_each(Uncommitted::cancel);
        self.waits.clear();
    }
}
