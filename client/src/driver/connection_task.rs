//! The task of a connection: it writes what was not written when it was handed over, and matches the
//! answers, which come in the order of the requests. It closes a connection that nobody uses, and proves
//! anew who the client is when the broker wants to know.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::protocol::{ApiKey, Frame, decode_response};
use tokio::{sync::oneshot, time::Instant};

use super::{
    connection::{connection_error, corrupt, encoded, unanswered},
    outbox::{Answer, Awaited, Outbox, Task},
    sasl::{Authenticator, Exchange, Session},
    throttle::Throttle,
    transport::{Address, FrameReceiver, FrameSender, TransportError},
};
use crate::{
    Error, ErrorKind, Result,
    engine::{called_apis::CalledRequest, versions::BrokerVersions},
    observer::Traffic,
};

/// What the task of a connection knows.
pub(super) struct ConnectionTask {
    pub(super) outbox: Arc<Outbox>,
    pub(super) address: Address,
    pub(super) client_id: ByteString,
    pub(super) correlation: Arc<AtomicI32>,
    pub(super) request_timeout: Duration,
    pub(super) idle_max: Duration,
    pub(super) versions: BrokerVersions,
    /// Who proves again who the client is, and how long after the last time.
    pub(super) session: Option<(Arc<Authenticator>, Duration)>,
    pub(super) throttle: Arc<Throttle>,
    pub(super) traffic: Traffic,
}

impl ConnectionTask {
    pub(super) async fn run(self, mut receiver: Box<dyn FrameReceiver>) {
        let error = tokio::select! {
            biased;
            // First, so that answers that have come are taken, whatever becomes of requests.
            error = self.read(&mut *receiver) => {
                connection_error("use the connection", &self.address, &error)
            }
            error = self.write() => error,
        };
        self.end(error);
    }

    fn end(&self, error: Error) {
        let (error, left) = self.outbox.ended(error);
        self.traffic.ended(&error);
        for waiting in left {
            waiting.answer.give(Err(error.clone()));
        }
    }

    /// Writes what is left to it, until the connection ends; why it did.
    async fn write(&self) -> Error {
        let mut renewal = self.session.as_ref().map(|(_, after)| self.outbox.used() + *after);
        // One timer for both; it is looked at, not set, with each request.
        let mut alarm = std::pin::pin!(tokio::time::sleep_until(self.alarm(renewal)));
        loop {
            tokio::select! {
                biased;
                () = &mut alarm => {
                    if let Err(error) = self.on_alarm(&mut renewal).await {
                        return error;
                    }
                }
                () = self.outbox.called() => {}
            }
            if let Err(error) = self.write_waiting().await {
                return error;
            }
            let next = self.alarm(renewal);
            if alarm.is_elapsed() || next < alarm.deadline() {
                alarm.as_mut().reset(next);
            }
        }
    }

    /// Writes whatever waits.
    ///
    /// # Errors
    /// Why the connection has ended.
    async fn write_waiting(&self) -> Result<()> {
        let mut frames = Vec::new();
        loop {
            match self.outbox.take(&mut frames) {
                Task::Nothing => return Ok(()),
                Task::End(error) => return Err(error),
                Task::Close => {
                    // Nobody holds the connection, or it was idle: whoever waits gets an answer.
                    self.outbox.all_answered().await;
                    let message = "the connection was closed, for nobody used it";
                    let error = Error::new(ErrorKind::Unreachable, "use the connection", message);
                    return Err(error.with("broker", &self.address));
                }
                Task::Write(mut sender) => {
                    while let Some(until) = self.throttle.lasts() {
                        tokio::time::sleep_until(until).await;
                    }
                    let sent = sender.send(&mut frames).await;
                    sent.map_err(|error| {
                        connection_error("use the connection", &self.address, &error)
                    })?;
                    self.outbox.give_back(sender);
                }
            }
        }
    }

