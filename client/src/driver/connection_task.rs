//! The task that owns a connection: it writes requests in the order in which they were handed over, all
//! that wait at once, and matches the answers, which come in the same order. It closes a connection that
//! nobody uses, and proves anew who the client is when the broker wants to know.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::protocol::{Frame, decode_response};
use parking_lot::Mutex;
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::Instant,
};

use super::{
    connection::{Awaited, End, Submitted, connection_error, corrupt, encoded},
    sasl::{Authenticator, Exchange},
    throttle::Throttle,
    transport::{Address, FrameReceiver, FrameSender, TransportError},
};
use crate::{
    Error, ErrorKind, Result,
    engine::{called_apis::CalledRequest, versions::BrokerVersions},
    observer::Traffic,
};

/// Requests that are written together.
const REQUESTS_PER_WRITE: usize = 32;

/// Owns both ends of a connection.
pub(super) struct Task {
    pub(super) end: Arc<End>,
    pub(super) address: Address,
    pub(super) client_id: ByteString,
    /// Who waits for an answer, in the order of the requests.
    pub(super) awaited: Mutex<VecDeque<Awaited>>,
    /// The last answer that was awaited has come.
    pub(super) answered: Notify,
    pub(super) correlation: Arc<AtomicI32>,
    pub(super) request_timeout: Duration,
    pub(super) idle_max: Duration,
    pub(super) versions: BrokerVersions,
    /// Who proves again who the client is, and how long after the last time.
    pub(super) session: Option<(Arc<Authenticator>, Duration)>,
    pub(super) throttle: Arc<Throttle>,
    pub(super) traffic: Traffic,
}

impl Task {
    pub(super) async fn run(
        self,
        mut sender: Box<dyn FrameSender>,
        mut receiver: Box<dyn FrameReceiver>,
        mut submitted: mpsc::UnboundedReceiver<Submitted>,
    ) {
        let error = tokio::select! {
            error = self.write(&mut *sender, &mut submitted) => error,
            error = self.read(&mut *receiver) => {
                connection_error("use the connection", &self.address, &error)
            }
        };
        let error = self.end.0.lock().get_or_insert(error).clone();
        self.traffic.ended(&error);
        let left = std::mem::take(&mut *self.awaited.lock());
        submitted.close();
        for waiting in left {
            let _ = waiting.answer.send(Err(error.clone()));
        }
        while let Ok(Submitted { awaited, .. }) = submitted.try_recv() {
            if let Some(waiting) = awaited {
                let _ = waiting.answer.send(Err(error.clone()));
            }
        }
    }

