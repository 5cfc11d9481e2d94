//! Connections over TCP: vectored writes of whole requests, reads that grow with what arrives.

use std::io::{self, IoSlice};

use async_trait::async_trait;
use bytes::{Buf, Bytes, BytesMut};
use ottla_core::protocol::{Frame, FrameDecoder};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

use super::transport::{Address, FrameReceiver, FrameSender, Link, Transport, TransportError};

/// Largest response that is taken, in bytes: far over what a fetch asks for.
const RESPONSE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Slices that one write takes; Linux takes at most 1024.
const SLICES_PER_WRITE: usize = 64;

/// Plain TCP.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tcp;

#[async_trait]
impl Transport for Tcp {
    async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
        let stream = TcpStream::connect((&*address.host, address.port)).await?;
        // A request must not wait for the answer to the one before it.
        stream.set_nodelay(true)?;
        let (reader, writer) = stream.into_split();
        Ok(Link {
            sender: Box::new(TcpSender { stream: writer, slices: Vec::new() }),
            receiver: Box::new(TcpReceiver {
                stream: reader,
                buffer: BytesMut::new(),
                decoder: FrameDecoder::new(RESPONSE_BYTES_MAX),
            }),
        })
    }
}

#[derive(Debug)]
struct TcpSender {
    stream: OwnedWriteHalf,
    /// Kept for its allocation.
    slices: Vec<Bytes>,
}

#[async_trait]
impl FrameSender for TcpSender {
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        self.slices.clear();
        for slice in frames.drain(..).flat_map(|frame| frame.slices) {
            self.slices.push(slice.read()?);
        }
        let mut first = 0;
        while first < self.slices.len() {
            let mut vectors = [IoSlice::new(&[]); SLICES_PER_WRITE];
            let unsent = &self.slices[first..];
            let count = unsent.len().min(SLICES_PER_WRITE);
            for (vector, slice) in vectors.iter_mut().zip(unsent) {
                *vector = IoSlice::new(slice);
            }
            let mut written = self.stream.write_vectored(&vectors[..count]).await?;
            if written == 0 {
                return Err(io::Error::from(io::ErrorKind::WriteZero).into());
            }
            while first < self.slices.len() && written >= self.slices[first].len() {
                written -= self.slices[first].len();
                first += 1;
            }
            if written > 0 {
                self.slices[first].advance(written);
            }
        }
        Ok(())
    }
}

#[derive(Debug)]
struct TcpReceiver {
    stream: OwnedReadHalf,
    buffer: BytesMut,
    decoder: FrameDecoder,
}

#[async_trait]
impl FrameReceiver for TcpReceiver {
    async fn receive(&mut self) -> Result<Bytes, TransportError> {
        loop {
            if let Some(frame) = self.decoder.next(&mut self.buffer)? {
                return Ok(frame);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(TransportError::Closed);
            }
        }
    }
}
