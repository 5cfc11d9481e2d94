//! Fetching the metadata log: other members of the quorum do, and wait for what comes next.

use ottla_core::{
    model::Moment,
    protocol::messages::{FetchRequest, FetchResponse},
    quorum::{Patience, QuorumFetch},
};

use crate::engine::{call::Call, handler::Pending};

/// A Fetch of the metadata log, until it is answered.
pub(in crate::engine) struct MetadataFetch {
    request: FetchRequest,
    deadline: Moment,
}

impl MetadataFetch {
    pub(in crate::engine) fn new(request: FetchRequest, deadline: Moment) -> Self {
        Self { request, deadline }
    }
}

impl Pending<FetchResponse> for MetadataFetch {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<FetchResponse> {
        let patience =
            if call.now.monotonic >= self.deadline { Patience::Over } else { Patience::Left };
        let node = call.node.clone();
        node.ask_quorum(call.now, call.effects, |quorum, now, out| {
            match quorum.fetch(&self.request, patience, now, out) {
                QuorumFetch::Answer(response) => Some(response),
                QuorumFetch::Wait => {
                    quorum.await_news(call.waker);
                    None
                }
            }
        })
    }

    fn deadline(&self) -> Option<Moment> {
        Some(self.deadline)
    }

    fn cancel(&mut self, _: &mut Call<'_>) {}
}
