//! A connection without a socket: frames through two queues, answered by the same session. It
//! works where there are no ports, and costs no system call.

use std::fmt;

use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use ottla_core::{model::LogSlice, protocol::Frame};
use tokio::{
    runtime::Handle,
    sync::{mpsc, watch},
};

use super::{host::Host, wake::ConnectionWake};
use crate::engine::{Close, Effects, Peer, Session};

/// Frames that may wait in each direction; a sender waits beyond.
const FRAMES_QUEUED_MAX: usize = 64;

/// The client's end of a connection into a broker of the same process.
///
/// Frames are whole, without their length prefix. Dropping it closes the connection; the broker's
/// end closes when the broker stops.
#[derive(Debug)]
pub struct InProcessConnection {
    /// Requests to the broker.
    pub requests: mpsc::Sender<Bytes>,
    /// Responses from the broker, in order.
    pub responses: mpsc::Receiver<Bytes>,
}

/// Opens connections into a broker of the same process. It does not keep the broker running: once
/// that has stopped, a connection is closed from the start.
#[derive(Clone)]
pub struct InProcessConnector {
    host: Host,
    listener: ByteString,
    runtime: Handle,
    stop: watch::Receiver<bool>,
}

impl InProcessConnector {
    pub(super) fn new(
        host: Host,
        listener: ByteString,
        runtime: Handle,
        stop: watch::Receiver<bool>,
    ) -> Self {
        Self { host, listener, runtime, stop }
    }

    /// Opens a connection.
    #[must_use]
    pub fn connect(&self) -> InProcessConnection {
        let (client, broker) = pair();
        let (host, listener) = (self.host.clone(), self.listener.clone());
        self.runtime.spawn(serve(host, broker, listener, self.stop.clone()));
        client
    }
}

impl fmt::Debug for InProcessConnector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InProcessConnector").field(self.host.node.identity()).finish()
    }
}

/// The broker's end.
struct BrokerEnd {
    requests: mpsc::Receiver<Bytes>,
    responses: mpsc::Sender<Bytes>,
}

fn pair() -> (InProcessConnection, BrokerEnd) {
    let (request_sender, request_receiver) = mpsc::channel(FRAMES_QUEUED_MAX);
    let (response_sender, response_receiver) = mpsc::channel(FRAMES_QUEUED_MAX);
    (
        InProcessConnection { requests: request_sender, responses: response_receiver },
        BrokerEnd { requests: request_receiver, responses: response_sender },
    )
}

/// Serves a connection until the client drops it or the broker stops.
async fn serve(host: Host, end: BrokerEnd, listener: ByteString, mut stop: watch::Receiver<bool>) {
    let (wake, waker) = ConnectionWake::new();
    let peer = Peer { address: "in-process".into(), listener };
    let mut session = Session::new(host.node.clone(), peer, waker);
    let mut effects = Effects::default();
    let ended = tokio::select! {
        ended = run(&host, end, &mut session, &wake, &mut effects) => ended,
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    };
    session.cancel(host.now(), &mut effects);
    host.carry_out(&mut effects);
    if let Err(reason) = ended {
        tracing::warn!(peer = "in-process", %reason, "connection closed");
    }
}

async fn run(
    host: &Host,
    mut end: BrokerEnd,
    session: &mut Session,
    wake: &ConnectionWake,
    effects: &mut Effects,
) -> Result<(), Close> {
    loop {
        let deadline = session.next_deadline();
        let due = async {
            match deadline {
                Some(deadline) => host.clock.sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            request = end.requests.recv(), if session.accepts_more() => {
                let Some(frame) = request else { return Ok(()) };
                session.receive(frame, host.now(), effects)?;
            }
            () = wake.fired() => session.resume(host.now(), effects)?,
            () = due => session.resume(host.now(), effects)?,
        }
        host.carry_out(effects);
        while let Some(frame) = session.pop_reply() {
            let bytes = join(frame).map_err(|error| Close(error.to_string()))?;
            if end.responses.send(bytes).await.is_err() {
                return Ok(());
            }
        }
    }
}

/// A reply as one piece of memory, without its length prefix.
fn join(frame: Frame) -> std::io::Result<Bytes> {
    const PREFIX: usize = size_of::<i32>();
    if let [LogSlice::Memory(bytes)] = frame.slices.as_slice() {
        return Ok(bytes.slice(PREFIX..));
    }
    let mut joined = BytesMut::with_capacity(frame.len());
    for slice in &frame.slices {
        joined.extend_from_slice(&slice.read()?);
    }
    Ok(joined.freeze().slice(PREFIX..))
}