    /// Does what time asks for.
    ///
    /// # Errors
    /// An answer has not come in time, or the broker does not believe any more who the client is.
    async fn on_alarm(&self, renewal: &mut Option<Instant>) -> Result<()> {
        let now = Instant::now();
        if let Some((_, api, patience)) = self.late().filter(|(at, _, _)| *at <= now) {
            let message = format!("no answer within {patience:?}");
            let error = Error::new(ErrorKind::TimedOut, api.name(), message);
            return Err(error.with("broker", &self.address));
        }
        let Some((authenticator, _)) =
            self.session.as_ref().filter(|_| renewal.is_some_and(|at| at <= now))
        else {
            self.outbox.close_if_idle(now, self.idle_max);
            return Ok(());
        };
        self.write_waiting().await?;
        let Some(mut sender) = self.outbox.borrow() else { return Ok(()) };
        let mut between = Between { task: self, sender: &mut *sender };
        let proving = authenticator.run(Session::Renewed, &self.versions, &mut between);
        // A provider of tokens may take any time, and requests wait meanwhile.
        let limit = self.request_timeout;
        let proven = tokio::time::timeout(limit, proving).await.unwrap_or_else(|_| {
            let message = format!(
                "the session was not renewed within {limit:?} (request_timeout, request.timeout.ms)"
            );
            Err(Error::new(ErrorKind::TimedOut, "authenticate", message))
        });
        match proven {
            Ok(after) => {
                self.outbox.give_back(sender);
                self.traffic.reauthenticated();
                *renewal = after.map(|after| Instant::now() + after);
                Ok(())
            }
            Err(error) => {
                let error = error.with("broker", &self.address);
                if error.kind() == ErrorKind::AuthenticationFailed {
                    self.traffic.not_believed(&error);
                }
                Err(error)
            }
        }
    }

    /// When something is to be done without being called.
    fn alarm(&self, renewal: Option<Instant>) -> Instant {
        let idle = self.outbox.used() + self.idle_max;
        let late = self.late().map(|(at, _, _)| at);
        renewal.into_iter().chain(late).fold(idle, Instant::min)
    }

    fn late(&self) -> Option<(Instant, ApiKey, Duration)> {
        self.outbox.late(self.throttle.until(), self.request_timeout)
    }

    /// Hands answers to those who wait; why it ended.
    async fn read(&self, receiver: &mut dyn FrameReceiver) -> TransportError {
        loop {
            let frame = match receiver.receive().await {
                Ok(frame) => frame,
                Err(error) => return error,
            };
            let Some(waiting) = self.outbox.next_awaited() else {
                return TransportError::Closed;
            };
            self.traffic.answered(waiting.api, frame.len(), waiting.since.elapsed());
            let id = waiting.correlation.to_be_bytes();
            let matches = frame.starts_with(&id);
            waiting.answer.give(Ok(frame));
            if !matches {
                return TransportError::Closed;
            }
        }
    }
}

impl Drop for ConnectionTask {
    fn drop(&mut self) {
        // Nothing is left to be told, unless the runtime went before the connection.
        if self.outbox.has_ended() {
            return;
        }
        let message = "the runtime of the client has ended";
        let error = Error::new(ErrorKind::Closed, "use the connection", message);
        self.end(error.with("broker", &self.address));
    }
}

/// A connection between two requests.
struct Between<'a> {
    task: &'a ConnectionTask,
    sender: &'a mut dyn FrameSender,
}

impl Exchange for Between<'_> {
    async fn exchange<R: CalledRequest + Sync>(
        &mut self,
        request: &R,
        version: i16,
    ) -> Result<R::Response> {
        let ConnectionTask { address, client_id, outbox, request_timeout, .. } = self.task;
        let api = R::KEY.name();
        let correlation = self.task.correlation.fetch_add(1, Ordering::Relaxed);
        let frame: Frame = encoded(request, version, correlation, client_id)?;
        let (answer, answered) = oneshot::channel();
        let since = Instant::now();
        self.task.traffic.sent(R::KEY, frame.len());
        let answer = Answer::Told(answer);
        outbox.await_answer(Awaited { correlation, api: R::KEY, since, answer });
        let sent = self.sender.send(&mut vec![frame]).await;
        sent.map_err(|error| connection_error(api, address, &error))?;
        let late = || Error::new(ErrorKind::TimedOut, api, unanswered(*request_timeout));
        let frame = tokio::time::timeout(*request_timeout, answered).await.map_err(|_| late())?;
        let frame = frame.map_err(|_| late())??;
        decode_response::<R>(frame, version, correlation)
            .map_err(|error| corrupt(api, address, error))
    }
}
