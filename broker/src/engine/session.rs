//! One connection's requests and replies, without the connection: frames in, frames out, in order.
//! A parked request holds back the replies after it, never the reading of further requests, up to
//! the limits. The edge owns the socket and the waiting.

use std::{collections::VecDeque, sync::Arc, task::Waker};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, Moment, Now, limits::PARKED_REQUESTS_MAX},
    protocol::{
        ApiKey, Frame,
        codec::{Listener, Reader},
        decode_request_header, encode_response,
        messages::ApiVersionsResponse,
    },
};

use super::{
    call::{Call, Peer},
    cluster::Forwarded,
    effects::Effects,
    handler::{Api, Origin, Outcome, ParkedRequest, Place},
    node::Node,
    table,
};

/// Why the edge has to close the connection.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Close(pub String);

/// One connection's requests and replies.
pub struct Session {
    node: Arc<Node>,
    listener: Listener,
    peer: Peer,
    waker: Waker,
    slots: VecDeque<Slot>,
    parked: usize,
    waiting_bytes: usize,
}

enum Slot {
    Ready(Frame),
    Parked { request: Box<dyn ParkedRequest>, bytes: usize },
}

impl Session {
    /// A session with `peer`; `waker` is woken when [`Session::resume`] should be called.
    #[must_use]
    pub fn new(node: Arc<Node>, peer: Peer, waker: Waker) -> Self {
        let listener = node.settings().kind_of(&peer.listener);
        Self { node, listener, peer, waker, slots: VecDeque::new(), parked: 0, waiting_bytes: 0 }
    }

    /// The other side.
    #[must_use]
    pub fn peer(&self) -> &Peer {
        &self.peer
    }

    /// Whether another frame may be read: false while too much waits for a reply, or what waits has to come first.
    #[must_use]
    pub fn accepts_more(&self) -> bool {
        self.parked == 0
            || (self.slots.len() < PARKED_REQUESTS_MAX
                && self.waiting_bytes < self.node.settings().queued_request_bytes_max
                && !self.is_held_up())
    }

    /// Whether a request has to be gone on with before the next one.
    fn is_held_up(&self) -> bool {
        self.slots.iter().any(|slot| match slot {
            Slot::Parked { request, .. } => request.holds_up(),
            Slot::Ready(_) => false,
        })
    }

    /// Takes one request frame (without its length prefix).
    ///
    /// # Errors
    /// The connection has to be closed, and why: the frame is not a request, or not one that can
    /// be answered.
    pub fn receive(&mut self, frame: Bytes, now: Now, effects: &mut Effects) -> Result<(), Close> {
        let bytes = frame.len();
        let outcome = self.answer(frame, now, effects)?;
        let is_parked = matches!(outcome, Outcome::Parked(_));
        self.place(outcome, bytes)?;
        // Its first poll is where a parked request begins to wait for something.
        if is_parked { self.resume(now, effects) } else { Ok(()) }
    }

    /// Polls what is parked: a wait has fired, or a deadline has passed.
    ///
    /// # Errors
    /// The connection has to be closed, and why.
    pub fn resume(&mut self, now: Now, effects: &mut Effects) -> Result<(), Close> {
        if self.parked == 0 {
            return Ok(());
        }
        let (node, peer, waker) = (&self.node, &self.peer, &self.waker);
        for slot in &mut self.slots {
            let Slot::Parked { request, bytes } = slot else { continue };
            let origin = request.origin().clone();
            let client_id = origin.client_id.as_deref();
            let version = origin.version;
            let mut call = Call {
                node,
                peer,
                asked_as: self.listener,
                version,
                client_id,
                now,
                waker,
                effects: &mut *effects,
                lost: false,
            };
            let Some(outcome) = request.poll(&mut call) else { continue };
            self.parked -= 1;
            self.waiting_bytes -= *bytes;
            *slot = match outcome {
                Outcome::Frame(frame) => Slot::Ready(frame),
                Outcome::Close(reason) => return Err(Close(reason)),
                Outcome::Silent | Outcome::Parked(_) => {
                    return Err(Close("a parked request ended without a response".into()));
                }
            };
        }
        Ok(())
    }

