//! Batches that are in the log and wait for replicas, or for the disk.

use std::sync::Arc;

use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::messages::ProduceResponse,
    replication::{Awaited, Ticket},
};

use crate::engine::{call::Call, handler::Pending, leaders, view::PartitionHandle};

/// Batches that are in the log and may not be acknowledged yet.
pub(super) struct Unacknowledged {
    response: ProduceResponse,
    waits: Vec<Wait>,
    deadline: Moment,
    polls: Polls,
}

/// Whether it was polled: before that all its waits are those of its appends.
#[derive(PartialEq, Eq)]
enum Polls {
    None,
    Some,
}

/// A partition's part of the answer that waits.
pub(super) struct Wait {
    pub(super) topic_index: usize,
    pub(super) partition_index: usize,
    pub(super) handle: Arc<PartitionHandle>,
    pub(super) awaited: Awaited,
    pub(super) ticket: Option<Ticket>,
}

impl Unacknowledged {
    pub(super) fn new(response: ProduceResponse, waits: Vec<Wait>, deadline: Moment) -> Self {
        Self { response, waits, deadline, polls: Polls::None }
    }

    fn fail(&mut self, wait: &Wait, code: ErrorCode) {
        let topic = &mut self.response.responses[wait.topic_index];
        let partition = &mut topic.partition_responses[wait.partition_index];
        partition.error_code = code.code();
        partition.base_offset = -1;
    }
}

impl Pending<ProduceResponse> for Unacknowledged {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<ProduceResponse> {
        let late = call.now.monotonic >= self.deadline;
        if std::mem::replace(&mut self.polls, Polls::Some) == Polls::None && !late {
            return None;
        }
        for mut wait in std::mem::take(&mut self.waits) {
            let mut partition = wait.handle.lock();
            if let Some(ticket) = wait.ticket.take() {
                partition.stop_waiting(ticket);
            }
            let awaited = match partition.still_awaited(wait.awaited) {
                Ok(None) => continue,
                Ok(Some(_)) if late => {
                    drop(partition);
                    self.fail(&wait, ErrorCode::RequestTimedOut);
                    continue;
                }
                Ok(Some(awaited)) => awaited,
                Err(error) => {
                    drop(partition);
                    self.fail(&wait, error.code());
                    continue;
                }
            };
            let waiting = partition.wait_acknowledged(awaited, call.waker);
            drop(partition);
            match waiting {
                Ok((ticket, job)) => {
                    wait.ticket = Some(ticket);
                    job.into_iter().for_each(|job| call.effects.sync_partition(&wait.handle, job));
                    self.waits.push(wait);
                }
                Err(error) => {
                    call.node.partition_failed(&wait.handle, error.disk_error(), call.effects);
                    self.fail(&wait, error.code());
                }
            }
        }
        if !self.waits.is_empty() {
            return None;
        }
        leaders::name_in_produce(call, &mut self.response);
        Some(std::mem::take(&mut self.response))
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, _: &mut Call<'_>) {
        for wait in self.waits.drain(..) {
            if let Some(ticket) = wait.ticket {
                wait.handle.lock().stop_waiting(ticket);
            }
        }
    }
}
