//! Connections of this node to others. Each is a task that writes requests, reads answers in their order,
//! and calls whoever has asked where the answer was read, so that a follower appends and asks on
//! without another hop.

use std::{
    collections::{HashMap, VecDeque},
    io,
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use ottla_core::{
    model::{Moment, Now},
    protocol::{FrameDecoder, FrameError},
};
use parking_lot::Mutex;
use tokio::{net::TcpStream, runtime::Handle, sync::mpsc};

use super::{host::Host, output::Output};
use crate::engine::{Destination, Effects, Outgoing, Unanswered};

/// A connection that nobody has asked anything for so long is closed.
const IDLE_MAX: Duration = Duration::from_secs(9 * 60);
/// How long a connection may take to open, if the request has more time.
const CONNECT_PATIENCE: Duration = Duration::from_secs(2);
/// A buffer that has grown beyond this for one large answer is given back.
const BUFFER_KEPT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The connections to other nodes.
#[derive(Debug)]
pub(super) struct Peers {
    runtime: Handle,
    lanes: Mutex<HashMap<Destination, mpsc::UnboundedSender<Outgoing>>>,
}

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error(transparent)]
    Frame(#[from] FrameError),
    #[error("there was no answer in time")]
    TimedOut,
    #[error("it answered what was not asked")]
    Unasked,
}

impl From<&Ended> for Unanswered {
    fn from(ended: &Ended) -> Self {
        match ended {
            Ended::TimedOut => Self::TimedOut,
            Ended::Io(_) | Ended::Frame(_) | Ended::Unasked => Self::Unreachable(ended.to_string()),
        }
    }
}

impl Peers {
    pub(super) fn new(runtime: Handle) -> Self {
        Self { runtime, lanes: Mutex::default() }
    }

    /// Sends a request, on a connection that is opened if there is none. How many wait is bounded by
    /// whoever asks.
    pub(super) fn send(&self, host: &Host, outgoing: Outgoing) {
        let mut lanes = self.lanes.lock();
        let outgoing = match lanes.get(&outgoing.to) {
            None => outgoing,
            Some(lane) => match lane.send(outgoing) {
                Ok(()) => return,
                Err(closed) => closed.0,
            },
        };
        let to = outgoing.to.clone();
        let (lane, requests) = mpsc::unbounded_channel();
        // The receiver is right here.
        let _ = lane.send(outgoing);
        lanes.insert(to.clone(), lane);
        self.runtime.spawn(Peer::new(host.clone(), to, requests).run());
    }
}

struct Peer {
    host: Host,
    to: Destination,
    requests: mpsc::UnboundedReceiver<Outgoing>,
    asked: VecDeque<Outgoing>,
    effects: Effects,
}

impl Peer {
    fn new(host: Host, to: Destination, requests: mpsc::UnboundedReceiver<Outgoing>) -> Self {
        Self { host, to, requests, asked: VecDeque::new(), effects: Effects::default() }
    }

    /// Runs until nobody asks anything for long, or the broker stops.
    async fn run(mut self) {
        loop {
            let idle = self.host.clock.sleep_until(self.host.now().monotonic + IDLE_MAX);
            tokio::select! {
                request = self.requests.recv() => match request {
                    Some(request) => self.asked.push_back(request),
                    None => return,
                },
                () = idle => {
                    // Whoever asks from now on opens another one.
                    self.requests.close();
                    if self.requests.is_empty() {
                        return;
                    }
                }
            }
            let ended = match self.connect().await {
                Ok(stream) => self.converse(&stream).await,
                Err(error) => Err(Ended::Io(error)),
            };
            if let Err(ended) = ended {
                tracing::debug!(peer = %self.to, lane = ?self.to.lane, %ended, "no connection to another node");
                self.fail(&ended);
            }
        }
    }

    async fn connect(&mut self) -> io::Result<TcpStream> {
        let now = self.host.now().monotonic;
        let asked = self.first_deadline().unwrap_or(now);
        let late = self.host.clock.sleep_until(asked.min(now + CONNECT_PATIENCE));
        let (host, port) = (self.to.host.clone(), self.to.port);
        let stream = tokio::select! {
            stream = TcpStream::connect((&*host, port)) => stream?,
            () = late => return Err(io::ErrorKind::TimedOut.into()),
        };
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// When the first of those who wait gives up: answers come in order, so nobody behind it is better off.
    fn first_deadline(&self) -> Option<Moment> {
        self.asked.iter().map(|request| request.deadline).min()
    }

    /// Asks and hears, until the connection ends. `Ok` if the other side has closed it while nothing was
    /// asked.
    async fn converse(&mut self, stream: &TcpStream) -> Result<(), Ended> {
        let mut output = Output::default();
        let mut input = BytesMut::new();
        let mut decoder = FrameDecoder::new(self.host.node.settings().request_bytes_max);
        for request in &mut self.asked {
            output.push(std::mem::take(&mut request.frame));
        }
        loop {
            output.send(stream)?;
            let now = self.host.now().monotonic;
            let deadline = self.first_deadline().unwrap_or(now + IDLE_MAX);
            let due = self.host.clock.sleep_until(deadline);
            tokio::select! {
                biased;
                ready = stream.readable() => {
                    ready?;
                    if !self.read(stream, &mut input, &mut decoder)? {
                        return if self.asked.is_empty() {
                            Ok(())
                        } else {
                            Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
                        };
                    }
                }
                request = self.requests.recv() => {
                    let Some(mut request) = request else { return Ok(()) };
                    output.push(std::mem::take(&mut request.frame));
                    self.asked.push_back(request);
                    while let Ok(mut request) = self.requests.try_recv() {
                        output.push(std::mem::take(&mut request.frame));
                        self.asked.push_back(request);
                    }
                }
                ready = stream.writable(), if !output.is_empty() => ready?,
                () = due => {
                    return if self.asked.is_empty() { Ok(()) } else { Err(Ended::TimedOut) };
                }
            }
        }
    }

    /// Reads what is there, and hands over every whole answer in it. False at the stream's end.
    fn read(
        &mut self,
        mut stream: &TcpStream,
        input: &mut BytesMut,
        decoder: &mut FrameDecoder,
    ) -> Result<bool, Ended> {
        loop {
            if input.capacity() == input.len() {
                input.reserve(16 * 1024);
            }
            let room = input.capacity() - input.len();
            let Some(read) = read_some(&mut stream, input) else { return Ok(true) };
            match read {
                Ok(0) => return Ok(false),
                Ok(count) => {
                    let now = self.host.now();
                    while let Some(frame) = decoder.next(input)? {
                        let request = self.asked.pop_front().ok_or(Ended::Unasked)?;
                        self.answer(request, Ok(frame), now);
                    }
                    if input.is_empty() && input.capacity() > BUFFER_KEPT_BYTES_MAX {
                        *input = BytesMut::new();
                    }
                    if count < room {
                        return Ok(true);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn answer(&mut self, request: Outgoing, answer: Result<Bytes, Unanswered>, now: Now) {
        (request.then)(&self.host.node, answer, now, &mut self.effects);
        self.host.carry_out(&mut self.effects);
    }

    /// Nobody who has asked gets an answer.
    fn fail(&mut self, ended: &Ended) {
        while let Ok(request) = self.requests.try_recv() {
            self.asked.push_back(request);
        }
        let now = self.host.now();
        while let Some(request) = self.asked.pop_front() {
            self.answer(request, Err(ended.into()), now);
        }
    }
}

fn read_some(stream: &mut &TcpStream, input: &mut BytesMut) -> Option<io::Result<usize>> {
    match stream.try_read_buf(input) {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        read => Some(read),
    }
}
