//! Calls that are made until they are answered, within bounded time.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::model::ErrorCode;
use tokio::time::Instant;

use crate::{
    Error, ErrorKind, Result,
    driver::{
        cluster::{AutoCreation, Cluster, is_passing},
        sender::Shared,
    },
    engine::{
        backoff::Backoff,
        transaction::{delays::Delays, state::Answered, verdict::Verdict},
    },
    events::Event,
};

/// A call that is made until it is answered, within bounded time.
pub(super) struct Trying<'a> {
    cluster: &'a Cluster,
    transactional_id: Option<ByteString>,
    operation: &'static str,
    patience: Duration,
    deadline: Instant,
    failures: u32,
    delays: Delays,
    last: Option<Error>,
}

impl Trying<'_> {
    /// One attempt; `None` if another one is due, and the wait before it is over.
    pub(super) async fn once(
        &mut self,
        attempt: impl Future<Output = Result<Answered>>,
        forget: impl FnOnce(),
    ) -> Option<Result<()>> {
        let error = match tokio::time::timeout_at(self.deadline, attempt).await {
            Ok(Ok(Answered::Done)) => return Some(Ok(())),
            Ok(Ok(Answered::Failed(error))) => {
                self.tell_if_fenced(&error);
                return Some(Err(error.during(self.operation)));
            }
            Ok(Ok(Answered::Later(error))) => {
                if self.delays.another(self.cluster.clock.now()) {
                    forget();
                }
                error
            }
            Ok(Ok(Answered::Elsewhere(error))) => {
                self.delays.ended();
                forget();
                error
            }
            Ok(Err(error)) if is_passing(&error) => {
                self.delays.ended();
                forget();
                error
            }
            Ok(Err(error)) => return Some(Err(error.during(self.operation))),
            Err(_) => return Some(Err(self.late())),
        };
        self.failures += 1;
        let failures = self.failures;

        tracing::debug!(%error, failures, operation = self.operation, "tried again");
        let backoff = match error.code() {
            Some(ErrorCode::ConcurrentTransactions) => Backoff::OF_CONCURRENT_TRANSACTIONS,
            Some(_) | None => self.cluster.backoff(),
        };
        let known = self.cluster.generation();
        let unreachable = error.code().is_none();
        self.last = Some(error);
        let cluster = self.cluster;
        let resting = async {
            cluster.pause_by(backoff, failures).await;
            if unreachable {
                // If this fails too, the next attempt says why.
                let _ = cluster.refresh_since(known, AutoCreation::Forbidden).await;
            }
        };
        match tokio::time::timeout_at(self.deadline, resting).await {
            Ok(()) => None,
            Err(_) => Some(Err(self.late())),
        }
    }

    fn tell_if_fenced(&self, error: &Error) {
        // A member of the group whose offsets are committed may be fenced, too.
        let of_member = error.code() == Some(ErrorCode::FencedInstanceId);
        let fenced = error.kind() == ErrorKind::Fenced && !of_member;
        let Some(id) = self.transactional_id.as_ref().filter(|_| fenced) else { return };
        tracing::warn!(transactional_id = %id, %error, "another producer has taken over");
        self.cluster.observer.events.tell(|| Event::ProducerFenced {
            transactional_id: id.to_string(),
            error: error.clone(),
        });
    }

    fn late(&mut self) -> Error {
        let message = format!("no success within {:?}", self.patience);
        let error = Error::new(ErrorKind::TimedOut, self.operation, message);
        match self.last.take() {
            Some(last) => error.caused_by(last),
            None => error,
        }
    }
}

impl Shared {
    pub(super) fn trying(&self, operation: &'static str, patience: Duration) -> Trying<'_> {
        let deadline = Instant::now() + patience;
        let transactional = self.transactional.as_ref();
        Trying {
            cluster: &self.cluster,
            transactional_id: transactional.map(|one| one.state.lock().id().clone()),
            operation,
            patience,
            deadline,
            failures: 0,
            delays: Delays::default(),
            last: None,
        }
    }
}

/// A verdict as the answer of an attempt.
pub(super) fn answered(verdict: Verdict) -> Answered {
    match verdict {
        Verdict::Done => Answered::Done,
        Verdict::Later(error) => Answered::Later(error),
        Verdict::Elsewhere(error) => Answered::Elsewhere(error),
        Verdict::Refused(error) | Verdict::Fatal(error) => Answered::Failed(error),
    }
}
