//! Carries out what a transactional producer decides: asks coordinators, tries again, and keeps apart what
//! must not overlap. Every call may be dropped and made again.

use std::{sync::Arc, time::Duration};

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    AddPartitionsToTxnRequest, EndTxnRequest, EndTxnResponse, InitProducerIdRequest,
};
use parking_lot::Mutex;
use tokio::time::Instant;

use super::{
    cluster::{AutoCreation, Cluster, is_passing},
    connection::Connection,
    coordinator::{self, Of},
    sender::Shared,
    transport::Address,
};
use crate::{
    Error, ErrorKind, Outcome, Result,
    engine::{
        backoff::Backoff,
        positions::Key,
        transaction::{
            partitions,
            protocol::{ADD_PARTITIONS_MAX, Protocol},
            records::{Touched, outside},
            state::{Answered, Beginning, Ending, Started, Transactions, abort_only},
            verdict::Verdict,
        },
    },
};

/// What a transactional producer has besides records.
#[derive(Debug)]
pub(crate) struct Transactional {
    pub(crate) state: Mutex<Transactions>,
    coordinator: Mutex<Option<Address>>,
    /// The newest EndTxn that the coordinator has.
    end_txn_newest: Mutex<i16>,
    pub(super) group_coordinator: Mutex<Option<(ByteString, Address)>>,
    /// Transactions begin and end one after the other.
    turn: tokio::sync::Mutex<()>,
    /// A partition that is still being added must not come after the end.
    adding: tokio::sync::Mutex<()>,
    runtime: tokio::runtime::Handle,
}

impl Transactional {
    /// Needs a tokio runtime.
    pub(crate) fn new(id: ByteString, timeout: Duration) -> Self {
        let timeout_ms = i32::try_from(timeout.as_millis()).unwrap_or(i32::MAX);
        Self {
            state: Mutex::new(Transactions::new(id, timeout_ms)),
            coordinator: Mutex::default(),
            end_txn_newest: Mutex::default(),
            group_coordinator: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            adding: tokio::sync::Mutex::default(),
            runtime: tokio::runtime::Handle::current(),
        }
    }

    /// A connection to the coordinator of the transactional id.
    pub(super) async fn connection(&self, cluster: &Cluster) -> Result<Connection> {
        let known = self.coordinator.lock().clone();
        let address = match known {
            Some(address) => address,
            None => {
                let id = self.state.lock().id().clone();
                let found = coordinator::find(cluster, Of::Transactions, &id).await?;
                *self.coordinator.lock() = Some(found.clone());
                found
            }
        };
        let connection = cluster.connection_to(&address).await?;
        *self.end_txn_newest.lock() = connection.versions().newest::<EndTxnRequest>()?;
        Ok(connection)
    }

    fn protocol(&self, cluster: &Cluster) -> Protocol {
        Protocol::of(&cluster.features(), *self.end_txn_newest.lock())
    }
}

impl Shared {
    /// # Errors
    /// `InvalidInput` if the producer is not transactional.
    pub(crate) fn transactional(&self, operation: &'static str) -> Result<&Transactional> {
        self.transactional.as_ref().ok_or_else(|| {
            let message = "the producer is not transactional: set transactional_id";
            Error::new(ErrorKind::InvalidInput, operation, message)
        })
    }

