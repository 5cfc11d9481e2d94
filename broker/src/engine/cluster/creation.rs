//! Topics that a broker makes for its clients: the controller makes them, here or elsewhere, and whoever asked
//! waits until they serve.

use bytestring::ByteString;
use ottla_core::{
    model::{Moment, Offset},
    protocol::messages::{CreateTopicsRequest, CreateTopicsResponse},
    replication::{Awaited, Ticket},
};

use super::outgoing::{Lane, Sending, Slot};
use crate::engine::{call::Call, committed::AwaitCommit};

/// Version of CreateTopics between brokers and the controller.
const VERSION: i16 = 7;

/// Topics on their way.
pub(in crate::engine) struct Creation {
    names: Vec<ByteString>,
    made: Made,
    deadline: Moment,
    ticket: Option<Ticket>,
}

enum Made {
    /// By this node.
    Here(AwaitCommit),
    /// By another one, which has not answered.
    Asked(Slot<CreateTopicsResponse>),
    /// By another one; the metadata has yet to come.
    Answered,
}

impl Creation {
    /// Has topics made; `None` if nobody can make them now.
    pub(in crate::engine) fn begin(
        call: &mut Call<'_>,
        mut request: CreateTopicsRequest,
    ) -> Option<Self> {
        let node = call.node.clone();
        let patience = node.settings().request_timeout;
        let names = request.topics.iter().map(|topic| topic.name.clone()).collect();
        let made = if node.is_active_controller() {
            let (_, commit) = node.create_topics(call, &request).ok()?;
            Made::Here(commit)
        } else {
            let to = node.controller_destination(Lane::Forwarded)?;
            request.timeout_ms = i32::try_from(patience.as_millis()).unwrap_or(i32::MAX);
            let sending = Sending { to, version: VERSION, patience };
            Made::Asked(node.send_for(&request, sending, call.waker, call.now, call.effects))
        };
        Some(Self { names, made, deadline: call.now.monotonic + patience, ticket: None })
    }

    /// Whether there is nothing more to wait for: they are there, or will not be.
    pub(in crate::engine) fn is_over(&mut self, call: &mut Call<'_>) -> bool {
        if call.now.monotonic >= self.deadline {
            return true;
        }
        match &mut self.made {
            Made::Here(commit) => return commit.is_done(call).unwrap_or(true),
            Made::Asked(answer) => match answer.take() {
                None => return false,
                Some(Err(_)) => return true,
                Some(Ok(response)) => {
                    // What was refused does not come.
                    let refused = response.topics.iter().filter(|topic| topic.error_code != 0);
                    for topic in refused {
                        self.names.retain(|name| *name != topic.name);
                    }
                    self.made = Made::Answered;
                }
            },
            Made::Answered => {}
        }
        self.cancel(call);
        loop {
            let view = call.view();
            if self.names.iter().all(|name| view.topic_by_name(name).is_some()) {
                return true;
            }
            let next = view.image.end_offset.map_or(Offset(1), |end| end + 1);
            self.ticket = call.node.await_metadata(Awaited::HighWatermark(next), call.waker);
            if self.ticket.is_some() {
                return false;
            }
        }
    }

    /// When it has to be looked at though nothing has fired.
    pub(in crate::engine) fn deadline(&self) -> Moment {
        self.deadline
    }

    /// Gives up waiting.
    pub(in crate::engine) fn cancel(&mut self, call: &mut Call<'_>) {
        if let Some(ticket) = self.ticket.take() {
            call.node.stop_awaiting_metadata(ticket);
        }
        if let Made::Here(commit) = &mut self.made {
            commit.cancel(call);
        }
    }
}
