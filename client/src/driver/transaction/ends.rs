//! Begins and ends transactions, one after the other.

use std::sync::{Arc, atomic::Ordering};

use ottla_core::{
    model::ProducerId,
    protocol::messages::{EndTxnRequest, EndTxnResponse, InitProducerIdRequest},
};

use tracing::Instrument;

use super::coordinator::Transactional;
use crate::{
    Error, ErrorKind, Outcome, Result,
    driver::{sender::Shared, spans},
    engine::transaction::{
        protocol::Protocol,
        records::{Touched, outside},
        state::{Beginning, Ending, Started},
    },
};

/// The oldest InitProducerId that raises the epoch of an id (KIP-360).
const NAMES_ID_SINCE: i16 = 3;

impl Shared {
    /// # Errors
    /// `InvalidInput` if the producer is not transactional.
    pub(crate) fn transactional(&self, operation: &'static str) -> Result<&Transactional> {
        self.transactional.as_ref().ok_or_else(|| {
            let message =
                "the producer is not transactional: set transactional_id (transactional.id)";
            Error::new(ErrorKind::InvalidInput, operation, message)
        })
    }

    /// Gets a producer id, and ends what was left open.
    ///
    /// # Errors
    /// What keeps the coordinator from answering within `max_block`, and what it says.
    pub(crate) async fn initialise_transactions(self: &Arc<Self>) -> Result<()> {
        let transactional = self.transactional("initialise transactions")?;
        let _turn = transactional.turn.lock().await;
        self.prepare_in_turn(transactional).await.map(drop)
    }

    /// Begins a transaction.
    ///
    /// # Errors
    /// As `initialise_transactions`; if one is open.
    pub(crate) async fn begin_transaction(self: &Arc<Self>) -> Result<()> {
        const OPERATION: &str = "begin a transaction";
        let transactional = self.transactional(OPERATION)?;
        if self.closed.load(Ordering::Acquire) {
            return Err(Error::new(ErrorKind::Closed, OPERATION, "the producer is closed"));
        }
        let _turn = transactional.turn.lock().await;
        let protocol = self.prepare_in_turn(transactional).await?;
        let identity = transactional.state.lock().begin(protocol)?;
        self.accumulator.lock().begin_transaction(identity, protocol);
        Ok(())
    }

    async fn prepare_in_turn(self: &Arc<Self>, transactional: &Transactional) -> Result<Protocol> {
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
                let version = connection.versions().newest::<InitProducerIdRequest>()?;
                if version < NAMES_ID_SINCE && request.producer_id != ProducerId::NONE.0 {
                    return Err(too_old());
                }
                let pending = connection.submit(request, version)?;
                let response = pending.answer(self.cluster.options.request_timeout).await?;
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
    pub(crate) async fn commit_transaction(self: &Arc<Self>) -> Result<()> {
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
    pub(crate) async fn abort_transaction(self: &Arc<Self>) -> Result<Outcome> {
        let transactional = self.transactional("abort the transaction")?;
        let _turn = transactional.turn.lock().await;
        self.abort_in_turn(transactional).await
    }

    async fn abort_in_turn(self: &Arc<Self>, transactional: &Transactional) -> Result<Outcome> {
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
    pub(crate) async fn abandon_open_transaction(self: &Arc<Self>) -> Result<()> {
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
    async fn settled(self: &Arc<Self>) {
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
            let attempt = attempt.instrument(spans::end_transaction(operation));
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
            self.cluster.doubt();
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
        // Of what was given up the interceptors have to be told.
        self.wake.notify_one();
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

/// Whoever ends a transaction has to know what a time-out means.
fn unknown_if_late(error: Error) -> Error {
    if error.kind() != ErrorKind::TimedOut {
        return error;
    }
    let message = "it is not known whether the transaction has ended: call commit or abort again, \
                   both tell";
    Error::new(ErrorKind::TimedOut, error.operation(), message).caused_by(error)
}

/// Asking for an id without naming the old one would take it back from a producer that took over.
fn too_old() -> Error {
    let message = "brokers before Apache Kafka 2.5 cannot raise the epoch of a producer whose \
                   transaction has failed: make a new producer";
    Error::new(ErrorKind::Unsupported, "initialise transactions", message)
}
