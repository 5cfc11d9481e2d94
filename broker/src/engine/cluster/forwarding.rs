//! Requests that only the active controller may answer (KIP-590). A broker that is not it wraps them in
//! an Envelope, and relays what the controller says. While there is no controller, or it moves, the
//! request is sent again until its time is over.

use core::net::IpAddr;
use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, LogSlice, Moment, NodeId, Now},
    protocol::{
        Frame,
        codec::{Listener, Reader},
        consumer_protocol, decode_request_header,
        messages::{DefaultPrincipalData, EnvelopeRequest, EnvelopeResponse},
    },
};

use super::outgoing::{Destination, Lane, Sending, Slot};
use crate::engine::{
    call::{Call, Peer},
    handler::{Api, Origin, Outcome, ParkedRequest},
    node::Node,
    quorum_settings::ControllerAddress,
};

/// Time between two attempts.
const RETRY_BACKOFF: Duration = Duration::from_millis(50);
/// Version of the Envelope.
const ENVELOPE_VERSION: i16 = 0;

/// Who is the active controller, as far as this node knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct ControllerLink {
    /// The node.
    pub(in crate::engine) leader: Option<NodeId>,
    /// Where it listens for brokers.
    pub(in crate::engine) address: Option<ControllerAddress>,
    /// Whether it is this node, and ready to decide.
    pub(in crate::engine) is_here: bool,
}

impl Node {
    /// Whether this node is the active controller.
    pub(in crate::engine) fn is_active_controller(&self) -> bool {
        self.cluster.controller.load().is_here
    }

    /// The sentence that goes with a refusal of the controller.
    pub(in crate::engine) fn refusal_of(&self, code: ErrorCode) -> Cow<'static, str> {
        if code != ErrorCode::NotController {
            return code.message().into();
        }
        match self.cluster.controller.load().leader {
            Some(leader) => format!("The active controller appears to be node {leader}.").into(),
            None => "No controller appears to be active.".into(),
        }
    }

    /// Where the active controller is asked, if it is known and another node.
    pub(in crate::engine) fn controller_destination(&self, lane: Lane) -> Option<Destination> {
        let link = self.cluster.controller.load();
        if link.is_here || link.leader == Some(self.identity.node_id) {
            return None;
        }
        let address = link.address.clone()?;
        Some(Destination { host: address.host, port: address.port, lane })
    }
}

/// A request on its way to the controller.
pub(in crate::engine) struct Forwarded {
    api: &'static Api,
    frame: Bytes,
    origin: Origin,
    deadline: Moment,
    state: State,
}

enum State {
    /// It is to be sent at this moment.
    Due(Moment),
    Asked(Slot<EnvelopeResponse>),
    /// The controller came to this node meanwhile.
    Here(Box<dyn ParkedRequest>),
}

impl Forwarded {
    /// A request as the client sent it.
    pub(in crate::engine) fn new(
        api: &'static Api,
        frame: &Bytes,
        origin: Origin,
        now: Now,
        node: &Node,
    ) -> Self {
        Self {
            api,
            // The frame is a slice of the connection's buffer, and this may take a while.
            frame: Bytes::copy_from_slice(frame),
            origin,
            deadline: now.monotonic + node.settings().request_timeout,
            state: State::Due(now.monotonic),
        }
    }

