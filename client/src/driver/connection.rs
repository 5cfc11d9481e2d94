//! One connection to one broker: how it is opened, and what those who share it can do. Requests are handed
//! over to its outbox (outbox.rs), in the order in which they go out; answers come to its task
//! (connection_task.rs).

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::{
        ApiKey, Frame, FrameError, Request,
        codec::DecodeError,
        decode_response, encode_request,
        messages::{ApiVersionsRequest, ApiVersionsResponse},
    },
};
use tokio::{sync::oneshot, time::Instant};

use super::{
    connection_task::ConnectionTask,
    outbox::{Answer, Awaited, Outbox, Pace, Submitted},
    sasl::{Authenticator, Exchange, Session},
    throttle::Throttle,
    transport::{Address, FrameReceiver, FrameSender, Link, Transport, TransportError},
};
use crate::{
    Error, ErrorKind, Result,
    engine::{called_apis::CalledRequest, peers::Peers, versions::BrokerVersions},
    observer::{Observer, Traffic},
};

/// A connection whose versions are known. Clones share it; it closes when the last one is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Connection(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    address: Address,
    client_id: ByteString,
    versions: BrokerVersions,
    outbox: Arc<Outbox>,
    correlation: Arc<AtomicI32>,
    request_timeout: Duration,
    throttle: Arc<Throttle>,
    traffic: Traffic,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.outbox.close();
    }
}

/// A request as it goes over the wire.
#[derive(Debug)]
pub(crate) struct Encoded<R> {
    frame: Frame,
    version: i16,
    correlation: i32,
    request: std::marker::PhantomData<fn() -> R>,
}

/// An answer that is still to come.
#[derive(Debug)]
pub(crate) struct Pending<R: CalledRequest> {
    connection: Connection,
    version: i16,
    correlation: i32,
    since: Instant,
    answer: oneshot::Receiver<Result<Bytes>>,
    waits: bool,
    request: std::marker::PhantomData<fn() -> R>,
}

impl<R: CalledRequest> Drop for Pending<R> {
    fn drop(&mut self) {
        if self.waits {
            self.answer.close();
            self.connection.0.outbox.abandoned();
        }
    }
}

impl Connection {
    /// Connects, asks which versions the broker has, and proves who the client is.
    ///
    /// # Errors
    /// `Unreachable`, `WrongProtocol`, `TimedOut`, `AuthenticationFailed`: each says what happened at
    /// which address.
    pub(crate) async fn open(setup: Setup<'_>) -> Result<Self> {
        let address = setup.address;
        let patience = setup.connect_timeout;
        let late = |doing: &str| {
            let option = "connect_timeout, socket.connection.setup.timeout.ms";
            let message = format!("{doing} within {patience:?} ({option})");
            Error::new(ErrorKind::TimedOut, "connect", message).with("broker", address)
        };
        let link = tokio::time::timeout(patience, setup.transport.connect(address))
            .await
            .map_err(|_| late("no connection"))?
            .map_err(|error| connection_error("connect", address, &error))?;
        let versions_known = AtomicBool::new(false);
        tokio::time::timeout(patience, Self::negotiate(link, &setup, &versions_known))
            .await
            .map_err(|_| match versions_known.load(Ordering::Relaxed) {
                false => late("connected, but no answer to ApiVersions"),
                true => {
                    let waits = setup.authenticator.as_ref().map_or("", |one| one.waits_for());
                    late(&format!("connected, but {waits}"))
                }
            })?
    }