    /// The next reply that may be sent.
    pub fn pop_reply(&mut self) -> Option<Frame> {
        match self.slots.front()? {
            Slot::Parked { .. } => None,
            Slot::Ready(_) => match self.slots.pop_front()? {
                Slot::Ready(frame) => Some(frame),
                Slot::Parked { .. } => None,
            },
        }
    }

    /// Whether a request waits for its reply.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.parked > 0
    }

    /// When [`Session::resume`] has to be called though nothing has fired.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Moment> {
        if self.parked == 0 {
            return None;
        }
        let deadlines = self.slots.iter().filter_map(|slot| match slot {
            Slot::Parked { request, .. } => request.deadline(),
            Slot::Ready(_) => None,
        });
        deadlines.min()
    }

    /// Gives up everything that waits: the connection is gone.
    pub fn cancel(&mut self, now: Now, effects: &mut Effects) {
        for slot in std::mem::take(&mut self.slots) {
            let Slot::Parked { mut request, .. } = slot else { continue };
            let version = request.origin().version;
            let (node, peer, waker) = (&self.node, &self.peer, &self.waker);
            let mut call = Call {
                node,
                peer,
                asked_as: self.listener,
                version,
                client_id: None,
                now,
                waker,
                effects: &mut *effects,
                lost: false,
            };
            request.cancel(&mut call);
        }
        self.parked = 0;
        self.waiting_bytes = 0;
    }

    fn place(&mut self, outcome: Outcome, bytes: usize) -> Result<(), Close> {
        match outcome {
            Outcome::Frame(frame) => self.slots.push_back(Slot::Ready(frame)),
            Outcome::Silent => {}
            Outcome::Close(reason) => return Err(Close(reason)),
            Outcome::Parked(request) => {
                self.parked += 1;
                self.waiting_bytes += bytes;
                self.slots.push_back(Slot::Parked { request, bytes });
            }
        }
        Ok(())
    }
}

impl Session {
    fn answer(&self, frame: Bytes, now: Now, effects: &mut Effects) -> Result<Outcome, Close> {
        let Self { node, listener, peer, waker, .. } = self;
        let mut reader = Reader::new(frame.clone());
        let header =
            decode_request_header(&mut reader).map_err(|error| Close(error.to_string()))?;
        let version = header.request_api_version;
        let served = table::find(header.request_api_key);
        let Some(api) = served.filter(|api| api.key.is_served_on(self.listener)) else {
            let (key, listener) = (header.request_api_key, &peer.listener);
            return Err(Close(format!("API key {key} is not served on listener {listener}")));
        };
        if !api.versions.contains(&version) {
            return unsupported(api, self.listener, version, header.correlation_id);
        }
        let origin = Origin {
            correlation_id: header.correlation_id,
            version,
            client_id: header.client_id.clone(),
        };
        // Only brokers forward: a controller that is not the active one says so.
        let is_forwarded = match listener {
            Listener::Broker => api.place == Place::Controller,
            Listener::Controller => false,
        };
        if is_forwarded && !node.is_active_controller() {
            let forwarded = Forwarded::new(api, &frame, origin, now, node);
            return Ok(Outcome::Parked(Box::new(forwarded)));
        }
        let client_id = header.client_id.as_deref();
        let asked_as = *listener;
        let mut call =
            Call { node, peer, asked_as, version, client_id, now, waker, effects, lost: false };
        (api.dispatch)(&mut call, &mut reader, &origin).map_err(|error| Close(error.to_string()))
    }
}

/// A version that is not served: ApiVersions is answered in version 0 with the versions that are
/// (KIP-511), so that a newer client can step down; for any other API the client ignored what
/// ApiVersions said, and Apache Kafka too closes the connection.
fn unsupported(
    api: &Api,
    listener: Listener,
    version: i16,
    correlation_id: i32,
) -> Result<Outcome, Close> {
    let key = api.key;
    if key != ApiKey::ApiVersions {
        let (least, most) = (api.listed.start(), api.listed.end());
        return Err(Close(format!(
            "{key:?} version {version} is not supported; versions {least} to {most} are"
        )));
    }
    let response = ApiVersionsResponse {
        error_code: ErrorCode::UnsupportedVersion.code(),
        api_keys: table::listed_versions(listener)
            .filter(|api| api.api_key == key as i16)
            .collect(),
        ..Default::default()
    };
    encode_response(&response, key, 0, correlation_id)
        .map(Outcome::Frame)
        .map_err(|error| Close(error.to_string()))
}
