//! How frames get to a broker and back. Two kinds exist: TCP, and queues to a broker in the same
//! process. Whoever has a third implements [`Transport`].

use std::{fmt, io, sync::Arc};

use async_trait::async_trait;
use bytes::Bytes;
use ottla_core::protocol::{Frame, FrameError};

pub use crate::engine::metadata::Address;

/// Opens connections.
///
/// ```
/// use ottla::transport::{Address, Link, Transport, TransportError};
///
/// /// Another transport, of which it is told where it connects.
/// #[derive(Debug)]
/// struct Told<T>(T);
///
/// #[async_trait::async_trait]
/// impl<T: Transport> Transport for Told<T> {
///     async fn connect(&self, address: &Address) -> Result<Link, TransportError> {
///         println!("connects to {address}");
///         self.0.connect(address).await
///     }
/// }
/// ```
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Opens a connection to a broker. The caller bounds the time.
    ///
    /// # Errors
    /// If there is nobody, or nobody answers.
    async fn connect(&self, address: &Address) -> Result<Link, TransportError>;

    /// Whether addresses are those of ports, which can be asked again what they speak when a connection
    /// fails. Default not.
    fn is_network(&self) -> bool {
        false
    }
}

/// An open connection of a [`Transport`]: one end to send to, one to receive from.
#[derive(Debug)]
pub struct Link {
    /// Where requests go.
    pub sender: Box<dyn FrameSender>,
    /// Where responses come from.
    pub receiver: Box<dyn FrameReceiver>,
}

/// Sends frames over a connection of a [`Transport`].
#[async_trait]
pub trait FrameSender: fmt::Debug + Send {
    /// Sends all of `frames` in order, as one write where that is possible, and leaves it empty.
    ///
    /// # Errors
    /// If the connection is gone.
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError>;

    /// Takes of `frames` what can be sent without waiting. What stays there, and what was taken in part, goes
    /// out with the next [`FrameSender::send`]. Takes nothing unless an implementation does better.
    ///
    /// # Errors
    /// As [`FrameSender::send`].
    fn send_now(&mut self, _frames: &mut Vec<Frame>) -> Result<Progress, TransportError> {
        Ok(Progress::Waiting)
    }
}

/// How far [`FrameSender::send_now`] came on a connection of a [`Transport`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// All frames are sent.
    Done,
    /// Something is left for [`FrameSender::send`].
    Waiting,
}

/// Receives frames from a connection of a [`Transport`].
#[async_trait]
pub trait FrameReceiver: fmt::Debug + Send {
    /// The next frame without its length. Dropping the future loses nothing.
    ///
    /// # Errors
    /// If the connection is gone, or the peer does not send frames.
    async fn receive(&mut self) -> Result<Bytes, TransportError>;
}

/// Why a connection of a [`Transport`] cannot be made or used. New reasons may come.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The operating system said so.
    #[error("{}", described(.0))]
    Io(Arc<io::Error>),
    /// The peer closed the connection.
    #[error("the broker closed the connection")]
    Closed,
    /// No address is known for the name.
    #[error("no address is known for the name '{host}': {reason}")]
    Unresolved {
        /// The name.
        host: String,
        /// What the resolver said.
        reason: String,
    },
    /// TLS did not come about, for what one side shows is not good enough for the other.
    #[error("{0}")]
    Untrusted(String),
    /// The peer does not speak TLS.
    #[error("the peer did not answer with TLS")]
    NotTls,
    /// The peer does not speak Kafka's protocol.
    #[error("{0}")]
    Protocol(#[from] FrameError),
}

impl From<io::Error> for TransportError {
    fn from(error: io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

/// What the operating system says, without its number, for the kinds that everybody meets.
fn described(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused: nothing listens there".to_owned(),
        io::ErrorKind::ConnectionReset => "the broker reset the connection".to_owned(),
        io::ErrorKind::TimedOut => "the host does not answer".to_owned(),
        _ => error.to_string(),
    }
}
