//! A network that breaks connections where a test wants it: before a request is sent, or after it was
//! carried out and before its answer is read.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::{Bytes, BytesMut};
use ottla::transport::{Address, FrameReceiver, FrameSender, Link, Transport, TransportError};
use ottla_core::protocol::{ApiKey, Frame, FrameDecoder};
use parking_lot::Mutex;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

/// Where a connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    Nowhere,
    BeforeRequest,
    BeforeAnswer,
}

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub key: ApiKey,
    /// Where to.
    #[allow(dead_code, reason = "tests of one broker know")]
    pub port: u16,
    /// Header and body.
    pub bytes: Bytes,
}

type Rule = Box<dyn Fn(ApiKey) -> Break + Send + Sync>;

/// TCP that breaks as a rule says.
#[derive(Clone)]
pub struct Flaky {
    bootstrap: String,
    rule: Arc<Mutex<Rule>>,
    broken: Arc<AtomicUsize>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl fmt::Debug for Flaky {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flaky({})", self.bootstrap)
    }
}

impl Flaky {
    pub fn new(bootstrap: &str) -> Self {
        let rule: Rule = Box::new(|_| Break::Nowhere);
        Self {
            bootstrap: bootstrap.into(),
            rule: Arc::new(Mutex::new(rule)),
            broken: Arc::default(),
            sent: Arc::default(),
        }
    }

    /// Requests of this API that were sent since the last call.
    pub fn take_sent(&self, key: ApiKey) -> Vec<Sent> {
        let sent = std::mem::take(&mut *self.sent.lock());
        sent.into_iter().filter(|sent| sent.key == key).collect()
    }

    pub fn set(&self, rule: impl Fn(ApiKey) -> Break + Send + Sync + 'static) {
        *self.rule.lock() = Box::new(rule);
    }

    pub fn heal(&self) {
        self.set(|_| Break::Nowhere);
    }

    /// How many connections were broken.
    pub fn broken(&self) -> usize {
        self.broken.load(Ordering::Relaxed)
    }
}

#[async_trait::async_trait]
impl Transport for Flaky {
    async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
        let address = match &*address.host {
            "in-process" => self.bootstrap.clone(),
            _ => address.to_string(),
        };
        let (reader, stream) = TcpStream::connect(&address).await?.into_split();
        // Number of the answer that does not arrive.
        let last = Arc::new(AtomicUsize::new(usize::MAX));
        Ok(Link {
            sender: Box::new(Sender { stream, sent: 0, last: last.clone(), network: self.clone() }),
            receiver: Box::new(Receiver {
                stream: reader,
                buffer: BytesMut::new(),
                decoder: FrameDecoder::new(100 << 20),
                received: 0,
                last,
            }),
        })
    }
}

#[derive(Debug)]
struct Sender {
    stream: OwnedWriteHalf,
    sent: usize,
    last: Arc<AtomicUsize>,
    network: Flaky,
}

#[async_trait::async_trait]
impl FrameSender for Sender {
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        for frame in frames.drain(..) {
            let mut bytes = Vec::new();
            for slice in frame.slices {
                bytes.extend_from_slice(&slice.read()?);
            }
            let key = ApiKey::from_code(i16::from_be_bytes([bytes[4], bytes[5]])).unwrap();
            let request = Bytes::copy_from_slice(&bytes[4..]);
            let port = self.stream.peer_addr().map_or(0, |address| address.port());
            self.network.sent.lock().push(Sent { key, port, bytes: request });
            let place = (self.network.rule.lock())(key);
            if place != Break::Nowhere {
                self.network.broken.fetch_add(1, Ordering::Relaxed);
            }
            match place {
                Break::BeforeRequest => return Err(TransportError::Closed),
                Break::BeforeAnswer => {
                    self.last.fetch_min(self.sent, Ordering::Relaxed);
                }
                Break::Nowhere => {}
            }
            self.stream.write_all(&bytes).await?;
            self.sent += 1;
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Receiver {
    stream: OwnedReadHalf,
    buffer: BytesMut,
    decoder: FrameDecoder,
    received: usize,
    last: Arc<AtomicUsize>,
}

#[async_trait::async_trait]
impl FrameReceiver for Receiver {
    async fn receive(&mut self) -> Result<Bytes, TransportError> {
        loop {
            if let Some(frame) = self.decoder.next(&mut self.buffer)? {
                self.received += 1;
                if self.received > self.last.load(Ordering::Relaxed) {
                    return Err(TransportError::Closed);
                }
                return Ok(frame);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(TransportError::Closed);
            }
        }
    }
}
