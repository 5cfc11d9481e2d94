//! A network that does what a test wants: it breaks connections before a request is sent or before its answer
//! is read, swallows requests, delays them, and changes answers.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
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
    /// The request is not sent, and the connection stays open: there will be no answer.
    Swallowed,
    /// The request is sent, and its answer and all that follow are not read; the connection stays open.
    Deaf,
    /// The request is sent after this many milliseconds.
    Late(u64),
    /// The connection ends in the middle of the request.
    Torn,
    /// The answer is this instead.
    Answered(Rubbish),
}

/// Answers that no broker gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rubbish {
    /// Bytes from this seed after the answer's number.
    Noise(u64),
    /// The answer without its end.
    CutOff,
    /// The answer with another request's number.
    WrongNumber,
    /// After the header and a time of four bytes, as many answers begin, an array of two billion elements.
    EndlessArray,
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

impl Rubbish {
    fn of(self, frame: Bytes) -> Bytes {
        let mut bytes = BytesMut::from(&frame[..]);
        match self {
            Self::Noise(seed) => {
                let mut rng = fastrand::Rng::with_seed(seed);
                bytes[4..].iter_mut().for_each(|byte| *byte = rng.u8(..));
            }
            Self::CutOff => bytes.truncate(4 + (frame.len() - 4) / 2),
            Self::WrongNumber => bytes[0] ^= 0x40,
            Self::EndlessArray => {
                bytes.truncate(4);
                bytes.extend_from_slice(&[0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x07]);
            }
        }
        bytes.freeze()
    }
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
        let changes = Changes::default();
        Ok(Link {
            sender: Box::new(Sender {
                stream,
                sent: 0,
                last: last.clone(),
                changes: changes.clone(),
                network: self.clone(),
            }),
            receiver: Box::new(Receiver {
                stream: reader,
                buffer: BytesMut::new(),
                decoder: FrameDecoder::new(100 << 20),
                received: 0,
                last,
                changes,
            }),
        })
    }
}

/// What is to become of answers, by their number.
type Changes = Arc<Mutex<BTreeMap<usize, Change>>>;

#[derive(Clone, Copy, Debug)]
enum Change {
    /// It is kept back, and so are all after it.
    Deaf,
    Rubbish(Rubbish),
}

#[derive(Debug)]
struct Sender {
    stream: OwnedWriteHalf,
    sent: usize,
    last: Arc<AtomicUsize>,
    changes: Changes,
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
                Break::Swallowed => continue,
                Break::Deaf => {
                    self.changes.lock().insert(self.sent, Change::Deaf);
                }
                Break::Late(milliseconds) => {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                }
                Break::Torn => {
                    self.stream.write_all(&bytes[..bytes.len() / 2]).await?;
                    return Err(TransportError::Closed);
                }
                Break::Answered(rubbish) => {
                    self.changes.lock().insert(self.sent, Change::Rubbish(rubbish));
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
    changes: Changes,
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
                let change = self.changes.lock().get(&(self.received - 1)).copied();
                return match change {
                    None => Ok(frame),
                    Some(Change::Deaf) => std::future::pending().await,
                    Some(Change::Rubbish(rubbish)) => Ok(rubbish.of(frame)),
                };
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(TransportError::Closed);
            }
        }
    }
}
