//! Connections over TCP, with TLS or without: vectored writes of whole requests, reads that grow with what
//! arrives.

use std::{
    collections::VecDeque,
    io::{self, IoSlice},
    net::SocketAddr,
    time::Duration,
};

use async_trait::async_trait;
use bytes::{Buf, Bytes, BytesMut};
use ottla_core::protocol::{Frame, FrameDecoder};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpSocket, TcpStream, tcp::OwnedWriteHalf},
};

use super::{
    tls::{self, Tls},
    transport::{Address, FrameReceiver, FrameSender, Link, Progress, Transport, TransportError},
};
use crate::{Error, ErrorKind, Result as OttlaResult, options::ClientOptions};

/// Largest response that is taken, in bytes: far over what a fetch asks for.
const RESPONSE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Room for what is read next, in bytes; a large answer asks for its own.
const READ_BYTES_MIN: usize = 8 * 1024;
/// Slices that one write takes; Linux takes at most 1024.
const SLICES_PER_WRITE: usize = 64;

/// TCP, with TLS if it is said.
#[derive(Clone, Debug)]
pub(crate) struct Tcp {
    tls: Option<Tls>,
    patience: Duration,
    /// As the options say: -1 for what the operating system takes.
    send_buffer: i32,
    receive_buffer: i32,
}

impl Tcp {
    /// Reads files with certificates, and those of the operating system, where nobody waits for it.
    ///
    /// # Errors
    /// `InvalidInput` for certificates and keys that cannot be read.
    pub(crate) async fn prepared(options: &ClientOptions) -> OttlaResult<Self> {
        if !options.security_protocol.has_tls() {
            return Self::new(options);
        }
        let options = options.clone();
        let reading = tokio::task::spawn_blocking(move || Self::new(&options));
        reading.await.unwrap_or_else(|error| {
            let message = "the runtime is shutting down";
            Err(Error::new(ErrorKind::Closed, "connect", message).caused_by(error))
        })
    }

    fn new(options: &ClientOptions) -> OttlaResult<Self> {
        let tls = options.security_protocol.has_tls().then(|| Tls::new(options)).transpose()?;
        Ok(Self {
            tls,
            patience: options.connect_timeout,
            send_buffer: options.send_buffer,
            receive_buffer: options.receive_buffer,
        })
    }

