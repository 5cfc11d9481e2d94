//! Fetching the metadata log: other members of the quorum do, and wait for what comes next.

use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{FetchRequest, FetchResponse},
    quorum::{FetchTicket, Patience, Reply},
};

use crate::engine::{call::Call, handler::Pending};

/// Name of the metadata log's topic.
const METADATA_TOPIC: &str = "__cluster_metadata";

/// A Fetch of the metadata log, until it is answered.
pub(in crate::engine) struct MetadataFetch {
    request: FetchRequest,
    deadline: Moment,
    ticket: Option<FetchTicket>,
}

impl MetadataFetch {
    pub(in crate::engine) fn new(request: FetchRequest, deadline: Moment) -> Self {
        Self { request, deadline, ticket: None }
    }

    /// Whether a Fetch is for the metadata log.
    pub(in crate::engine) fn is_meant(request: &FetchRequest) -> bool {
        request.topics.first().is_some_and(|topic| {
            topic.topic_id == Uuid::METADATA_TOPIC || topic.topic == METADATA_TOPIC
        })
    }
}

impl Pending<FetchResponse> for MetadataFetch {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        let patience =
            if call.now.monotonic >= self.deadline { Patience::Answer } else { Patience::MayWait };
        let (node, waker) = (call.node.clone(), call.waker);
        let before = self.ticket.take();
        let answer = node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            before.into_iter().for_each(|ticket| quorum.give_up(ticket));
            quorum.fetch(&self.request, patience, waker, now, out)
        });
        match answer {
            Ok(Reply::Now(response)) => Some(response),
            Ok(Reply::Later(ticket)) => {
                self.ticket = Some(ticket);
                None
            }
            Err(code) => Some(FetchResponse { error_code: code.code(), ..Default::default() }),
        }
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        let Some(ticket) = self.ticket.take() else { return };
        let _: Result<(), ErrorCode> =
            call.node.clone().ask_quorum(call.now, call.effects, |quorum, _, _| {
                quorum.give_up(ticket);
                Ok(())
            });
    }
}