    async fn negotiate(link: Link, setup: &Setup<'_>, versions_known: &AtomicBool) -> Result<Self> {
        let Link { mut sender, mut receiver } = link;
        let Setup { address, client_id, request_timeout, idle_max, .. } = *setup;
        let traffic = Traffic::new(setup.observer.clone(), address);
        let answered = api_versions((&mut *sender, &mut *receiver), client_id, &traffic).await;
        let (response, version) = answered.map_err(|error| match error {
            Negotiation::Transport(TransportError::Closed) => {
                let message = "the peer closed the connection instead of answering \
                                       ApiVersions: it may expect TLS, be no Kafka broker, or be one \
                                       that has not joined its cluster yet";
                Error::new(ErrorKind::WrongProtocol, "connect", message).with("broker", address)
            }
            Negotiation::Transport(TransportError::Protocol(
                error @ FrameError::TooLarge { .. },
            )) => {
                let message = format!("{error}: it is no Kafka broker");
                Error::new(ErrorKind::WrongProtocol, "connect", message).with("broker", address)
            }
            Negotiation::Transport(error) => connection_error("connect", address, &error),
            Negotiation::Decode(error) => corrupt("connect", address, error),
            Negotiation::Refused(code) => {
                Error::from_code("connect", code, None).with("broker", address)
            }
        })?;
        versions_known.store(true, Ordering::Relaxed);
        let versions = BrokerVersions::new(&response, setup.peers);
        let throttle = Arc::new(Throttle::new());
        throttled::<ApiVersionsRequest>(&throttle, &traffic, &response, version);
        let correlation = Arc::new(AtomicI32::new(1));
        let renewal = match &setup.authenticator {
            None => None,
            Some(authenticator) => {
                let mut alone = Alone {
                    link: (&mut *sender, &mut *receiver),
                    setup,
                    correlation: &correlation,
                    traffic: &traffic,
                };
                let renewal = authenticator.run(Session::First, &versions, &mut alone).await;
                let renewal = renewal.map_err(|error| error.with("broker", address))?;
                traffic.authenticated();
                renewal
            }
        };
        let outbox = Arc::new(Outbox::new(sender));
        let task = ConnectionTask {
            outbox: outbox.clone(),
            address: address.clone(),
            client_id: client_id.clone(),
            correlation: correlation.clone(),
            request_timeout,
            idle_max,
            versions: versions.clone(),
            session: setup.authenticator.clone().zip(renewal),
            throttle: throttle.clone(),
            traffic: traffic.clone(),
        };
        traffic.opened();
        tokio::spawn(task.run(receiver));
        Ok(Self(Arc::new(Shared {
            address: address.clone(),
            client_id: client_id.clone(),
            versions,
            outbox,
            correlation,
            request_timeout,
            throttle,
            traffic,
        })))
    }

    pub(crate) fn versions(&self) -> &BrokerVersions {
        &self.0.versions
    }

    pub(crate) fn address(&self) -> &Address {
        &self.0.address
    }

    pub(crate) fn is_open(&self) -> bool {
        self.0.outbox.is_open()
    }

    /// Until when the broker wants to hear nothing, if it does now. What is handed over waits for that.
    pub(crate) fn throttled_until(&self) -> Option<Instant> {
        self.0.throttle.lasts()
    }

    /// Hands a request over at once; the order of calls is the order on the wire.
    ///
    /// # Errors
    /// If it cannot be encoded, or the connection is gone.
    pub(crate) fn submit<R: CalledRequest>(&self, request: &R, version: i16) -> Result<Pending<R>> {
        let (sender, answer) = oneshot::channel();
        let encoded = self.encode(request, version)?;
        let (correlation, since) = (encoded.correlation, Instant::now());
        self.hand_over(encoded, since, Some(Answer::Told(sender)))
            .map_err(|_| self.end_of(R::KEY.name()))?;
        Ok(Pending {
            connection: self.clone(),
            version,
            correlation,
            since,
            answer,
            waits: true,
            request: std::marker::PhantomData,
        })
    }

    /// As `submit`; the answer is given to `then` where it is read, which must not take long. If it is not
    /// there within this time, the connection is closed, because the answers behind it cannot come either.
    pub(crate) fn submit_then<R: CalledRequest>(
        &self,
        encoded: Encoded<R>,
        patience: Duration,
        then: impl FnOnce(Result<R::Response>) + Send + 'static,
    ) {
        let (connection, version) = (self.clone(), encoded.version);
        let correlation = encoded.correlation;
        let take = move |frame: Result<Bytes>| {
            let frame = frame.map_err(|error| error.during(R::KEY.name()));
            then(frame.and_then(|frame| connection.decoded::<R>(frame, version, correlation)));
        };
        let answer = Answer::Taken(patience, Box::new(take));
        let refused = self.hand_over(encoded, Instant::now(), Some(answer)).err();
        if let Some(awaited) = refused.and_then(|request| request.awaited) {
            awaited.answer.give(Err(self.end_of(R::KEY.name())));
        }
    }

    /// As `submit`, for requests that brokers do not answer.
    ///
    /// # Errors
    /// As `submit`.
    pub(crate) fn submit_unanswered<R: CalledRequest>(
        &self,
        request: &R,
        version: i16,
    ) -> Result<()> {
        let encoded = self.encode(request, version)?;
        let handed_over = self.hand_over(encoded, Instant::now(), None);
        handed_over.map_err(|_| self.end_of(R::KEY.name()))
    }

    /// A request as it goes over the wire.
    ///
    /// # Errors
    /// If it cannot be encoded.
    pub(crate) fn encode<R: CalledRequest>(&self, request: &R, version: i16) -> Result<Encoded<R>> {
        let correlation = self.0.correlation.fetch_add(1, Ordering::Relaxed);
        let frame = encoded(request, version, correlation, &self.0.client_id)?;
        Ok(Encoded { frame, version, correlation, request: std::marker::PhantomData })
    }

