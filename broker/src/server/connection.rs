//! One client's connection: one task that reads, answers and writes. A request is answered by the
//! task that read it; nothing is handed to another task on the way.

use std::{io, time::Duration};

use bytes::BytesMut;
use futures::{FutureExt, future::BoxFuture};
use ottla_core::{
    model::Moment,
    protocol::{FrameDecoder, FrameError},
};
use tokio::{io::AsyncReadExt, net::TcpStream, sync::watch};

use super::{host::Host, output::Output, wake::ConnectionWake};
use crate::engine::{Close, Effects, Peer, Session};

/// A buffer that has grown beyond this for one large request is given back.
const BUFFER_KEPT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Why a connection ended before its client closed it.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Frame(#[from] FrameError),
    #[error(transparent)]
    Close(#[from] Close),
}

/// Serves a connection until it ends or the broker stops.
pub(super) async fn serve(
    host: Host,
    stream: TcpStream,
    peer: Peer,
    mut stop: watch::Receiver<bool>,
) {
    let address = peer.address.clone();
    let mut connection = Connection::new(host, stream, peer);
    let ended = tokio::select! {
        ended = connection.run() => ended,
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    };
    connection.session.cancel(connection.host.now(), &mut connection.effects);
    connection.host.carry_out(&mut connection.effects);
    match ended {
        Ok(()) => {}
        Err(Ended::Io(error)) => tracing::debug!(peer = %address, %error, "connection lost"),
        Err(ended) => tracing::warn!(peer = %address, reason = %ended, "connection closed"),
    }
}

struct Connection {
    host: Host,
    stream: TcpStream,
    session: Session,
    wake: std::sync::Arc<ConnectionWake>,
    decoder: FrameDecoder,
    input: BytesMut,
    output: Output,
    effects: Effects,
    idle_max: Option<Duration>,
    last_active: Moment,
    /// Goes off at the deadline or before: a deadline that moves away, as with every request, is not
    /// worth a new one.
    timer: Option<(Moment, BoxFuture<'static, ()>)>,
}

enum Event {
    Readable,
    Writable,
    Woken,
    Due,
}

impl Connection {
    fn new(host: Host, stream: TcpStream, peer: Peer) -> Self {
        let (wake, waker) = ConnectionWake::new();
        let settings = host.node.settings();
        Self {
            decoder: FrameDecoder::new(settings.request_bytes_max),
            idle_max: settings.idle_max,
            last_active: host.now().monotonic,
            session: Session::new(host.node.clone(), peer, waker),
            host,
            stream,
            wake,
            input: BytesMut::new(),
            output: Output::default(),
            effects: Effects::default(),
            timer: None,
        }
    }

    async fn run(&mut self) -> Result<(), Ended> {
        loop {
            match self.next_event().await? {
                Event::Readable => {
                    if !self.read()? {
                        return Ok(());
                    }
                }
                Event::Writable => {}
                Event::Woken | Event::Due => {
                    let now = self.host.now();
                    if self.is_idle(now.monotonic) {
                        return Ok(());
                    }
                    self.session.resume(now, &mut self.effects)?;
                    // Requests that were read and could not be taken while too many were parked.
                    self.take_frames()?;
                }
            }
            self.host.carry_out(&mut self.effects);
            while let Some(frame) = self.session.pop_reply() {
                self.output.push(frame);
            }
            self.output.send(&self.stream)?;
        }
    }

    async fn next_event(&mut self) -> io::Result<Event> {
        // Without room for replies there is no reading on: back-pressure is the socket's.
        let reads = self.output.is_empty() && self.session.accepts_more();
        if let Some(deadline) = self.deadline()
            && self.timer.as_ref().is_none_or(|(moment, _)| deadline < *moment)
        {
            self.timer = Some((deadline, self.host.clock.sleep_until(deadline)));
        }
        let due = async {
            match &mut self.timer {
                Some((_, timer)) => timer.await,
                None => std::future::pending().await,
            }
            self.timer = None;
        };
        tokio::select! {
            biased;
            ready = self.stream.readable(), if reads => ready.map(|()| Event::Readable),
            ready = self.stream.writable(), if !self.output.is_empty() => {
                ready.map(|()| Event::Writable)
            }
            () = self.wake.fired() => Ok(Event::Woken),
            () = due => Ok(Event::Due),
        }
    }

    /// Reads what is there and answers every whole request in it. False at the stream's end.
    fn read(&mut self) -> Result<bool, Ended> {
        loop {
            if self.input.capacity() == self.input.len() {
                self.input.reserve(16 * 1024);
            }
            let room = self.input.capacity() - self.input.len();
            // Not `try_read_buf`: a read that leaves room is known to have emptied the socket this way,
            // and the wait for the next bytes needs no second read that finds none.
            let Some(read) = self.stream.read_buf(&mut self.input).now_or_never() else {
                return Ok(true);
            };
            match read {
                Ok(0) => return Ok(false),
                Ok(count) => {
                    self.take_frames()?;
                    // A read that did not fill the buffer has emptied the socket.
                    if count < room || !self.session.accepts_more() {
                        return Ok(true);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn take_frames(&mut self) -> Result<(), Ended> {
        let now = self.host.now();
        while self.session.accepts_more() {
            let Some(frame) = self.decoder.next(&mut self.input)? else { break };
            self.last_active = now.monotonic;
            self.session.receive(frame, now, &mut self.effects)?;
        }
        if self.input.is_empty() && self.input.capacity() > BUFFER_KEPT_BYTES_MAX {
            self.input = BytesMut::new();
        }
        Ok(())
    }

    fn deadline(&self) -> Option<Moment> {
        let idle = self.idle_max.map(|idle_max| self.last_active + idle_max);
        match (self.session.next_deadline(), idle) {
            (Some(parked), _) => Some(parked),
            (None, idle) => idle,
        }
    }

    fn is_idle(&self, now: Moment) -> bool {
        let idle = self.idle_max.is_some_and(|idle_max| now.since(self.last_active) >= idle_max);
        idle && !self.session.is_waiting() && self.output.is_empty()
    }
}
