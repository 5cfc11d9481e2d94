//! Requests of this node to others: to the quorum, to the controller, to leaders that it follows, to
//! coordinators. The engine says whom, what and until when; the edge keeps the connections, and hands
//! the answer to whoever has asked.

use std::{
    fmt,
    sync::{Arc, atomic::Ordering},
    task::Waker,
    time::Duration,
};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::{Moment, NodeId, Now, TopicPartition},
    protocol::{
        ApiKey, Frame, Request,
        codec::{DecodeError, EncodeError},
        decode_response, encode_request,
    },
};
use parking_lot::Mutex;

use crate::engine::{effects::Effects, node::Node, view::View};

/// Which connection to another node a request takes: what waits there must not hold up what is urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Votes.
    Quorum,
    /// Fetching of the metadata log.
    Metadata,
    /// What the controller is asked by the broker itself: heartbeats, changes of in-sync replicas.
    Controller,
    /// What the controller is asked for clients.
    Forwarded,
    /// Fetching of records, by one of the fetchers.
    Fetcher(u16),
    /// What a transaction's coordinator is asked.
    Coordinator,
    /// Markers of transactions: they wait for replicas.
    Markers,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Destination {
    /// Host name or address.
    pub host: ByteString,
    /// Port.
    pub port: u16,
    /// Which of the connections to there.
    pub lane: Lane,
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// Why a request got no answer. It may have been carried out.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unanswered {
    /// The node cannot be reached, or the connection ended.
    #[error("{0}")]
    Unreachable(String),
    /// It did not answer in time.
    #[error("there was no answer in time")]
    TimedOut,
    /// What it answered cannot be read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] DecodeError),
    /// The request cannot be written in the version that it has to be.
    #[error("the request cannot be written: {0}")]
    Unwritable(#[from] EncodeError),
}

/// What is done with the frame of an answer.
pub type Then = Box<dyn FnOnce(&Arc<Node>, Result<Bytes, Unanswered>, Now, &mut Effects) + Send>;

/// A request on its way.
pub struct Outgoing {
    /// Where it goes.
    pub to: Destination,
    /// What it asks.
    pub key: ApiKey,
    /// The request.
    pub frame: Frame,
    /// When it is given up.
    pub deadline: Moment,
    /// What is done with the answer.
    pub then: Then,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { to, key, deadline, .. } = self;
        f.debug_struct("Outgoing")
            .field("to", to)
            .field("key", key)
            .field("deadline", deadline)
            .finish_non_exhaustive()
    }
}

/// The answer to a request of somebody who waits: it is put here, and the waker woken.
pub(in crate::engine) struct Slot<T>(Arc<Mutex<Option<Result<T, Unanswered>>>>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

impl<T> Slot<T> {
    pub(in crate::engine) fn put(&self, answer: Result<T, Unanswered>) {
        *self.0.lock() = Some(answer);
    }

    /// The answer, if there is one; once.
    pub(in crate::engine) fn take(&self) -> Option<Result<T, Unanswered>> {
        self.0.lock().take()
    }
}

/// How a request is sent.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Sending {
    /// Where to.
    pub(in crate::engine) to: Destination,
    /// Version of request and answer.
    pub(in crate::engine) version: i16,
    /// How long an answer is waited for.
    pub(in crate::engine) patience: Duration,
}

impl Node {
    /// Sends a request whose answer somebody waits for.
    pub(in crate::engine) fn send_for<R: Request<Response: Send + 'static>>(
        &self,
        request: &R,
        sending: Sending,
        waker: &Waker,
        now: Now,
        effects: &mut Effects,
    ) -> Slot<R::Response> {
        let slot = Slot::default();
        let (answer, waker) = (slot.clone(), waker.clone());
        self.send(request, sending, now, effects, move |_, answered, _, effects| {
            answer.put(answered);
            effects.wakes.push(waker);
        });
        slot
    }

    /// Sends a request to another node. `then` is called once, also if there is no answer.
    pub(in crate::engine) fn send<R: Request>(
        &self,
        request: &R,
        sending: Sending,
        now: Now,
        effects: &mut Effects,
        then: impl FnOnce(&Arc<Self>, Result<R::Response, Unanswered>, Now, &mut Effects)
        + Send
        + 'static,
    ) {
        let Sending { to, version, patience } = sending;
        let correlation_id = self.next_correlation_id();
        let encoded =
            encode_request(request, version, correlation_id, Some(&self.cluster.client_id));
        let (frame, failure) = match encoded {
            Ok(frame) => (frame, None),
            Err(error) => (Frame::default(), Some(error)),
        };
        let then: Then = Box::new(move |node, answer, now, effects| {
            let answer = match failure {
                Some(error) => Err(error.into()),
                None => answer
                    .and_then(|frame| Ok(decode_response::<R>(frame, version, correlation_id)?)),
            };
            then(node, answer, now, effects);
        });
        tracing::trace!(node = %self.identity.node_id, %to, key = ?R::KEY, "asks");
        effects.sends.push(Outgoing {
            to,
            key: R::KEY,
            frame,
            deadline: now.monotonic + patience,
            then,
        });
    }

    /// Where another broker is reached, if it is registered.
    pub(in crate::engine) fn broker_destination(
        &self,
        view: &View,
        broker: NodeId,
        lane: Lane,
    ) -> Option<Destination> {
        let registration = view.image.brokers.get(&broker)?;
        let endpoint = registration.endpoint(&self.settings.inter_broker_listener)?;
        Some(Destination { host: endpoint.host.clone(), port: endpoint.port, lane })
    }

    /// Where the leader of a partition is reached, if there is one and it is another broker.
    pub(in crate::engine) fn leader_destination(
        &self,
        view: &View,
        partition: &TopicPartition,
        lane: Lane,
    ) -> Option<(NodeId, Destination)> {
        let topic = view.image.topic(partition.topic.as_str())?;
        let leader = topic.partition(partition.partition)?.leader;
        if leader == self.identity.node_id {
            return None;
        }
        Some((leader, self.broker_destination(view, leader, lane)?))
    }

    pub(in crate::engine) fn next_correlation_id(&self) -> i32 {
        self.cluster.correlation_ids.fetch_add(1, Ordering::Relaxed)
    }
}