    /// Gets a producer id, and ends what was left open.
    ///
    /// # Errors
    /// What keeps the coordinator from answering within `max_block`, and what it says.
    pub(crate) async fn initialise_transactions(&self) -> Result<()> {
        let transactional = self.transactional("initialise transactions")?;
        let _turn = transactional.turn.lock().await;
        self.prepare_in_turn(transactional).await.map(drop)
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// As `initialise_transactions`; if one is open.
    pub(crate) async fn begin_transaction(&self) -> Result<()> {
        let transactional = self.transactional("begin a transaction")?;
        let _turn = transactional.turn.lock().await;
        let protocol = self.prepare_in_turn(transactional).await?;
        let identity = transactional.state.lock().begin(protocol)?;
        self.accumulator.lock().begin_transaction(identity, protocol);
        Ok(())
    }

    async fn prepare_in_turn(&self, transactional: &Transactional) -> Result<Protocol> {
        loop {
            let protocol = transactional.protocol(&self.cluster);
            let beginning = transactional.state.lock().beginning(protocol)?;
            match beginning {
                Beginning::Ready => return Ok(protocol),
                Beginning::Initialise(request) => {
                    self.initialise(transactional, &request).await?;
                }
                Beginning::EndLast => {
                    self.abort_in_turn(transactional).await?;
                }
            }
        }
    }

    async fn initialise(
        &self,
        transactional: &Transactional,
        request: &InitProducerIdRequest,
    ) -> Result<()> {
        let mut trying = self.trying("initialise transactions", self.options.max_block);
        loop {
            let attempt = async {
                let connection = transactional.connection(&self.cluster).await?;
                let response = connection.request(request).await?;
                Ok(transactional.state.lock().initialised(&response))
            };
            if let Some(outcome) = trying.once(attempt, || self.forget_coordinator()).await {
                return outcome;
            }
        }
    }

    /// Writes what was enqueued, and commits.
    ///
    /// # Errors
    /// If the transaction can only be aborted; `TimedOut` if the outcome is not known.
    pub(crate) async fn commit_transaction(&self) -> Result<()> {
        let transactional = self.transactional("commit the transaction")?;
        let _turn = transactional.turn.lock().await;
        self.settled().await;
        let _adding = transactional.adding.lock().await;
        self.tell_state(transactional);
        let ending = transactional.state.lock().commit()?;
        self.end(transactional, ending, "commit the transaction").await.map(drop)
    }

    /// Gives up what was not written, and aborts. Tells how the transaction has ended: a commit that was
    /// asked for before may have got through.
    ///
    /// # Errors
    /// What keeps the coordinator from answering, and what it says.
    pub(crate) async fn abort_transaction(&self) -> Result<Outcome> {
        let transactional = self.transactional("abort the transaction")?;
        let _turn = transactional.turn.lock().await;
        self.abort_in_turn(transactional).await
    }

    async fn abort_in_turn(&self, transactional: &Transactional) -> Result<Outcome> {
        {
            let mut accumulator = self.accumulator.lock();
            if !accumulator.is_empty() {
                let message = "the transaction is being aborted";
                let error = Error::new(ErrorKind::Aborted, "abort the transaction", message);
                accumulator.fail_transaction(error);
            }
        }
        self.settled().await;
        let _adding = transactional.adding.lock().await;
        self.tell_state(transactional);
        let ending = transactional.state.lock().abort()?;
        self.end(transactional, ending, "abort the transaction").await
    }

    /// Nobody is there any more to end the open transaction: it is aborted in the background.
    pub(crate) fn abandon_transaction(self: &Arc<Self>) {
        let Some(transactional) = &self.transactional else { return };
        transactional.state.lock().abandon();
        let touched = self.accumulator.lock().transaction_touched();
        if touched == Touched::Yes {
            tracing::warn!(
                transactional_id = %transactional.state.lock().id(),
                "a transaction was dropped that was neither committed nor aborted: it is being aborted"
            );
        }
        let shared = self.clone();
        transactional.runtime.spawn(async move {
            let Ok(transactional) = shared.transactional("abort the transaction") else { return };
            let _turn = transactional.turn.lock().await;
            if !transactional.state.lock().is_abandoned() {
                return;
            }
            if let Err(error) = shared.abort_in_turn(transactional).await {
                tracing::warn!(%error, "a transaction that was dropped could not be aborted yet");
            }
        });
    }

    /// Aborts a transaction that is open while the producer is closed.
    ///
    /// # Errors
    /// As `abort_transaction`.
    pub(crate) async fn abandon_open_transaction(&self) -> Result<()> {
        let Some(transactional) = &self.transactional else { return Ok(()) };
        let _turn = transactional.turn.lock().await;
        let open = transactional.state.lock().is_open();
        if open {
            tracing::warn!("a producer was closed within a transaction, which is aborted");
            self.abort_in_turn(transactional).await?;
        }
        Ok(())
    }

    /// Waits until no batch is on its way; their errors are the transaction's.
    async fn settled(&self) {
        // What fails is noted in the accumulator.
        let _ = self.flush().await;
    }

    /// Tells the state what has become of the records.
    fn tell_state(&self, transactional: &Transactional) {
        let accumulator = self.accumulator.lock();
        let mut state = transactional.state.lock();
        let adds = accumulator.transaction_protocol() == Some(Protocol::Second);
        if adds && accumulator.transaction_touched() == Touched::Yes {
            state.started(Started::Yes);
        }
        if let Some(failure) = accumulator.transaction_failure() {
            state.fail(failure.clone());
        }
    }

    async fn end(
        &self,
        transactional: &Transactional,
        ending: Ending,
        operation: &'static str,
    ) -> Result<Outcome> {
        let (request, protocol) = match ending {
            Ending::Ended(outcome) => {
                self.accumulator.lock().end_transaction();
                return Ok(outcome);
            }
            Ending::Call(request, protocol) => (request, protocol),
        };
        let mut ended = None;
        let mut trying = self.trying(operation, self.options.max_block);
        loop {
            let attempt = async {
                let response = self.call_end(transactional, &request, protocol).await?;
                let (answered, outcome) = transactional.state.lock().ended(&response);
                ended = outcome;
                Ok(answered)
            };
            match trying.once(attempt, || self.forget_coordinator()).await {
                Some(Ok(())) => break,
                Some(Err(error)) => return Err(unknown_if_late(error)),
                None => {}
            }
        }
        self.accumulator.lock().end_transaction();
        ended.ok_or_else(|| {
            Error::new(ErrorKind::InvalidInput, operation, "the transaction has ended already")
        })
    }

    async fn call_end(
        &self,
        transactional: &Transactional,
        request: &EndTxnRequest,
        protocol: Protocol,
    ) -> Result<EndTxnResponse> {
        let connection = transactional.connection(&self.cluster).await?;
        let version = connection.versions().newest_up_to::<EndTxnRequest>(protocol.end_max())?;
        connection.submit(request, version)?.answer(self.cluster.options.request_timeout).await
    }

    pub(super) fn forget_coordinator(&self) {
        if let Some(transactional) = &self.transactional {
            *transactional.coordinator.lock() = None;
        }
    }

    /// Why the open transaction can only be aborted.
    pub(crate) fn transaction_failure(&self) -> Option<Error> {
        self.accumulator.lock().transaction_failure().cloned()
    }

    /// Something of the transaction failed that is no batch.
    pub(super) fn fail_transaction(&self, error: Error) {
        if let Some(transactional) = &self.transactional {
            transactional.state.lock().fail(error.clone());
        }
        self.accumulator.lock().fail_transaction(error);
    }

    /// Tells the coordinator of partitions, so that their batches may be sent.
    pub(super) async fn add_partitions(&self, added: Vec<Key>) {
        let Some(transactional) = &self.transactional else { return };
        let _adding = transactional.adding.lock().await;
        match self.add_in_turn(transactional, &added).await {
            Ok(()) => self.accumulator.lock().enlisted(),
            Err(error) => self.fail_transaction(match error.advice() {
                crate::Advice::Fatal => error,
                _ => error.abortable(),
            }),
        }
    }

    async fn add_in_turn(&self, transactional: &Transactional, added: &[Key]) -> Result<()> {
        const OPERATION: &str = "add partitions to the transaction";
        let (identity, _) = transactional.state.lock().within(OPERATION)?;
        let id = transactional.state.lock().id().clone();
        let request = partitions::request(&id, identity, added);
        let mut trying = self.trying(OPERATION, self.options.delivery_timeout);
        loop {
            if let Some(failure) = self.accumulator.lock().transaction_failure() {
                return Err(abort_only(OPERATION, failure));
            }
            let attempt = async {
                let connection = transactional.connection(&self.cluster).await?;
                let version = connection
                    .versions()
                    .newest_up_to::<AddPartitionsToTxnRequest>(ADD_PARTITIONS_MAX)?;
                transactional.state.lock().started(Started::Maybe);
                let pending = connection.submit(&request, version)?;
                let response = pending.answer(self.cluster.options.request_timeout).await?;
                let verdict = partitions::verdict(&response, added);
                if matches!(verdict, Verdict::Done) {
                    transactional.state.lock().started(Started::Yes);
                }
                Ok(answered(verdict))
            };
            if let Some(outcome) = trying.once(attempt, || self.forget_coordinator()).await {
                return outcome;
            }
        }
    }

    pub(super) fn trying(&self, operation: &'static str, patience: Duration) -> Trying<'_> {
        let deadline = Instant::now() + patience;
        Trying { cluster: &self.cluster, operation, patience, deadline, failures: 0, last: None }
    }

    /// # Errors
    /// If records are sent to a transactional producer outside of a transaction.
    pub(crate) fn refuse_outside(&self) -> Result<()> {
        match self.transactional {
            Some(_) => Err(outside("send a record")),
            None => Ok(()),
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

/// Whoever ends a transaction has to know what a time-out means.
fn unknown_if_late(error: Error) -> Error {
    if error.kind() != ErrorKind::TimedOut {
        return error;
    }
    let message = "it is not known whether the transaction has ended: call commit or abort again, \
                   both tell";
    Error::new(ErrorKind::TimedOut, error.operation(), message).caused_by(error)
}

/// A call that is made until it is answered, within bounded time.
pub(super) struct Trying<'a> {
    cluster: &'a Cluster,
    operation: &'static str,
    patience: Duration,
    deadline: Instant,
    failures: u32,
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
            Ok(Ok(Answered::Failed(error))) => return Some(Err(error.during(self.operation))),
            Ok(Ok(Answered::Later(error))) => error,
            Ok(Ok(Answered::Elsewhere(error))) => {
                forget();
                error
            }
            Ok(Err(error)) if is_passing(&error) => {
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
            Some(ottla_core::model::ErrorCode::ConcurrentTransactions) => {
                Backoff::OF_CONCURRENT_TRANSACTIONS
            }
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

    fn late(&mut self) -> Error {
        let message = format!("no success within {:?}", self.patience);
        let error = Error::new(ErrorKind::TimedOut, self.operation, message);
        match self.last.take() {
            Some(last) => error.caused_by(last),
            None => error,
        }
    }
}