    /// Writes what is handed over, until the connection ends; why it did.
    async fn write(
        &self,
        sender: &mut dyn FrameSender,
        submitted: &mut mpsc::UnboundedReceiver<Submitted>,
    ) -> Error {
        let mut batch = Vec::with_capacity(REQUESTS_PER_WRITE);
        let mut frames = Vec::with_capacity(REQUESTS_PER_WRITE);
        let mut used = Instant::now();
        let mut renewal = self.session.as_ref().map(|(_, after)| used + *after);
        // One timer for both; it is looked at, not set, with each request.
        let mut alarm = std::pin::pin!(tokio::time::sleep_until(self.alarm(used, renewal)));
        loop {
            let handed_over = tokio::select! {
                biased;
                () = &mut alarm => None,
                count = submitted.recv_many(&mut batch, REQUESTS_PER_WRITE) => Some(count),
            };
            match handed_over {
                Some(0) => {
                    // Nobody holds the connection, or it was idle: whoever waits gets an answer.
                    while !self.awaited.lock().is_empty() {
                        self.answered.notified().await;
                    }
                    let message = "the connection was closed, for nobody used it";
                    return Error::new(ErrorKind::Unreachable, "use the connection", message)
                        .with("broker", &self.address);
                }
                Some(_) => {
                    used = Instant::now();
                    {
                        let mut awaited = self.awaited.lock();
                        for Submitted { frame, awaited: who } in batch.drain(..) {
                            awaited.extend(who);
                            frames.push(frame);
                        }
                    }
                    if let Some(error) = self.end.0.lock().clone() {
                        return error;
                    }
                    while let Some(until) = self.throttle.lasts() {
                        tokio::time::sleep_until(until).await;
                    }
                    if let Err(error) = sender.send(&mut frames).await {
                        return connection_error("use the connection", &self.address, &error);
                    }
                }
                None => {
                    let now = Instant::now();
                    if let Some((authenticator, _)) = &self.session
                        && renewal.is_some_and(|at| at <= now)
                    {
                        let mut between = Between { task: self, sender: &mut *sender };
                        match authenticator.run(&self.versions, &mut between).await {
                            Ok(after) => {
                                self.traffic.reauthenticated();
                                renewal = after.map(|after| Instant::now() + after);
                            }
                            Err(error) => {
                                let error = error.with("broker", &self.address);
                                self.traffic.not_believed(&error);
                                return error;
                            }
                        }
                    } else if now >= used + self.idle_max && self.awaited.lock().is_empty() {
                        // What was handed over before this is still taken.
                        submitted.close();
                    } else if now >= used + self.idle_max {
                        // A request waits long for its answer.
                        used = now;
                    }
                    let next = self.alarm(used, renewal);
                    alarm.as_mut().reset(next);
                }
            }
        }
    }

    fn alarm(&self, used: Instant, renewal: Option<Instant>) -> Instant {
        let idle = used + self.idle_max;
        renewal.map_or(idle, |renewal| renewal.min(idle))
    }

    /// Hands answers to those who wait; why it ended.
    async fn read(&self, receiver: &mut dyn FrameReceiver) -> TransportError {
        loop {
            let frame = match receiver.receive().await {
                Ok(frame) => frame,
                Err(error) => return error,
            };
            let (waiting, last) = {
                let mut awaited = self.awaited.lock();
                (awaited.pop_front(), awaited.is_empty())
            };
            let Some(waiting) = waiting else { return TransportError::Closed };
            self.traffic.answered(waiting.api, frame.len(), waiting.since.elapsed());
            let id = waiting.correlation.to_be_bytes();
            let matches = frame.starts_with(&id);
            // Whoever waited may have given up; then nobody wants the answer.
            let _ = waiting.answer.send(Ok(frame));
            if !matches {
                return TransportError::Closed;
            }
            if last {
                self.answered.notify_one();
            }
        }
    }
}

/// A connection between two requests.
struct Between<'a> {
    task: &'a Task,
    sender: &'a mut dyn FrameSender,
}

impl Exchange for Between<'_> {
    async fn exchange<R: CalledRequest + Sync>(
        &mut self,
        request: &R,
        version: i16,
    ) -> Result<R::Response> {
        let Task { address, client_id, awaited, request_timeout, .. } = self.task;
        let api = R::KEY.name();
        let correlation = self.task.correlation.fetch_add(1, Ordering::Relaxed);
        let frame: Frame = encoded(request, version, correlation, client_id)?;
        let (answer, answered) = oneshot::channel();
        let since = Instant::now();
        self.task.traffic.sent(R::KEY, frame.len());
        awaited.lock().push_back(Awaited { correlation, api: R::KEY, since, answer });
        let sent = self.sender.send(&mut vec![frame]).await;
        sent.map_err(|error| connection_error(api, address, &error))?;
        let late = || {
            let message = format!("no answer within {request_timeout:?} (request_timeout)");
            Error::new(ErrorKind::TimedOut, api, message)
        };
        let frame = tokio::time::timeout(*request_timeout, answered).await.map_err(|_| late())?;
        let frame = frame.map_err(|_| late())??;
        decode_response::<R>(frame, version, correlation)
            .map_err(|error| corrupt(api, address, error))
    }
}
