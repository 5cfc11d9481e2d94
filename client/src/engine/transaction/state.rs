//! Where a transactional producer is: without an id, between two transactions, within one, at the end of
//! one whose outcome may not be known, or over. Each method gives the next call, or takes an answer.

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::messages::{
        EndTxnRequest, EndTxnResponse, InitProducerIdRequest, InitProducerIdResponse,
    },
};

use super::{
    protocol::Protocol,
    verdict::{Api, Verdict, is_fatal},
};
use crate::{Error, ErrorKind, engine::identity::Identity};

/// The transactions of one producer.
#[derive(Debug)]
pub(crate) struct Transactions {
    id: ByteString,
    timeout_ms: i32,
    phase: Phase,
    /// What the last transaction spoke.
    protocol: Option<Protocol>,
}

#[derive(Debug)]
enum Phase {
    Between(Standing),
    Within(Within),
    /// The coordinator was asked to end it, and has not said yes.
    Ending(Within, End),
    Over(Error),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    New,
    Ready(Identity),
    /// The id needs its next epoch (KIP-360).
    Stale(Identity),
}

#[derive(Clone, Debug)]
struct Within {
    identity: Identity,
    protocol: Protocol,
    started: Started,
    numbers: Numbers,
    holder: Holder,
    failure: Option<Error>,
}

/// Whether the coordinator knows of the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Started {
    No,
    /// It was told, and has not answered.
    Maybe,
    Yes,
}

/// Whether the next transaction can go on with this one's sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Kept,
    Lost,
}

/// Whether somebody is there to end the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Guard,
    Nobody,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Commit,
    Abort,
    /// A commit was asked for before, and may have been made.
    AbortAfterCommit,
}

/// What has to be done before a transaction can begin.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Beginning {
    Ready,
    Initialise(InitProducerIdRequest),
    /// The last one was left open, and has to be aborted.
    EndLast,
}

/// What has to be done to end a transaction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ending {
    Ended(Outcome),
    Call(EndTxnRequest, Protocol),
}

/// How a transaction ended: what [`Transaction::abort`](crate::Transaction::abort) tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// All of it can be read by `read_committed` readers.
    Committed,
    /// Nothing of it can.
    Aborted,
}

/// What an answer of the coordinator leaves to do.
#[derive(Clone, Debug)]
pub(crate) enum Answered {
    Done,
    Later(Error),
    Elsewhere(Error),
    Failed(Error),
}

const BEGIN: &str = "begin a transaction";

impl Transactions {
    pub(crate) fn new(id: ByteString, timeout_ms: i32) -> Self {
        Self { id, timeout_ms, phase: Phase::Between(Standing::New), protocol: None }
    }

    pub(crate) fn id(&self) -> &ByteString {
        &self.id
    }

    /// What comes before the next transaction, which would speak `protocol`.
    ///
    /// # Errors
    /// If one is open, or the producer is over.
    pub(crate) fn beginning(&self, protocol: Protocol) -> Result<Beginning, Error> {
        match &self.phase {
            Phase::Between(Standing::New) => Ok(Beginning::Initialise(self.initialise(None))),
            Phase::Between(Standing::Stale(identity)) => {
                Ok(Beginning::Initialise(self.initialise(Some(*identity))))
            }
            // Partitions of the last transaction must not count as those of the next one.
            Phase::Between(Standing::Ready(identity))
                if protocol == Protocol::Second && self.protocol == Some(Protocol::First) =>
            {
                Ok(Beginning::Initialise(self.initialise(Some(*identity))))
            }
            Phase::Between(Standing::Ready(_)) => Ok(Beginning::Ready),
            Phase::Within(within) | Phase::Ending(within, _) => match within.holder {
                Holder::Nobody => Ok(Beginning::EndLast),
                Holder::Guard => Err(self.named(Error::new(
                    ErrorKind::InvalidInput,
                    BEGIN,
                    "a transaction of this producer is open: commit or abort it first; a producer \
                     has one at a time",
                ))),
            },
            Phase::Over(error) => Err(error.clone().during(BEGIN)),
        }
    }

    fn initialise(&self, identity: Option<Identity>) -> InitProducerIdRequest {
        InitProducerIdRequest {
            transactional_id: Some(self.id.clone()),
            transaction_timeout_ms: self.timeout_ms,
            producer_id: identity.map_or(ProducerId::NONE.0, |identity| identity.id.0),
            producer_epoch: identity.map_or(ProducerEpoch::NONE.0, |identity| identity.epoch.0),
            ..Default::default()
        }
    }

    /// Takes the answer to InitProducerId.
    pub(crate) fn initialised(&mut self, response: &InitProducerIdResponse) -> Answered {
        match Api::InitProducerId.verdict(ErrorCode::from_code(response.error_code)) {
            Verdict::Done => {
                self.phase = Phase::Between(Standing::Ready(Identity {
                    id: ProducerId(response.producer_id),
                    epoch: ProducerEpoch(response.producer_epoch),
                }));
                self.protocol = None;
                Answered::Done
            }
            Verdict::Later(error) => Answered::Later(error),
            Verdict::Elsewhere(error) => Answered::Elsewhere(error),
            Verdict::Refused(error) => Answered::Failed(self.named(error)),
            Verdict::Fatal(error) => Answered::Failed(self.end(error)),
        }
    }

