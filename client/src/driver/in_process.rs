//! Connections to a broker in the same process: two queues of frames, no socket. The same frames
//! and the same code as over TCP, from the length field on.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use ottla_core::protocol::Frame;
use tokio::sync::mpsc::{self, error::TrySendError};

use super::transport::{
    Address, FrameReceiver, FrameSender, Link, Progress, Transport, TransportError,
};

/// Frames that wait in a queue before the sender has to.
pub const QUEUED_FRAMES_MAX: usize = 64;

/// A broker that lives in this process.
///
/// ```
/// # #[cfg(feature = "broker")]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::sync::Arc;
///
/// use bytes::Bytes;
/// use ottla::{
///     Client, ClientOptions,
///     broker::{Broker, BrokerOptions, InProcessConnector},
///     in_process::{InProcess, InProcessBroker},
///     transport::TransportError,
/// };
/// use tokio::sync::mpsc::{Receiver, Sender};
///
/// #[derive(Debug)]
/// struct Local(InProcessConnector);
///
/// impl InProcessBroker for Local {
///     fn connect(&self) -> Result<(Sender<Bytes>, Receiver<Bytes>), TransportError> {
///         let connection = self.0.connect();
///         Ok((connection.requests, connection.responses))
///     }
/// }
///
/// let broker = Broker::start(BrokerOptions::default())?;
/// let transport = InProcess::new(Arc::new(Local(broker.connector())));
/// let client = Client::with_transport(Arc::new(transport), ClientOptions::default()).await?;
/// assert_eq!(client.admin().describe_cluster().await?.brokers.len(), 1);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "broker"))]
/// # fn main() {}
/// ```
pub trait InProcessBroker: fmt::Debug + Send + Sync + 'static {
    /// A new connection: requests go in, responses come out, both without their length field.
    ///
    /// # Errors
    /// If the broker has stopped.
    fn connect(&self) -> Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError>;
}

/// Connects to one [`InProcessBroker`], whatever address is asked for.
#[derive(Clone, Debug)]
pub struct InProcess {
    broker: Arc<dyn InProcessBroker>,
}

impl InProcess {
    /// Connections to this broker.
    #[must_use]
    pub fn new(broker: Arc<dyn InProcessBroker>) -> Self {
        Self { broker }
    }
}

#[async_trait]
impl Transport for InProcess {
    async fn connect(&self, _: &Address) -> Result<Link, TransportError> {
        let (requests, responses) = self.broker.connect()?;
        Ok(Link {
            sender: Box::new(QueueSender { requests }),
            receiver: Box::new(QueueReceiver { responses }),
        })
    }
}

#[derive(Debug)]
struct QueueSender {
    requests: mpsc::Sender<Bytes>,
}

#[async_trait]
impl FrameSender for QueueSender {
    async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
        for frame in frames.drain(..) {
            let request = without_length(frame)?;
            self.requests.send(request).await.map_err(|_| TransportError::Closed)?;
        }
        Ok(())
    }

    fn send_now(&mut self, frames: &mut Vec<Frame>) -> Result<Progress, TransportError> {
        while !frames.is_empty() {
            let place = match self.requests.try_reserve() {
                Ok(place) => place,
                Err(TrySendError::Full(())) => return Ok(Progress::Waiting),
                Err(TrySendError::Closed(())) => return Err(TransportError::Closed),
            };
            place.send(without_length(frames.remove(0))?);
        }
        Ok(Progress::Done)
    }
}

#[derive(Debug)]
struct QueueReceiver {
    responses: mpsc::Receiver<Bytes>,
}

#[async_trait]
impl FrameReceiver for QueueReceiver {
    async fn receive(&mut self) -> Result<Bytes, TransportError> {
        self.responses.recv().await.ok_or(TransportError::Closed)
    }
}

/// The frame in one piece, as a decoder wants it.
fn without_length(mut frame: Frame) -> Result<Bytes, TransportError> {
    let length = size_of::<i32>();
    if frame.slices.len() == 1
        && let Some(slice) = frame.slices.pop()
    {
        return Ok(slice.read()?.slice(length..));
    }
    let mut joined = BytesMut::with_capacity(frame.len());
    for slice in &frame.slices {
        joined.extend_from_slice(&slice.read()?);
    }
    Ok(joined.freeze().slice(length..))
}