    fn go_on(&mut self, call: &mut Call<'_>) -> Option<Outcome> {
        loop {
            match &mut self.state {
                State::Here(request) => return request.poll(call),
                State::Due(_) if call.node.is_active_controller() => match self.answer_here(call) {
                    Outcome::Parked(request) => self.state = State::Here(request),
                    outcome => return Some(outcome),
                },
                State::Due(moment) => {
                    if call.now.monotonic < *moment {
                        return None;
                    }
                    let Some(answer) = self.ask(call) else {
                        self.state = State::Due(call.now.monotonic + RETRY_BACKOFF);
                        return None;
                    };
                    self.state = State::Asked(answer);
                    return None;
                }
                State::Asked(answer) => {
                    let answered = answer.take()?;
                    match answered {
                        Ok(response) if response.error_code == ErrorCode::None.code() => {
                            return Some(relayed(response.response_data.unwrap_or_default()));
                        }
                        Ok(response) if response.error_code != ErrorCode::NotController.code() => {
                            let code = response.error_code;
                            return Some(Outcome::Close(format!(
                                "the controller refused to have a request forwarded: error {code}"
                            )));
                        }
                        Ok(_) | Err(_) => {
                            self.state = State::Due(call.now.monotonic + RETRY_BACKOFF);
                        }
                    }
                }
            }
        }
    }

    fn answer_here(&self, call: &mut Call<'_>) -> Outcome {
        let mut reader = Reader::new(self.frame.clone());
        let asked_as = Listener::Controller;
        let mut call = Call { asked_as, effects: &mut *call.effects, ..*call };
        let answered = decode_request_header(&mut reader)
            .and_then(|_| (self.api.dispatch)(&mut call, &mut reader, &self.origin));
        answered.unwrap_or_else(|error| Outcome::Close(error.to_string()))
    }

    fn ask(&self, call: &mut Call<'_>) -> Option<Slot<EnvelopeResponse>> {
        let node = call.node.clone();
        let to = node.controller_destination(Lane::Forwarded)?;
        let envelope = EnvelopeRequest {
            request_data: self.frame.clone(),
            request_principal: Some(principal()),
            client_host_address: client_address(call.peer),
            ..Default::default()
        };
        let patience = self.deadline.since(call.now.monotonic);
        let sending = Sending { to, version: ENVELOPE_VERSION, patience };
        Some(node.send_for(&envelope, sending, call.waker, call.now, call.effects))
    }
}

impl ParkedRequest for Forwarded {
    fn poll(&mut self, call: &mut Call<'_>) -> Option<Outcome> {
        if let Some(outcome) = self.go_on(call) {
            return Some(outcome);
        }
        let waits = !matches!(self.state, State::Here(_));
        (waits && call.now.monotonic >= self.deadline).then(|| {
            Outcome::Close("no controller has answered a forwarded request in time: does the metadata quorum have a majority? (see `ottla cluster status`)".into())
        })
    }

    fn deadline(&self) -> Option<Moment> {
        match &self.state {
            State::Here(request) => request.deadline(),
            State::Due(moment) => Some(*moment),
            State::Asked(_) => Some(self.deadline),
        }
    }

    fn cancel(&mut self, call: &mut Call<'_>) {
        if let State::Here(request) = &mut self.state {
            request.cancel(call);
        }
    }

    fn holds_up(&self) -> bool {
        false
    }

    fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// An answer, header included, as a frame.
fn relayed(answer: Bytes) -> Outcome {
    let length = i32::try_from(answer.len()).unwrap_or(i32::MAX);
    let prefix = Bytes::copy_from_slice(&length.to_be_bytes());
    Outcome::Frame(Frame { slices: vec![LogSlice::Memory(prefix), LogSlice::Memory(answer)] })
}

/// The principal of a client that did not say who it is.
fn principal() -> Bytes {
    let data = DefaultPrincipalData {
        r#type: "User".into(),
        name: "ANONYMOUS".into(),
        ..Default::default()
    };
    consumer_protocol::encode(&data, 0).unwrap_or_default()
}

fn client_address(peer: &Peer) -> Bytes {
    let address = peer.address.parse::<core::net::SocketAddr>().map(|address| address.ip());
    match address.unwrap_or(IpAddr::from([127, 0, 0, 1])) {
        IpAddr::V4(address) => Bytes::copy_from_slice(&address.octets()),
        IpAddr::V6(address) => Bytes::copy_from_slice(&address.octets()),
    }
}