    /// Connects to the first address of the name that lets it.
    async fn dial(&self, address: &Address) -> Result<TcpStream, TransportError> {
        let unresolved = |reason: &dyn std::fmt::Display| TransportError::Unresolved {
            host: address.host.to_string(),
            reason: reason.to_string(),
        };
        let found = tokio::net::lookup_host((&*address.host, address.port)).await;
        let found: Vec<SocketAddr> = found.map_err(|error| unresolved(&error))?.collect();
        // One that swallows everything must leave time for the others.
        let patience = self.patience / u32::try_from(found.len().max(1)).unwrap_or(u32::MAX);
        let mut failure = None;
        for address in found {
            match tokio::time::timeout(patience, self.open(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => failure = Some(error),
                Err(_) => failure = Some(io::ErrorKind::TimedOut.into()),
            }
        }
        Err(failure.map_or_else(|| unresolved(&"the answer is empty"), TransportError::from))
    }

    async fn open(&self, address: SocketAddr) -> io::Result<TcpStream> {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        if let Ok(bytes @ 1..) = u32::try_from(self.send_buffer) {
            socket.set_send_buffer_size(bytes)?;
        }
        if let Ok(bytes @ 1..) = u32::try_from(self.receive_buffer) {
            socket.set_recv_buffer_size(bytes)?;
        }
        let stream = socket.connect(address).await?;
        // A request must not wait for the answer to the one before it.
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

#[async_trait]
impl Transport for Tcp {
    async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
        let stream = self.dial(address).await?;
        Ok(match &self.tls {
            None => {
                let (reader, writer) = stream.into_split();
                link(reader, writer)
            }
            Some(tls) => {
                let stream = tls.connect(&address.host, stream).await?;
                let (reader, writer) = tokio::io::split(stream);
                link(reader, writer)
            }
        })
    }

    fn is_network(&self) -> bool {
        true
    }
}

fn link<R, W>(reader: R, writer: W) -> Link
where
    R: AsyncRead + Unpin + Send + std::fmt::Debug + 'static,
    W: WriteHalf,
{
    Link {
        sender: Box::new(TcpSender { stream: writer, slices: VecDeque::new() }),
        receiver: Box::new(TcpReceiver {
            stream: reader,
            buffer: BytesMut::new(),
            decoder: FrameDecoder::new(RESPONSE_BYTES_MAX),
        }),
    }
}

#[derive(Debug)]
struct TcpSender<W> {
    stream: W,
    /// What is not sent yet, the first slice perhaps in part.
    slices: VecDeque<Bytes>,
}

impl<W> TcpSender<W> {
    fn take(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        for slice in frames.drain(..).flat_map(|frame| frame.slices) {
            self.slices.push_back(slice.read()?);
        }
        Ok(())
    }

    /// Lets go of what was written: it would stay in memory until the next request.
    fn written(&mut self, mut bytes: usize) -> Result<(), TransportError> {
        if bytes == 0 {
            return Err(io::Error::from(io::ErrorKind::WriteZero).into());
        }
        while let Some(first) = self.slices.front_mut() {
            if bytes < first.len() {
                first.advance(bytes);
                break;
            }
            bytes -= first.len();
            self.slices.pop_front();
        }
        Ok(())
    }
}

#[async_trait]
impl<W: WriteHalf> FrameSender for TcpSender<W> {
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        self.take(frames)?;
        while !self.slices.is_empty() {
            let (vectors, count) = vectors(&self.slices);
            let written = self.stream.write_vectored(&vectors[..count]).await;
            self.written(written.map_err(tls::explained)?)?;
        }
        // TLS keeps back what the socket does not take at once.
        self.stream.flush().await.map_err(tls::explained)
    }

    fn send_now(&mut self, frames: &mut Vec<Frame>) -> Result<Progress, TransportError> {
        self.take(frames)?;
        while !self.slices.is_empty() {
            let (vectors, count) = vectors(&self.slices);
            match self.stream.write_now(&vectors[..count]) {
                Ok(bytes) => self.written(bytes)?,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return Ok(Progress::Waiting);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Progress::Done)
    }
}

/// What goes into one write.
fn vectors(slices: &VecDeque<Bytes>) -> ([IoSlice<'_>; SLICES_PER_WRITE], usize) {
    let mut vectors = [IoSlice::new(&[]); SLICES_PER_WRITE];
    for (vector, slice) in vectors.iter_mut().zip(slices) {
        *vector = IoSlice::new(slice);
    }
    (vectors, slices.len().min(SLICES_PER_WRITE))
}

/// The writing side of a stream.
trait WriteHalf: AsyncWrite + Unpin + Send + std::fmt::Debug + 'static {
    /// Writes what needs no waiting.
    ///
    /// # Errors
    /// `WouldBlock` if nothing does.
    fn write_now(&self, slices: &[IoSlice<'_>]) -> io::Result<usize>;
}

impl WriteHalf for OwnedWriteHalf {
    fn write_now(&self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        self.try_write_vectored(slices)
    }
}

impl<S> WriteHalf for tokio::io::WriteHalf<S>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug + 'static,
{
    /// Of TLS it is not known what it would have to wait for.
    fn write_now(&self, _: &[IoSlice<'_>]) -> io::Result<usize> {
        Err(io::ErrorKind::WouldBlock.into())
    }
}

#[derive(Debug)]
struct TcpReceiver<R> {
    stream: R,
    buffer: BytesMut,
    decoder: FrameDecoder,
}

#[async_trait]
impl<R: AsyncRead + Unpin + Send + std::fmt::Debug> FrameReceiver for TcpReceiver<R> {
    async fn receive(&mut self) -> Result<Bytes, TransportError> {
        loop {
            if let Some(frame) = self.decoder.next(&mut self.buffer)? {
                return Ok(frame);
            }
            if self.buffer.is_empty() {
                // A small answer comes in one read, which is seen to be the last for now.
                self.buffer.reserve(READ_BYTES_MIN);
            }
            match self.stream.read_buf(&mut self.buffer).await {
                Ok(0) => return Err(TransportError::Closed),
                Ok(_) => {}
                // Over TLS a peer that goes without a word is an error.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return Err(TransportError::Closed);
                }
                Err(error) => return Err(tls::explained(error)),
            }
        }
    }
}
