//! The simulated network as the clients that are shipped have it.

use std::{
    io::{Error, ErrorKind},
    sync::Arc,
};

use async_trait::async_trait;
use bytes::Bytes;
use ottla::transport::{
    Address, FrameReceiver, FrameSender, Link, Progress, Transport, TransportError,
};
use ottla_core::protocol::Frame;
use parking_lot::Mutex;
use tokio::sync::mpsc;

use super::exchange::Exchange;
use crate::wire::joined;

/// Of so many writes one has to wait.
const WAITS: u64 = 8;

/// Connects through the simulated network.
#[derive(Clone, Debug)]
pub(super) struct Simulated {
    /// Who connects.
    pub(super) client: String,
    pub(super) exchange: Arc<Mutex<Exchange>>,
}

#[async_trait]
impl Transport for Simulated {
    async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
        let (link, is_open, frames) = self.exchange.lock().connect(&self.client, &address.host);
        let hold = Arc::new(Hold { link, exchange: self.exchange.clone() });
        is_open.await.map_err(|_| Error::from(ErrorKind::ConnectionRefused))?;
        let sender = Box::new(Sender(hold.clone()));
        Ok(Link { sender, receiver: Box::new(Receiver { _hold: hold, frames }) })
    }
}

/// Closes the connection when nobody has it any more.
#[derive(Debug)]
struct Hold {
    link: u64,
    exchange: Arc<Mutex<Exchange>>,
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.exchange.lock().close(self.link);
    }
}

#[derive(Debug)]
struct Sender(Arc<Hold>);

impl Sender {
    fn send_all(&self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        let mut exchange = self.0.exchange.lock();
        for frame in frames.drain(..) {
            if !exchange.send(self.0.link, joined(&frame)) {
                return Err(TransportError::Closed);
            }
        }
        Ok(())
    }
}

#[async_trait]
impl FrameSender for Sender {
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        self.send_all(frames)
    }

    fn send_now(&mut self, frames: &mut Vec<Frame>) -> Result<Progress, TransportError> {
        if self.0.exchange.lock().rng.below(WAITS) == 0 {
            return Ok(Progress::Waiting);
        }
        self.send_all(frames).map(|()| Progress::Done)
    }
}

#[derive(Debug)]
struct Receiver {
    _hold: Arc<Hold>,
    frames: mpsc::UnboundedReceiver<Bytes>,
}

#[async_trait]
impl FrameReceiver for Receiver {
    async fn receive(&mut self) -> Result<Bytes, TransportError> {
        self.frames.recv().await.ok_or(TransportError::Closed)
    }
}