    fn hand_over<R: CalledRequest>(
        &self,
        Encoded { frame, correlation, .. }: Encoded<R>,
        since: Instant,
        answer: Option<Answer>,
    ) -> Result<(), Submitted> {
        let Shared { address, outbox, throttle, traffic, .. } = &*self.0;
        traffic.sent(R::KEY, frame.len());
        let pace = throttle.lasts().map_or(Pace::AtOnce, |_| Pace::Held);
        let failed = |error: &_| connection_error("use the connection", address, error);
        let awaited = answer.map(|answer| Awaited { correlation, api: R::KEY, since, answer });
        outbox.hand_over(Submitted { frame, awaited, since }, pace, failed)
    }

    /// An answer, whose complaints about quotas are noted.
    fn decoded<R: CalledRequest>(
        &self,
        frame: Bytes,
        version: i16,
        correlation: i32,
    ) -> Result<R::Response> {
        let Shared { address, throttle, traffic, .. } = &*self.0;
        let response = decode_response::<R>(frame, version, correlation)
            .map_err(|error| corrupt(R::KEY.name(), address, error))?;
        throttled::<R>(throttle, traffic, &response, version);
        Ok(response)
    }

    /// Sends a request in the newest version that both sides have, and waits for the answer.
    ///
    /// # Errors
    /// If there is no such version, no answer in time, or no connection any more.
    pub(crate) async fn request<R: CalledRequest>(&self, request: &R) -> Result<R::Response> {
        let version = self.versions().newest::<R>().map_err(|error| self.named(error))?;
        let timeout = self.0.request_timeout;
        self.submit(request, version)?.answer(timeout).await
    }

    /// Ends the connection: whatever waits for an answer gets this error.
    pub(crate) fn close(&self, error: Error) {
        self.0.outbox.fail(error);
    }

    fn end_of(&self, operation: &'static str) -> Error {
        self.0.outbox.end().map_or_else(
            || {
                let message = "the connection was closed";
                Error::new(ErrorKind::Unreachable, operation, message)
                    .with("broker", &self.0.address)
            },
            |error| error.during(operation),
        )
    }

    fn named(&self, error: Error) -> Error {
        error.with("broker", &self.0.address)
    }
}

impl<R: CalledRequest> Pending<R> {
    /// Waits for the answer.
    ///
    /// # Errors
    /// If it does not come in time (the connection is closed then, because the answers behind it
    /// cannot come either), or makes no sense.
    pub(crate) async fn answer(mut self, timeout: Duration) -> Result<R::Response> {
        let api = R::KEY.name();
        let connection = &self.connection;
        let throttle = &connection.0.throttle;
        let answer = until_late(self.since, timeout, throttle, &mut self.answer).await;
        self.waits = false;
        let frame = match answer {
            Some(Ok(answer)) => answer.map_err(|error| error.during(api))?,
            Some(Err(_)) => return Err(connection.end_of(api)),
            None => {
                let error = Error::new(ErrorKind::TimedOut, api, unanswered(timeout))
                    .with("broker", connection.address());
                connection.close(error.clone());
                return Err(error);
            }
        };
        connection.decoded::<R>(frame, self.version, self.correlation)
    }
}

/// What is told of a broker that has not answered in time.
pub(super) fn unanswered(limit: Duration) -> String {
    format!("no answer within {limit:?} (request_timeout, request.timeout.ms)")
}

/// Waits for an answer, whose time begins when the broker wants to hear of the client; `None` if it does not
/// come.
async fn until_late<T>(
    since: Instant,
    timeout: Duration,
    throttle: &Throttle,
    mut answer: impl Future<Output = T> + Unpin,
) -> Option<T> {
    let mut deadline = since + timeout;
    loop {
        match tokio::time::timeout_at(deadline, &mut answer).await {
            Ok(answer) => return Some(answer),
            Err(_) if throttle.until() + timeout > deadline => {
                deadline = throttle.until() + timeout;
            }
            Err(_) => return None,
        }
    }
}

/// Notes how long the broker wants to hear nothing.
fn throttled<R: CalledRequest>(
    throttle: &Throttle,
    traffic: &Traffic,
    response: &<R as Request>::Response,
    version: i16,
) {
    let time = u64::try_from(R::throttle_time_ms(response, version)).unwrap_or(0);
    if time > 0 {
        let time = Duration::from_millis(time);
        throttle.extend(time);
        traffic.throttled(R::KEY, time);
    }
}