    /// Begins a transaction. Its batches are numbered with this.
    ///
    /// # Errors
    /// If there is something to do before.
    pub(crate) fn begin(&mut self, protocol: Protocol) -> Result<Identity, Error> {
        let Phase::Between(Standing::Ready(identity)) = self.phase else {
            return Err(self.named(Error::new(
                ErrorKind::InvalidInput,
                BEGIN,
                "another call has begun a transaction of this producer meanwhile",
            )));
        };
        self.protocol = Some(protocol);
        self.phase = Phase::Within(Within {
            identity,
            protocol,
            started: Started::No,
            numbers: Numbers::Kept,
            holder: Holder::Guard,
            failure: None,
        });
        Ok(identity)
    }

    /// The open transaction: as whom and how it speaks.
    ///
    /// # Errors
    /// If there is none, or nothing can be added to it any more.
    pub(crate) fn within(&self, operation: &'static str) -> Result<(Identity, Protocol), Error> {
        match &self.phase {
            Phase::Within(Within { failure: Some(failure), .. }) => {
                Err(abort_only(operation, failure))
            }
            Phase::Within(within) => Ok((within.identity, within.protocol)),
            Phase::Ending(..) | Phase::Between(_) => Err(self.named(Error::new(
                ErrorKind::InvalidInput,
                operation,
                "the transaction has ended, or is about to: begin another one",
            ))),
            Phase::Over(error) => Err(error.clone().during(operation)),
        }
    }

    /// The coordinator was told, or has heard, of something in the transaction.
    pub(crate) fn started(&mut self, started: Started) {
        if let Phase::Within(within) = &mut self.phase {
            within.started = within.started.max(started);
        }
    }

    /// Something of the open transaction failed: it can only be aborted, or the producer is over. The first
    /// failure is kept, for the others follow from it.
    pub(crate) fn fail(&mut self, error: Error) {
        if is_fatal(&error) {
            self.end(error);
            return;
        }
        if let Phase::Within(within) | Phase::Ending(within, _) = &mut self.phase {
            within.numbers = Numbers::Lost;
            within.failure.get_or_insert(error);
        }
    }

    /// Nobody is there any more to end the transaction.
    pub(crate) fn abandon(&mut self) {
        if let Phase::Within(within) | Phase::Ending(within, _) = &mut self.phase {
            within.holder = Holder::Nobody;
        }
    }

    /// Whether a transaction waits for somebody to end it.
    pub(crate) fn is_abandoned(&self) -> bool {
        match &self.phase {
            Phase::Within(within) | Phase::Ending(within, _) => within.holder == Holder::Nobody,
            Phase::Between(_) | Phase::Over(_) => false,
        }
    }

