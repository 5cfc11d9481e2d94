//! What answers of brokers mean for the batches that were sent. They are taken where they are read:
//! whoever waits for a record is told without another task in between, and the sender is called only if
//! something is left for it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytestring::ByteString;
use ottla_core::{
    model::{Moment, Uuid},
    protocol::messages::{ProduceResponse, produce_response::NodeEndpoint},
};
use tracing::Span;

use super::Shared;
use crate::{
    Result,
    engine::{
        accumulator::{Answer, Followup, Outgoing},
        metadata::Endpoint,
        produce::Answers,
    },
};

/// What a request carried whose answer is still to come.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) batches: Vec<Outgoing>,
    /// Names of the topics that it named by id.
    pub(super) topics: BTreeMap<Uuid, ByteString>,
    /// Of the same broker.
    pub(super) in_flight: Arc<AtomicUsize>,
    /// Ends with the answer.
    pub(super) span: Span,
}

impl Shared {
    /// An answer has come, or never will.
    pub(super) fn answered(&self, sent: Sent, answer: Result<ProduceResponse>) {
        let Sent { batches, topics, in_flight, span } = sent;
        drop(span);
        let now = self.cluster.clock.now();
        match answer {
            Ok(response) => {
                let endpoint = |node: &NodeEndpoint| {
                    Some((node.node_id, Endpoint::new(&node.host, node.port, &node.rack)?))
                };
                let endpoints = response.node_endpoints.iter().filter_map(endpoint).collect();
                let mut answers = Answers::new(response, &topics);
                let leaders = answers.leaders();
                if !leaders.is_empty() {
                    self.cluster.change(|image| image.with_leaders(&leaders, &endpoints));
                }
                self.all_landed(now, batches, |batch| answers.take(&batch.topic, batch.partition));
            }
            Err(error) => self.all_landed(now, batches, |_| Answer::Lost(error.clone())),
        }
        // Only now: what comes next must not overtake what has to go out again.
        in_flight.fetch_sub(1, Ordering::AcqRel);
        let (unsent, relieved, failed) = {
            let mut accumulator = self.accumulator.lock();
            let failed = accumulator.take_failed_records();
            (accumulator.has_unsent(), accumulator.take_relief(), failed)
        };
        self.tell(relieved, failed);
        let heard = !self.options.interceptors.is_empty();
        if unsent || heard || self.is_stale() || self.closed.load(Ordering::Acquire) {
            self.wake.notify_one();
        }
    }

    pub(super) fn all_landed(
        &self,
        now: Moment,
        batches: Vec<Outgoing>,
        mut answer: impl FnMut(&Outgoing) -> Answer,
    ) {
        let mut accumulator = self.accumulator.lock();
        for outgoing in batches {
            let answer = answer(&outgoing);
            match accumulator.landed(now, outgoing, answer) {
                Followup::None => {}
                Followup::RefreshMetadata => self.stale.store(true, Ordering::Release),
            }
        }
    }
}