/// How a connection is opened.
#[derive(Clone)]
pub(crate) struct Setup<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) address: &'a Address,
    pub(crate) client_id: &'a ByteString,
    /// What is expected there.
    pub(crate) peers: Peers,
    pub(crate) authenticator: Option<Arc<Authenticator>>,
    pub(crate) connect_timeout: Duration,
    pub(crate) request_timeout: Duration,
    /// How long it may be idle.
    pub(crate) idle_max: Duration,
    pub(crate) observer: Arc<Observer>,
}

/// A connection that nobody else has yet.
struct Alone<'a> {
    link: (&'a mut dyn FrameSender, &'a mut dyn FrameReceiver),
    setup: &'a Setup<'a>,
    correlation: &'a AtomicI32,
    traffic: &'a Traffic,
}

impl Exchange for Alone<'_> {
    async fn exchange<R: CalledRequest + Sync>(
        &mut self,
        request: &R,
        version: i16,
    ) -> Result<R::Response> {
        let Setup { address, client_id, .. } = *self.setup;
        let api = R::KEY.name();
        let failed = |error: TransportError| match error {
            TransportError::Closed => {
                let message = "the broker closed the connection instead of answering";
                Error::new(ErrorKind::Unreachable, api, message)
            }
            error => connection_error(api, address, &error),
        };
        let correlation = self.correlation.fetch_add(1, Ordering::Relaxed);
        let frame = encoded(request, version, correlation, client_id)?;
        let since = Instant::now();
        self.traffic.sent(R::KEY, frame.len());
        self.link.0.send(&mut vec![frame]).await.map_err(failed)?;
        let frame = self.link.1.receive().await.map_err(failed)?;
        self.traffic.answered(R::KEY, frame.len(), since.elapsed());
        decode_response::<R>(frame, version, correlation)
            .map_err(|error| corrupt(api, address, error))
    }
}

pub(super) fn encoded<R: CalledRequest>(
    request: &R,
    version: i16,
    correlation: i32,
    client_id: &ByteString,
) -> Result<Frame> {
    encode_request(request, version, correlation, Some(client_id)).map_err(|error| {
        Error::new(ErrorKind::InvalidInput, R::KEY.name(), "it cannot be encoded").caused_by(error)
    })
}

enum Negotiation {
    Transport(TransportError),
    Decode(DecodeError),
    Refused(ErrorCode),
}

/// Asks for the versions in the newest way, and in the oldest if the broker does not know that
/// (KIP-511).
async fn api_versions(
    (sender, receiver): (&mut dyn FrameSender, &mut dyn FrameReceiver),
    client_id: &ByteString,
    traffic: &Traffic,
) -> Result<(ApiVersionsResponse, i16), Negotiation> {
    let request = ApiVersionsRequest {
        client_software_name: ByteString::from_static("ottla"),
        client_software_version: ByteString::from_static(env!("CARGO_PKG_VERSION")),
    };
    for version in [4, 0] {
        let frame = encode_request(&request, version, 0, Some(client_id))
            .expect("the request fits every version");
        let since = Instant::now();
        traffic.sent(ApiKey::ApiVersions, frame.len());
        sender.send(&mut vec![frame]).await.map_err(Negotiation::Transport)?;
        let frame = receiver.receive().await.map_err(Negotiation::Transport)?;
        traffic.answered(ApiKey::ApiVersions, frame.len(), since.elapsed());
        // A broker that does not know the version answers in version 0, with error 35.
        let code = frame.get(4..6).map(|code| i16::from_be_bytes([code[0], code[1]]));
        if version > 0 && code == Some(ErrorCode::UnsupportedVersion.code()) {
            continue;
        }
        let response = decode_response::<ApiVersionsRequest>(frame, version, 0)
            .map_err(Negotiation::Decode)?;
        let code = ErrorCode::from_code(response.error_code);
        return match code.is_error() {
            true => Err(Negotiation::Refused(code)),
            false => Ok((response, version)),
        };
    }
    Err(Negotiation::Refused(ErrorCode::UnsupportedVersion))
}

pub(super) fn connection_error(
    operation: &'static str,
    address: &Address,
    error: &TransportError,
) -> Error {
    let kind = match error {
        TransportError::Io(_) | TransportError::Closed | TransportError::Unresolved { .. } => {
            ErrorKind::Unreachable
        }
        TransportError::Untrusted(_) => ErrorKind::AuthenticationFailed,
        TransportError::Protocol(_) | TransportError::NotTls => ErrorKind::WrongProtocol,
    };
    Error::new(kind, operation, error.to_string()).with("broker", address)
}

pub(super) fn corrupt(operation: &'static str, address: &Address, error: DecodeError) -> Error {
    let message = "the broker's answer makes no sense";
    Error::new(ErrorKind::Corrupt, operation, message).with("broker", address).caused_by(error)
}