    /// Whether a transaction is open, or its outcome not known.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Within(_) | Phase::Ending(..))
    }

    /// What it takes to commit, once all batches are written.
    ///
    /// # Errors
    /// If it can only be aborted, or has ended otherwise.
    pub(crate) fn commit(&mut self) -> Result<Ending, Error> {
        const OPERATION: &str = "commit the transaction";
        match &mut self.phase {
            Phase::Within(Within { failure: Some(failure), .. }) => {
                Err(abort_only(OPERATION, failure))
            }
            Phase::Within(Within { started: Started::No, .. }) => {
                self.settle();
                Ok(Ending::Ended(Outcome::Committed))
            }
            Phase::Within(within) => {
                let within = within.clone();
                let call = self.end_request(&within, End::Commit);
                self.phase = Phase::Ending(within, End::Commit);
                Ok(call)
            }
            Phase::Ending(within, End::Commit) => {
                // What is delayed on the way must not end the next transaction.
                within.numbers = Numbers::Lost;
                let within = within.clone();
                Ok(self.end_request(&within, End::Commit))
            }
            Phase::Ending(_, End::Abort | End::AbortAfterCommit) => Err(self.named(
                Error::new(
                    ErrorKind::InvalidInput,
                    OPERATION,
                    "it is being aborted: call abort until that is known",
                )
                .abortable(),
            )),
            Phase::Between(_) => Err(self.has_ended(OPERATION)),
            Phase::Over(error) => Err(error.clone().during(OPERATION)),
        }
    }

    /// What it takes to abort, once no batch is on the way.
    ///
    /// # Errors
    /// If there is no transaction any more.
    pub(crate) fn abort(&mut self) -> Result<Ending, Error> {
        const OPERATION: &str = "abort the transaction";
        let (within, end) = match &self.phase {
            Phase::Within(Within { started: Started::No, .. }) => {
                self.settle();
                return Ok(Ending::Ended(Outcome::Aborted));
            }
            Phase::Within(within) => (within.clone(), End::Abort),
            Phase::Ending(within, End::Commit) => (within.clone(), End::AbortAfterCommit),
            Phase::Ending(within, end) => {
                let mut within = within.clone();
                within.numbers = Numbers::Lost;
                (within, *end)
            }
            Phase::Between(_) => return Err(self.has_ended(OPERATION)),
            Phase::Over(error) => return Err(error.clone().during(OPERATION)),
        };
        let call = self.end_request(&within, end);
        self.phase = Phase::Ending(within, end);
        Ok(call)
    }

    fn end_request(&self, within: &Within, end: End) -> Ending {
        let request = EndTxnRequest {
            transactional_id: self.id.clone(),
            producer_id: within.identity.id.0,
            producer_epoch: within.identity.epoch.0,
            committed: end == End::Commit,
        };
        Ending::Call(request, within.protocol)
    }

    /// Takes the answer to EndTxn. After `Done`, [`Transactions::commit`] and [`Transactions::abort`] are
    /// not to be called again.
    pub(crate) fn ended(&mut self, response: &EndTxnResponse) -> (Answered, Option<Outcome>) {
        let Phase::Ending(within, end) = &self.phase else {
            return (Answered::Done, None);
        };
        let (within, end) = (within.clone(), *end);
        let code = ErrorCode::from_code(response.error_code);
        if code == ErrorCode::InvalidTxnState
            && let Some(answered) = self.ended_otherwise(&within, end)
        {
            return answered;
        }
        let (api, outcome) = match end {
            End::Commit => (Api::Commit, Outcome::Committed),
            End::Abort | End::AbortAfterCommit => (Api::Abort, Outcome::Aborted),
        };
        match api.verdict(code) {
            Verdict::Done => {
                self.settle();
                if response.producer_id != ProducerId::NONE.0 {
                    self.phase = Phase::Between(Standing::Ready(Identity {
                        id: ProducerId(response.producer_id),
                        epoch: ProducerEpoch(response.producer_epoch),
                    }));
                }
                (Answered::Done, Some(outcome))
            }
            Verdict::Later(error) => (Answered::Later(error), None),
            Verdict::Elsewhere(error) => (Answered::Elsewhere(error), None),
            Verdict::Refused(error) => {
                self.phase = Phase::Within(within);
                self.fail(error.clone());
                (Answered::Failed(self.named(error)), None)
            }
            Verdict::Fatal(error) => (Answered::Failed(self.end(error)), None),
        }
    }

    /// INVALID_TXN_STATE, where it tells how the transaction has ended before.
    fn ended_otherwise(
        &mut self,
        within: &Within,
        end: End,
    ) -> Option<(Answered, Option<Outcome>)> {
        match (end, within.protocol, within.started) {
            // A commit that was asked for earlier has got through: the coordinator does not take it back.
            (End::AbortAfterCommit, protocol, _) => {
                let identity = match protocol {
                    Protocol::First => within.identity,
                    // It has raised the epoch; once it has moved, it knows of none before.
                    Protocol::Second => within.identity.bumped().unwrap_or(within.identity),
                };
                self.phase = Phase::Between(Standing::Stale(identity));
                Some((Answered::Done, Some(Outcome::Committed)))
            }
            // Each transaction has its epoch, so this one was aborted; Apache Kafka's producer is over.
            (End::Commit, Protocol::Second, _) => {
                let message = "the coordinator has aborted it before it was committed: it was open \
                               for longer than transaction_timeout";
                let error = Error::new(ErrorKind::Aborted, "commit the transaction", message)
                    .of_code(ErrorCode::InvalidTxnState)
                    .abortable();
                self.phase = Phase::Within(within.clone());
                self.fail(error.clone());
                Some((Answered::Failed(self.named(error)), None))
            }
            // It was told of the transaction without an answer, and had not heard.
            (End::Abort, Protocol::First, Started::Maybe) => {
                self.phase = Phase::Between(Standing::Stale(within.identity));
                Some((Answered::Done, Some(Outcome::Aborted)))
            }
            (End::Commit | End::Abort, _, _) => None,
        }
    }

    /// The transaction is over, under an epoch that its answer did not change.
    fn settle(&mut self) {
        let (Phase::Within(within) | Phase::Ending(within, _)) = &self.phase else { return };
        let standing = match within.numbers {
            Numbers::Kept => Standing::Ready(within.identity),
            Numbers::Lost => Standing::Stale(within.identity),
        };
        self.phase = Phase::Between(standing);
    }

    fn end(&mut self, error: Error) -> Error {
        if let Phase::Over(error) = &self.phase {
            return error.clone();
        }
        let error = self.named(error);
        self.phase = Phase::Over(error.clone());
        error
    }

    fn has_ended(&self, operation: &'static str) -> Error {
        let message = "the transaction has ended already";
        self.named(Error::new(ErrorKind::InvalidInput, operation, message))
    }

    fn named(&self, error: Error) -> Error {
        error.with("transactional id", &self.id)
    }
}

/// The error of whatever is tried in a transaction that has failed.
pub(crate) fn abort_only(operation: &'static str, cause: &Error) -> Error {
    let message = "the transaction has failed, and can only be aborted";
    Error::new(ErrorKind::Aborted, operation, message).abortable().caused_by(cause.clone())
}
